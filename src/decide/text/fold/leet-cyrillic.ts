// SPDX-License-Identifier: Apache-2.0
/** Digits and @ for letters inside Cyrillic words: "д0ход", "б@нк", "по3дравляем". */
import { Kind } from './kind.ts';
import { kindAt } from './units.ts';
import { noteUndone, type Work } from './work.ts';

const LETTERS: ReadonlyMap<number, string> = new Map([
  [48, 'о'],
  [51, 'з'],
  [52, 'ч'],
  [54, 'б'],
  [64, 'а'],
]);
const FEWEST_LETTERS = 3;

export function undoCyrillicLeet(work: Work): void {
  if ((work.present & (1 << Kind.cyrillic)) === 0) return;
  const { codes, kinds, length } = work;
  let start = 0;
  let letters = 0;
  let signs = 0;
  for (let index = 0; index <= length; index += 1) {
    if (index < length && kinds[index] === Kind.cyrillic) letters += 1;
    else if (index < length && LETTERS.has(codes[index] ?? 0)) signs += 1;
    else {
      if (signs > 0 && letters >= FEWEST_LETTERS && signs * 2 < letters) readToken(work, start, index);
      start = index + 1;
      letters = 0;
      signs = 0;
    }
  }
}

/** Every sign must stand between two letters; otherwise the token is a number with a word beside it. */
function readToken(work: Work, start: number, end: number): void {
  for (let index = start; index < end; index += 1) {
    if (kindAt(work, index) === Kind.cyrillic) continue;
    if (kindAt(work, index - 1) !== Kind.cyrillic || kindAt(work, index + 1) !== Kind.cyrillic) return;
  }
  for (let index = start; index < end; index += 1) {
    const letter = LETTERS.get(work.codes[index] ?? 0);
    if (letter === undefined) continue;
    work.codes[index] = letter.charCodeAt(0);
    work.kinds[index] = Kind.cyrillic;
    noteUndone(work);
    work.tally.add('leet', work.starts[index] ?? 0, work.ends[index] ?? 0);
  }
}
