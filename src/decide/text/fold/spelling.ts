// SPDX-License-Identifier: Apache-2.0
/** Whether letters a–z could be a word: every three neighbours, edges included, occur so in words of five languages. */
import { SPELLING } from './data/spelling.ts';

const SIZE = 27;
const BITS = Uint8Array.from(atob(SPELLING), (character) => character.charCodeAt(0));

export function isSpellable(word: string): boolean {
  const size = word.length;
  let before = 0;
  let here = size > 0 ? letterAt(word, 0) : 0;
  for (let index = 1; index <= size; index += 1) {
    const after = index < size ? letterAt(word, index) : 0;
    const key = (before * SIZE + here) * SIZE + after;
    if (here === 0 || ((BITS[key >> 3] ?? 0) & (1 << (key & 7))) === 0) return false;
    before = here;
    here = after;
  }
  return size > 0;
}

/** 1–26 for a–z; 0, which no word contains, for anything else. */
function letterAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 97 && unit <= 122 ? unit - 96 : 0;
}
