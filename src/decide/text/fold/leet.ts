// SPDX-License-Identifier: Apache-2.0
/**
 * Digits and symbols that stand for letters inside a word ("acc0unt", "p@ypal", "ca$h"). Real numbers, codes, prices,
 * model names and everything in a link stay: a token is read as a word only if letters outweigh what stands for them,
 * every such sign sits between letters (or the result is a word that fraud disguises), and the result can be spoken.
 */
import { Kind } from './kind.ts';
import { LATIN_WORDS, LONGEST_LATIN_WORD } from './latin-words.ts';
import { codeAt, isAsciiDigit, isAsciiLetter } from './units.ts';
import type { Work } from './work.ts';

const SIGNS: ReadonlyMap<number, string> = new Map([
  [48, 'o'],
  [49, 'il'],
  [51, 'e'],
  [52, 'a'],
  [53, 's'],
  [55, 't'],
  [56, 'b'],
  [64, 'a'],
  [36, 's'],
  [33, 'i'],
  [124, 'l'],
  [43, 't'],
  [0x20ac, 'e'],
  [0xa3, 'l'],
  [0xa2, 'c'],
  [0xa5, 'y'],
]);
// Between letters these are read without a word list; "!", "|" and "+" also join honest words.
const FREE_SIGNS = new Set([48, 49, 51, 52, 53, 55, 64, 36, 0x20ac]);
const LONGEST_TOKEN = 24;

export function undoLeet(work: Work): void {
  let start = 0;
  let letters = 0;
  let signs = 0;
  for (let index = 0; index <= work.length; index += 1) {
    const code = index < work.length ? codeAt(work, index) : 32;
    const isLetter = isAsciiLetter(code);
    if ((isLetter || isAsciiDigit(code) || SIGNS.has(code)) && work.guarded[index] !== 1) {
      if (isLetter) letters += 1;
      else signs += 1;
      continue;
    }
    if (signs > 0 && letters > 0) readToken(work, start, index);
    start = index + 1;
    letters = 0;
    signs = 0;
  }
}

function readToken(work: Work, first: number, last: number): void {
  let start = first;
  let end = last;
  // A mark at the end closes the sentence ("win!"), unless a letter follows.
  while (end > start && codeAt(work, end - 1) === 33) end -= 1;
  while (end > start && codeAt(work, start) === 33) start += 1;
  if (end - start > LONGEST_TOKEN || end - start < 3) return;
  const word = wordFor(work, start, end);
  if (word === undefined) return;
  for (let index = start; index < end; index += 1) {
    const letter = word.charCodeAt(index - start);
    if (codeAt(work, index) === letter) continue;
    work.codes[index] = letter;
    work.kinds[index] = Kind.latin;
    work.changed = true;
    work.tally.add('leet', work.starts[index] ?? 0, work.ends[index] ?? 0);
  }
}

/** The word that a token stands for, or undefined when it is none. */
function wordFor(work: Work, start: number, end: number): string | undefined {
  let letters = 0;
  let loose = 0;
  let edges = 0;
  let hex = true;
  let text = '';
  for (let index = start; index < end; index += 1) {
    const code = codeAt(work, index);
    if (isAsciiLetter(code)) {
      letters += 1;
      if (code > 102) hex = false;
      text += String.fromCharCode(code);
      continue;
    }
    const stands = SIGNS.get(code);
    if (stands === undefined) return undefined;
    if (!isAsciiDigit(code)) hex = false;
    if (!FREE_SIGNS.has(code)) loose += 1;
    if (!isBetweenLetters(work, index, start, end)) edges += 1;
    text += code === 49 ? oneIn(work, index) : stands.charAt(0);
  }
  const signs = end - start - letters;
  if (text.length <= LONGEST_LATIN_WORD) {
    const known = knownWord(work, start, text);
    if (known !== undefined && letters > 0 && !(letters === 1 && text.length > 3)) return known;
  }
  if (loose > 0 || edges > 0 || letters < 4 || signs * 2 > letters + 1) return undefined;
  if (hex && text.length >= 6) return undefined;
  return isSpeakable(text) ? text : undefined;
}

/** A sign counts as inside the word when letters stand on both sides, over at most one more sign of the same kind. */
function isBetweenLetters(work: Work, index: number, start: number, end: number): boolean {
  const code = codeAt(work, index);
  let before = index - 1;
  let after = index + 1;
  if (codeAt(work, before) === code) before -= 1;
  else if (codeAt(work, after) === code) after += 1;
  return before >= start && after < end && isAsciiLetter(codeAt(work, before)) && isAsciiLetter(codeAt(work, after));
}

/** The token's reading if it is a listed word; a 1 is tried both ways. */
function knownWord(work: Work, start: number, text: string): string | undefined {
  if (LATIN_WORDS.has(text)) return text;
  for (let index = 0; index < text.length; index += 1) {
    if (codeAt(work, start + index) !== 49) continue;
    const other = text.slice(0, index) + (text.charAt(index) === 'i' ? 'l' : 'i') + text.slice(index + 1);
    if (LATIN_WORDS.has(other)) return other;
  }
  return undefined;
}

/** 1 is l before a vowel and after a vowel other than a; i between consonants and after a. */
function oneIn(work: Work, index: number): string {
  const before = codeAt(work, index - 1);
  const after = codeAt(work, index + 1);
  if (isVowel(after)) return 'l';
  return isVowel(before) && before !== 97 && before !== 52 && before !== 64 ? 'l' : 'i';
}

/** A vowel in it, and never more than four consonants or three vowels in a row. */
function isSpeakable(text: string): boolean {
  let vowels = 0;
  let consonants = 0;
  let any = false;
  for (let index = 0; index < text.length; index += 1) {
    if (isVowel(text.charCodeAt(index))) {
      any = true;
      vowels += 1;
      consonants = 0;
    } else {
      consonants += 1;
      vowels = 0;
    }
    if (vowels > 3 || consonants > 4) return false;
  }
  return any;
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}
