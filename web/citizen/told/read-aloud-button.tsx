// SPDX-License-Identifier: Apache-2.0
/** Reads the answer aloud, and stops. Not there where the device has no voice for the language. */
import { useEffect, useState } from 'preact/hooks';
import type { PageWords } from '../../../src/decide/policy/page-words.ts';
import type { Answer } from '../answer.ts';
import { findReader, watchVoices } from './read-aloud.ts';
import { partsToTell } from './spoken.ts';

export type ReadAloudProps = { readonly lang: string; readonly words: PageWords; readonly answer: Answer };

export function ReadAloudButton({ lang, words, answer }: ReadAloudProps) {
  const [reader, setReader] = useState(() => findReader(lang));
  const [reading, setReading] = useState(false);
  useEffect(() => watchVoices(() => setReader(findReader(lang))), [lang]);
  // A voice must not go on about an answer that is no longer there.
  useEffect(() => () => reader?.stop(), [reader]);
  if (!reader) return undefined;
  const toggle = (): void => {
    if (reading) reader.stop();
    else reader.read(sentencesOf(answer, words), () => setReading(false));
    setReading(!reading);
  };
  return (
    <button type="button" class="second" onClick={toggle}>
      {reading ? words.stopReading : words.readAloud}
    </button>
  );
}

function sentencesOf(answer: Answer, words: PageWords): readonly string[] {
  const parts = partsToTell(answer, words).flatMap(({ title, sentences }) => [title, ...sentences]);
  return [answer.heading, answer.headline, ...parts].filter((sentence) => sentence !== '');
}
