// SPDX-License-Identifier: Apache-2.0
/**
 * o, l and i written for 0 and 1 in a telephone or account number: "138OO138ooo", "I35 2235 752O". Read as digits only where
 * figures far outweigh them and no other letter is near.
 */
import { Kind } from './kind.ts';
import { codeAt, isAsciiDigit, kindAt } from './units.ts';
import { noteUndone, type Work } from './work.ts';

const LETTER_O = 111;
const LETTER_L = 108;
const LETTER_I = 105;

// Digits, and digits and letters together, of a number that may hold letters.
const FEWEST_DIGITS = 5;
const FEWEST_SIGNS = 7;

export function readLetterDigits(work: Work): void {
  if ((work.present & (1 << Kind.latin)) === 0 || (work.present & (1 << Kind.digit)) === 0) return;
  const { codes, length } = work;
  let start = -1;
  for (let index = 0; index <= length; index += 1) {
    const code = index < length ? (codes[index] ?? 0) : 0;
    const isPart = isAsciiDigit(code) || isStandIn(code);
    if (isPart && start < 0) start = index;
    if (start < 0 || isPart || (isJoint(code) && isPartAt(work, index + 1))) continue;
    convertNumber(work, start, index);
    start = -1;
  }
}

function isStandIn(code: number): boolean {
  return code === LETTER_O || code === LETTER_L || code === LETTER_I;
}

/** Blanks and hyphens group the digits of a number. */
function isJoint(code: number): boolean {
  return code === 32 || code === 45;
}

function isPartAt(work: Work, index: number): boolean {
  const code = codeAt(work, index);
  return isAsciiDigit(code) || isStandIn(code);
}

/** Trims groups that are words from both ends ("i 138…", "… lol"), then converts what is a number. */
function convertNumber(work: Work, first: number, last: number): void {
  let start = first;
  let end = last;
  while (start < end && !isNumberGroup(work, start, groupEnd(work, start, end))) start = groupEnd(work, start, end) + 1;
  while (end > start && !isNumberGroup(work, groupStart(work, end, start), end)) end = groupStart(work, end, start) - 1;
  let digits = 0;
  let letters = 0;
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    if (isAsciiDigit(code)) digits += 1;
    else if (isStandIn(code)) letters += 1;
  }
  if (letters === 0 || digits < FEWEST_DIGITS || digits + letters < FEWEST_SIGNS || letters > digits) return;
  if (work.guarded[start] === 1 || isWordPart(work, start - 1) || isWordPart(work, end)) return;
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    if (!isStandIn(code)) continue;
    work.codes[index] = code === LETTER_O ? 48 : 49;
    work.kinds[index] = Kind.digit;
    noteUndone(work);
  }
  work.tally.add('number-form', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
}

/** Figures alone, or letters among two figures and more: "o2" is a name, "I35" a number. */
function isNumberGroup(work: Work, from: number, to: number): boolean {
  let digits = 0;
  for (let index = from; index < to; index += 1) if (isAsciiDigit(codeAt(work, index))) digits += 1;
  return digits >= 2 || (digits > 0 && digits === to - from);
}

function groupEnd(work: Work, start: number, end: number): number {
  let index = start;
  while (index < end && !isJoint(codeAt(work, index))) index += 1;
  return index;
}

function groupStart(work: Work, end: number, start: number): number {
  let index = end;
  while (index > start && !isJoint(codeAt(work, index - 1))) index -= 1;
  return index;
}

function isWordPart(work: Work, index: number): boolean {
  const kind = kindAt(work, index);
  return kind >= Kind.latin && kind <= Kind.alphabet;
}
