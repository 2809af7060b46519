// SPDX-License-Identifier: Apache-2.0
/** Whether letters a–z could be a word: every three neighbours, edges included, occur so in words of five languages. */
import { SPELLING } from './data/spelling.ts';

const SIZE = 27;
const BITS = Uint8Array.from(atob(SPELLING), (character) => character.charCodeAt(0));

export function isSpellable(word: string): boolean {
  return isSpellablePart(word, 0, word.length);
}

/** The same for part of a string, as if it stood alone. */
export function isSpellablePart(text: string, from: number, to: number): boolean {
  let before = 0;
  let here = from < to ? letterAt(text, from) : 0;
  for (let index = from + 1; index <= to; index += 1) {
    const after = index < to ? letterAt(text, index) : 0;
    const key = (before * SIZE + here) * SIZE + after;
    if (here === 0 || ((BITS[key >> 3] ?? 0) & (1 << (key & 7))) === 0) return false;
    before = here;
    here = after;
  }
  return to > from;
}

/** 1–26 for a–z; 0, which no word contains, for anything else. */
function letterAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 97 && unit <= 122 ? unit - 96 : 0;
}
