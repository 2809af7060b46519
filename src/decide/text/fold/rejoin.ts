// SPDX-License-Identifier: Apache-2.0
/**
 * Words split letter by letter ("f r e e", "v.e.r.i.f.y", "p-a-y"), listed words split by a symbol ("acc-ount") and numbers
 * split digit by digit ("1 3 8 0 …") are put together again. A separator is one sign, the same throughout.
 */
import { Kind } from './kind.ts';
import { LATIN_WORDS, LONGEST_LATIN_WORD } from './latin-words.ts';
import { codeAt, isAsciiDigit, isAsciiLetter, kindAt } from './units.ts';
import { compact, kill, textBetween, type Work } from './work.ts';

// Three letters may be an abbreviation ("a.m.", "e-t-a"): they join only to a listed word.
const FEWEST_LETTERS = 4;
const FEWEST_DIGITS = 6;
const FEWEST_LISTED = 5;
// Honest people write these in two parts.
const HYPHENATED = new Set(['login', 'helpdesk']);
const LONGEST_RUN = 40;

export function rejoinLetters(work: Work): void {
  const { codes, kinds, guarded, length } = work;
  if ((work.present & JOINED_KINDS) === 0) return;
  for (let index = 0; index + 1 < length; index += 1) {
    const kind = kinds[index] ?? 0;
    if ((kinds[index + 1] ?? 0) > Kind.space || (JOINED_KINDS & (1 << kind)) === 0 || guarded[index] === 1) continue;
    const sign = codes[index + 1] ?? 0;
    if (!SPLITTERS.has(sign)) continue;
    if (isWordUnit(work, index - 1)) {
      if (kind === Kind.latin && sign !== 32) joinListedWord(work, index + 1);
      continue;
    }
    const end = runEnd(work, index);
    if (end > index) index = joinRun(work, index, end);
    else if (kind === Kind.latin && sign !== 32) joinListedWord(work, index + 1);
  }
  compact(work);
}

const JOINED_KINDS = (1 << Kind.latin) | (1 << Kind.digit) | (1 << Kind.cyrillic);

// Signs that people put between letters.
const SPLITTERS = new Set(Array.from(' *+,-./:;^_|~·•', (sign) => sign.charCodeAt(0)));

function isWordUnit(work: Work, index: number): boolean {
  const kind = kindAt(work, index);
  return kind === Kind.digit || (kind >= Kind.latin && kind <= Kind.alphabet);
}

/** End of a run of single units of one kind with one and the same separator between them; `start` when there is none. */
function runEnd(work: Work, start: number): number {
  const kind = kindAt(work, start);
  const separator = codeAt(work, start + 1);
  let index = start;
  while (index - start < 2 * LONGEST_RUN && codeAt(work, index + 1) === separator && index + 2 < work.length) {
    const next = kindAt(work, index + 2);
    if (!(next === kind || (kind !== Kind.digit && next === Kind.digit)) || isWordUnit(work, index + 3)) break;
    index += 2;
  }
  return index === start ? start : index + 1;
}

/** Joins a run if it is a word or a number; answers the last unit that has been dealt with. */
function joinRun(work: Work, start: number, end: number): number {
  const count = (end - start + 1) >> 1;
  let word = '';
  for (let index = start; index < end; index += 2) word += textBetween(work, index, index + 1);
  const isNumber = kindAt(work, start) === Kind.digit;
  const joins = isNumber
    ? count >= FEWEST_DIGITS && !isCounting(word)
    : LATIN_WORDS.has(word)
      ? count >= 3
      : count >= FEWEST_LETTERS && isWordLike(word);
  // The last unit may begin a run of its own (a f-r-e-e).
  if (!joins) return end - 2;
  for (let index = start + 1; index < end; index += 2) kill(work, index);
  work.tally.add(isNumber ? 'number-form' : 'rejoined', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
  return end - 1;
}

/** Not an enumeration (a b c d) and not without a vowel (an abbreviation). */
function isWordLike(word: string): boolean {
  let steps = 0;
  for (let index = 1; index < word.length; index += 1)
    if (word.charCodeAt(index) - word.charCodeAt(index - 1) === 1) steps += 1;
  return steps * 2 < word.length - 1 && (/[aeiouy01345]/u.test(word) || word.charCodeAt(0) > 127);
}

/** 1 2 3 4 5 6, 9,8,7,6,5,4: an enumeration, not a number. */
function isCounting(digits: string): boolean {
  const first = digits.charCodeAt(1) - digits.charCodeAt(0);
  if (Math.abs(first) !== 1) return false;
  for (let index = 2; index < digits.length; index += 1) {
    if (digits.charCodeAt(index) - digits.charCodeAt(index - 1) !== first) return false;
  }
  return true;
}

/** "acc-ount", "ac.co.unt": letters round one sign, or several of the same, that together are a listed word of five and more. */
function joinListedWord(work: Work, splitter: number): void {
  if (!isAsciiLetter(codeAt(work, splitter + 1))) return;
  let start = splitter;
  while (splitter - start < LONGEST_LATIN_WORD && isAsciiLetter(codeAt(work, start - 1))) start -= 1;
  if (work.guarded[start] === 1) return;
  const sign = codeAt(work, splitter);
  let end = splitter;
  let size = splitter - start;
  while (size <= LONGEST_LATIN_WORD && codeAt(work, end) === sign && isAsciiLetter(codeAt(work, end + 1))) {
    const next = lettersEnd(work, end + 1);
    size += next - end - 1;
    end = next;
    if (size >= FEWEST_LISTED && isListed(work, start, end)) return joinParts(work, start, end);
  }
}

function lettersEnd(work: Work, start: number): number {
  let end = start;
  while (end - start <= LONGEST_LATIN_WORD && isAsciiLetter(codeAt(work, end))) end += 1;
  return end;
}

function isListed(work: Work, start: number, end: number): boolean {
  if (isAsciiDigit(codeAt(work, end))) return false;
  let word = '';
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    if (isAsciiLetter(code)) word += String.fromCharCode(code);
  }
  return LATIN_WORDS.has(word) && !HYPHENATED.has(word);
}

function joinParts(work: Work, start: number, end: number): void {
  for (let index = start; index < end; index += 1) if (!isAsciiLetter(codeAt(work, index))) kill(work, index);
  work.tally.add('rejoined', work.starts[start] ?? 0, work.ends[end - 1] ?? 0);
}
