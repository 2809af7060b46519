// SPDX-License-Identifier: Apache-2.0
/**
 * Reading aloud by a voice of the device. Voices that are spoken elsewhere would send the sentences there, and are never used.
 */
export type Reader = {
  readonly read: (sentences: readonly string[], onEnd: () => void) => void;
  readonly stop: () => void;
};

const stop = (): void => speechSynthesis.cancel();

/** `undefined` where no voice of this device speaks the language. */
export function findReader(lang: string): Reader | undefined {
  if (!('speechSynthesis' in globalThis)) return undefined;
  const voice = voiceFor(lang);
  if (!voice) return undefined;
  return {
    stop,
    read(sentences, onEnd) {
      stop();
      // One utterance a sentence: long ones are broken off by some browsers.
      for (const [index, sentence] of sentences.entries()) {
        const utterance = new SpeechSynthesisUtterance(sentence);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        if (index === sentences.length - 1) utterance.addEventListener('end', onEnd);
        utterance.addEventListener('error', onEnd);
        speechSynthesis.speak(utterance);
      }
    },
  };
}

/** Calls back whenever the device has told of more voices; returns how to stop that. */
export function watchVoices(onChange: () => void): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', onChange);
  return () => speechSynthesis.removeEventListener('voiceschanged', onChange);
}

function voiceFor(lang: string): SpeechSynthesisVoice | undefined {
  const base = lang.split('-', 1)[0] ?? lang;
  const speaking = speechSynthesis
    .getVoices()
    // Some devices write `en_GB`.
    .filter((voice) => voice.localService && voice.lang.split(/[-_]/u, 1)[0]?.toLowerCase() === base);
  return speaking.find((voice) => voice.default) ?? speaking[0];
}
