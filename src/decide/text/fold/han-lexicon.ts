// SPDX-License-Identifier: Apache-2.0
/** Everything that Chinese words are looked up in, built for the first Chinese text: others need not wait for it. */
import { HAN_DISGUISES } from './han-disguises.ts';
import { indexPhrases, type PhraseIndex } from './han-index.ts';
import { takenToPieces } from './han-parts.ts';
import { loadSounds } from './han-sounds.ts';
import { HAN_WORDS, HONEST_HAN } from './han-words.ts';

export type HanLexicon = {
  readonly honest: PhraseIndex;
  readonly disguises: PhraseIndex;
  readonly besideContact: PhraseIndex;
  /** By UTF-16 unit: bits of `Begins`, for what may begin with that character. */
  readonly begins: Uint8Array;
};

export const Begins = { honest: 1, disguise: 2, besideContact: 4, sound: 8 } as const;

let lexicon: HanLexicon | undefined;

export function hanLexicon(): HanLexicon {
  lexicon ??= buildLexicon();
  return lexicon;
}

function buildLexicon(): HanLexicon {
  // 加 before a word is no part of it: 加微❤ holds 微❤.
  const wholeWords = HAN_WORDS.filter((word) => !word.startsWith('加'));
  const honest = indexPhrases([...HONEST_HAN, ...wholeWords].map((word) => [word, word]));
  const disguises = indexPhrases([...takenToPieces(), ...listed(false)]);
  const besideContact = indexPhrases(listed(true));
  const begins = new Uint8Array(0x10000);
  const mark = (codes: Iterable<number>, bit: number): void => {
    for (const code of codes) begins[code] = (begins[code] ?? 0) | bit;
  };
  mark(honest.keys(), Begins.honest);
  mark(disguises.keys(), Begins.disguise);
  mark(besideContact.keys(), Begins.besideContact);
  mark(loadSounds(), Begins.sound);
  return { honest, disguises, besideContact, begins };
}

function listed(beside: boolean): readonly (readonly [string, string])[] {
  return HAN_DISGUISES.filter(({ besideContact }) => besideContact === beside).map(({ from, to }) => [from, to]);
}
