// SPDX-License-Identifier: Apache-2.0
/**
 * Which sequences of three letters words are made of, counted in Debian's word lists of English, Spanish, French,
 * Indonesian and Turkish. The table holds one bit a sequence and no word of any list.
 */
import { readFileSync } from 'node:fs';

const LISTS = [
  '/usr/share/dict/american-english',
  '/usr/share/dict/spanish',
  '/usr/share/dict/french',
  '/usr/share/hunspell/id_ID.dic',
  '/usr/share/hunspell/tr_TR.dic',
];
// Share of a list's words that must contain a sequence.
const SMALLEST_SHARE = 1e-4;
const SIZE = 27;

/** 27³ bits in base64, first letter slowest; 0 is the edge of a word, 1–26 are a–z. */
export function spellingTable(): string {
  const bits = new Uint8Array(Math.ceil(SIZE ** 3 / 8));
  for (const list of LISTS) {
    const words = wordsOf(list);
    const counts = new Map<number, number>();
    for (const word of words) {
      const letters = [0, ...Array.from(word, (letter) => letter.charCodeAt(0) - 96), 0];
      for (let index = 0; index + 2 < letters.length; index += 1) {
        const [a = 0, b = 0, c = 0] = letters.slice(index, index + 3);
        const key = (a * SIZE + b) * SIZE + c;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    for (const [key, count] of counts) {
      if (count >= words.size * SMALLEST_SHARE) bits[key >> 3] = (bits[key >> 3] ?? 0) | (1 << (key & 7));
    }
  }
  return Buffer.from(bits).toString('base64');
}

function wordsOf(list: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    const word = (line.split('/')[0] ?? '')
      .toLowerCase()
      .replaceAll('ı', 'i')
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '');
    if (/^[a-z]+$/u.test(word)) words.add(word);
  }
  return words;
}
