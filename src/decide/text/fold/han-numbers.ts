// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers written with Chinese characters, where they are read out digit by digit (phone numbers, codes), and 一 written for a
 * dash between figures. Counting words, years and amounts stay.
 */
import { Kind } from './kind.ts';
import { codeAt, isAsciiDigit } from './units.ts';
import { noteUndone, type Work } from './work.ts';

// 0–9 as they are read, as they are written on cheques, and two forms of the telephone.
const PLAIN = '〇一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const DIGITS = new Map<number, number>([
  [0x5e7a, 1], // 幺
  [0x25cb, 0], // ○
]);
for (const row of [PLAIN, FORMAL]) {
  for (const [value, sign] of Array.from(row).entries()) DIGITS.set(sign.charCodeAt(0), value);
}
const FORMAL_CODES = new Set(Array.from(FORMAL, (sign) => sign.charCodeAt(0)));
const DASH_LIKE = 0x4e00; // 一

// A year (二〇二四) has four, 一二三四五 is a rhyme; a number to ring or to add has six and more.
const FEWEST = 6;
const FEWEST_FORMAL = 4;

export function readHanNumbers(work: Work): void {
  if ((work.present & (1 << Kind.han)) === 0 || work.notChinese) return;
  const { codes, length } = work;
  let start = -1;
  let written = 0;
  let formal = 0;
  for (let index = 0; index <= length; index += 1) {
    const code = index < length ? (codes[index] ?? 32) : 32;
    const isWritten = code > 127 && DIGITS.has(code);
    if (isWritten || isAsciiDigit(code)) {
      if (start < 0) start = index;
      if (isWritten) written += 1;
      if (isWritten && FORMAL_CODES.has(code)) formal += 1;
      continue;
    }
    if (written > 0) convertRun(work, start, index, written, formal);
    start = -1;
    written = 0;
    formal = 0;
  }
}

function convertRun(work: Work, start: number, end: number, written: number, formal: number): void {
  const size = end - start;
  if (readDashes(work, start, end, written)) return;
  if (size < FEWEST && !(formal === size && size >= FEWEST_FORMAL)) return;
  // One written digit at the edge of a number belongs to the next word (2024一季度).
  if (written === 1 && (DIGITS.has(codeAt(work, start)) || DIGITS.has(codeAt(work, end - 1)))) return;
  if (isCounting(work, start, end)) return;
  for (let index = start; index < end; index += 1) {
    const value = DIGITS.get(codeAt(work, index));
    if (value === undefined) continue;
    work.codes[index] = 48 + value;
    work.kinds[index] = Kind.digit;
    work.present |= 1 << Kind.digit;
    noteUndone(work);
  }
  work.tally.add('number-form', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
}

/** "90一140", "137一5613一2795": every written sign is 一 and stands between figures of two digits and more. */
function readDashes(work: Work, start: number, end: number, written: number): boolean {
  let digits = 0;
  let dashes = 0;
  for (let index = start; index <= end; index += 1) {
    const code = index < end ? codeAt(work, index) : DASH_LIKE;
    if (isAsciiDigit(code)) digits += 1;
    else if (code !== DASH_LIKE || digits < 2) return false;
    else {
      digits = 0;
      dashes += 1;
    }
  }
  if (dashes !== written + 1) return false;
  for (let index = start; index < end; index += 1) {
    if (codeAt(work, index) !== DASH_LIKE) continue;
    work.codes[index] = 45;
    work.kinds[index] = Kind.other;
    noteUndone(work);
  }
  return true;
}

/** 一二三四五六七, 九八七六五四: each digit one more, or one less, than the one before. */
function isCounting(work: Work, start: number, end: number): boolean {
  let up = 0;
  let down = 0;
  for (let index = start + 1; index < end; index += 1) {
    const step = digitAt(work, index) - digitAt(work, index - 1);
    if (step === 1) up += 1;
    if (step === -1) down += 1;
  }
  const steps = end - start - 1;
  return up === steps || down === steps;
}

function digitAt(work: Work, index: number): number {
  const code = codeAt(work, index);
  return isAsciiDigit(code) ? code - 48 : (DIGITS.get(code) ?? 0);
}
