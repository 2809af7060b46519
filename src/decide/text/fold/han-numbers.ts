// SPDX-License-Identifier: Apache-2.0
/** Numbers written in Chinese characters or with letters for digits, where they are read out digit by digit: phone numbers, codes. */
import { Kind } from './kind.ts';
import { codeAt, isAsciiDigit, kindAt } from './units.ts';
import type { Work } from './work.ts';

// 0–9 as they are read, written for accounts, and spoken on the telephone (幺, 洞, 拐, 勾 need digits beside them).
const PLAIN = '〇一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const SPOKEN: ReadonlyMap<string, number> = new Map([
  ['幺', 1],
  ['○', 0],
  ['两', 2],
  ['贰', 2],
]);

const DIGITS = new Map<number, number>();
for (const row of [PLAIN, FORMAL])
  for (const [value, sign] of Array.from(row).entries()) DIGITS.set(sign.charCodeAt(0), value);
for (const [sign, value] of SPOKEN) DIGITS.set(sign.charCodeAt(0), value);

// A year (二〇二四) has four, 一二三四五 is a rhyme; a number to ring or to add has six and more.
const FEWEST = 6;
const FEWEST_FORMAL = 4;

export function readHanNumbers(work: Work): void {
  if ((work.present & (1 << Kind.han)) === 0) return;
  let start = -1;
  let written = 0;
  let formal = 0;
  for (let index = 0; index <= work.length; index += 1) {
    const code = index < work.length ? codeAt(work, index) : 32;
    const isWritten = DIGITS.has(code);
    if (isWritten || isAsciiDigit(code)) {
      if (start < 0) start = index;
      if (isWritten) written += 1;
      if (isWritten && FORMAL.includes(String.fromCharCode(code))) formal += 1;
      continue;
    }
    if (start >= 0 && written > 0) convertRun(work, start, index, written, formal);
    start = -1;
    written = 0;
    formal = 0;
  }
}

function convertRun(work: Work, start: number, end: number, written: number, formal: number): void {
  const size = end - start;
  if (size < FEWEST && !(formal === size && size >= FEWEST_FORMAL)) return;
  // One written digit at the edge of a number belongs to the next word (2024一季度).
  if (written === 1 && (DIGITS.has(codeAt(work, start)) || DIGITS.has(codeAt(work, end - 1)))) return;
  for (let index = start; index < end; index += 1) {
    const value = DIGITS.get(codeAt(work, index));
    if (value === undefined) continue;
    work.codes[index] = 48 + value;
    work.kinds[index] = Kind.digit;
    work.present |= 1 << Kind.digit;
    work.changed = true;
  }
  work.tally.add('number-form', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
}

// Fewest digits, and fewest characters, of a number in which o and l are taken for 0 and 1.
const FEWEST_DIGITS = 5;
const FEWEST_MIXED = 7;

/** "138OO138ooo": o and l between many digits are digits. */
export function readLetterDigits(work: Work): void {
  let start = 0;
  let digits = 0;
  let letters = 0;
  for (let index = 0; index <= work.length; index += 1) {
    const code = index < work.length ? codeAt(work, index) : 32;
    if (isAsciiDigit(code)) digits += 1;
    else if (code === 111 || code === 108) letters += 1;
    else {
      const fits = letters > 0 && digits >= FEWEST_DIGITS && digits + letters >= FEWEST_MIXED;
      if (
        fits &&
        work.guarded[start] !== 1 &&
        kindAt(work, start - 1) !== Kind.latin &&
        kindAt(work, index) !== Kind.latin
      ) {
        convertLetters(work, start, index);
      }
      start = index + 1;
      digits = 0;
      letters = 0;
    }
  }
}

function convertLetters(work: Work, start: number, end: number): void {
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    if (isAsciiDigit(code)) continue;
    work.codes[index] = code === 111 ? 48 : 49;
    work.kinds[index] = Kind.digit;
    work.changed = true;
  }
  work.tally.add('number-form', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
}
