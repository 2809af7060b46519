// SPDX-License-Identifier: Apache-2.0
/**
 * Letters written upside down: whole phrases ("ʎǝuoɯ ǝǝɹɟ" reads "free money" when the page is turned, so its order is turned
 * too), and single turned letters in an upright word ("ɯoney").
 */
import { Kind } from './kind.ts';
import { reverseUnits } from './reversal.ts';
import { codeAt, kindAt } from './units.ts';
import { noteUndone, type Work } from './work.ts';

// Pairs: the letter as written, then as meant. First what exists only upside down, then a–z that are letters both ways.
const TURNED = readPairs('ɐaɔcǝeɟfƃgɥhᴉiʞkɯmɹrʇtʌvʍwʎy');
const EITHER_WAY = readPairs('bqqbdppdnuunllooxxsszziiıi');
// Letters of living alphabets: one of them alone proves nothing.
const LIVING = new Set([0x254, 0x1dd, 0x265, 0x28c]);

function readPairs(pairs: string): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (let index = 0; index + 1 < pairs.length; index += 2)
    map.set(pairs.charCodeAt(index), pairs.charCodeAt(index + 1));
  return map;
}

type Word = { readonly start: number; readonly end: number; readonly turned: number; readonly upright: number };

export function turnUpright(work: Work): void {
  if (!hasTurned(work)) return;
  const words = readWords(work);
  for (let index = 0; index < words.length; index += 1) {
    const first = words[index];
    if (!first || first.turned === 0) continue;
    if (isTurned(first)) {
      index = phraseEnd(words, index);
      turnPhrase(work, first.start, (words[index] ?? first).end);
    } else if (first.upright > 0) turnLetters(work, first);
  }
}

function hasTurned(work: Work): boolean {
  if ((work.present & (1 << Kind.latin)) === 0) return false;
  for (let index = 0; index < work.length; index += 1) {
    const code = work.codes[index] ?? 0;
    if (code > 0x182 && TURNED.has(code)) return true;
  }
  return false;
}

function readWords(work: Work): readonly Word[] {
  const words: Word[] = [];
  for (let index = 0; index < work.length; index += 1) {
    if (kindAt(work, index) !== Kind.latin) continue;
    const start = index;
    let turned = 0;
    let upright = 0;
    for (; kindAt(work, index) === Kind.latin; index += 1) {
      const code = codeAt(work, index);
      if (TURNED.has(code)) turned += 1;
      else if (!EITHER_WAY.has(code)) upright += 1;
    }
    words.push({ start, end: index, turned, upright });
  }
  return words;
}

/** Two letters that exist only upside down, and none that exists only upright. */
function isTurned(word: Word): boolean {
  return word.turned >= 2 && word.upright === 0;
}

/** The last word of a phrase that begins at `index`: words that can all be read upside down, ending in one that must. */
function phraseEnd(words: readonly Word[], index: number): number {
  let last = index;
  for (let at = index; at < words.length && words[at]?.upright === 0; at += 1) {
    const word = words[at];
    if (word && isTurned(word)) last = at;
  }
  return last;
}

function turnPhrase(work: Work, start: number, end: number): void {
  const from = work.starts[start] ?? 0;
  const to = work.ends[end - 1] ?? 0;
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    work.codes[index] = TURNED.get(code) ?? EITHER_WAY.get(code) ?? code;
  }
  reverseUnits(work, start, end);
  noteUndone(work);
  work.tally.add('upside-down', from, to);
}

function turnLetters(work: Work, word: Word): void {
  for (let index = word.start; index < word.end; index += 1) {
    const code = codeAt(work, index);
    const meant = LIVING.has(code) ? undefined : TURNED.get(code);
    if (meant === undefined) continue;
    work.codes[index] = meant;
    noteUndone(work);
    work.tally.add('confusable', work.starts[index] ?? 0, work.ends[index] ?? 0);
  }
}
