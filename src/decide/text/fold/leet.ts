// SPDX-License-Identifier: Apache-2.0
/**
 * Digits and symbols that stand for letters inside a word ("acc0unt", "p@ypal", "ca$h"). Real numbers, codes, prices,
 * model names and everything in a link stay: a token is read as a word only if letters outweigh what stands for them,
 * every such sign stands between letters, and the result is spelt like a word; or if the result is a word that fraud
 * disguises. `leetWord` holds the judgement, this file the walk over the text.
 */
import { Kind } from './kind.ts';
import { leetWord, LONGEST_TOKEN, suspectLeetWord } from './leet-word.ts';
import { codeAt, isAsciiDigit, isAsciiLetter } from './units.ts';
import { noteUndone, type Work } from './work.ts';

// ASCII signs that may stand for letters; those beyond ASCII are currency signs.
const SIGNS = new Uint8Array(128);
for (const sign of '@$!|+') SIGNS[sign.charCodeAt(0)] = 1;

export function undoLeet(work: Work): void {
  if ((work.present & (1 << Kind.latin)) === 0) return;
  // Where one word is surely disguised, weaker signs are believed too ("y0ur", "7his" beside "acc0unt").
  if (readTokens(work, false) > 0) readTokens(work, true);
}

/** Reads every token of letters and signs; answers how many were words. */
function readTokens(work: Work, isSuspect: boolean): number {
  const { codes, guarded, length } = work;
  let start = 0;
  let letters = 0;
  let signs = 0;
  let words = 0;
  for (let index = 0; index <= length; index += 1) {
    const code = index < length ? (codes[index] ?? 32) : 32;
    if (isAsciiLetter(code)) letters += 1;
    else if (isSign(code)) signs += 1;
    else {
      if (signs > 0 && letters > 0 && guarded[start] === 0 && readToken(work, start, index, isSuspect)) words += 1;
      start = index + 1;
      letters = 0;
      signs = 0;
    }
  }
  return words;
}

function isSign(code: number): boolean {
  if (code < 128) return SIGNS[code] === 1 || isAsciiDigit(code);
  return code === 0x20ac || code === 0xa3 || code === 0xa2 || code === 0xa5;
}

function readToken(work: Work, first: number, last: number, isSuspect: boolean): boolean {
  let start = first;
  let end = last;
  // A mark at the edge belongs to the sentence ("win!", "+free"); in a suspect text a first one may be an i ("!nvest").
  while (end > start && isEdgeMark(codeAt(work, end - 1))) end -= 1;
  if (!isSuspect || codeAt(work, start) !== 33) while (end > start && isEdgeMark(codeAt(work, start))) start += 1;
  if (end - start > LONGEST_TOKEN || end - start < 2) return false;
  // Only whole words: an accent-free a–z token next to another letter is part of a longer one.
  if (isLetterKind(work, start - 1) || isLetterKind(work, end)) return false;
  let text = '';
  for (let index = start; index < end; index += 1) text += String.fromCharCode(codeAt(work, index));
  const word = isSuspect ? suspectLeetWord(text) : leetWord(text);
  if (word === undefined) return false;
  for (let index = start; index < end; index += 1) {
    const letter = word.charCodeAt(index - start);
    if (codeAt(work, index) === letter) continue;
    work.codes[index] = letter;
    work.kinds[index] = Kind.latin;
    noteUndone(work);
    work.tally.add('leet', work.starts[index] ?? 0, work.ends[index] ?? 0);
  }
  return true;
}

function isEdgeMark(code: number): boolean {
  return code === 33 || code === 124 || code === 43;
}

function isLetterKind(work: Work, index: number): boolean {
  const kind = index >= 0 && index < work.length ? (work.kinds[index] ?? 0) : 0;
  return kind >= Kind.latin && kind <= Kind.alphabet;
}
