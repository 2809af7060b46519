// SPDX-License-Identifier: Apache-2.0
/** The word that a token of letters and signs stands for, if it stands for one. */
import { LATIN_WORDS, LONGEST_LATIN_WORD } from './latin-words.ts';
import { isSpellable } from './spelling.ts';
import { isAsciiLetter } from './units.ts';

export const LONGEST_TOKEN = 24;

// Between letters these are read without a word list; "!", "|", "+" and the rest also stand in honest text.
const FREE: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['@', 'a'],
  ['$', 's'],
  ['€', 'e'],
]);
const LISTED: ReadonlyMap<string, string> = new Map([
  ['8', 'b'],
  ['!', 'i'],
  ['|', 'l'],
  ['+', 't'],
  ['£', 'l'],
  ['¢', 'c'],
  ['¥', 'y'],
]);

// A token with one sign may be two words and a number ("only1more", "un4get", "the4th") or a model ("iphone4s").
const FOR_WORDS = /4(?:get|ever|giv|ward|more|md|sale|all)|[a-z]{3}4(?:me|you)$/u;
const ORDINAL = /(?:^|[a-z])(?:1st|3rd|[0-9]th)$/u;
const MODEL = /[0-9][abcdfghjkmpqsuvwxz]$/u;

/** `token` is lower case. The result has the same length. */
export function leetWord(token: string): string | undefined {
  let letters = 0;
  let signs = 0;
  let free = true;
  for (let index = 0; index < token.length; index += 1) {
    const unit = token.charCodeAt(index);
    if (isAsciiLetter(unit)) {
      letters += 1;
      continue;
    }
    signs += 1;
    const sign = token.charAt(index);
    if (!FREE.has(sign)) {
      if (!LISTED.has(sign)) return undefined;
      free = false;
    } else if (!isBetweenLetters(token, index)) free = false;
  }
  if (letters === 0 || (letters === 1 && token.length > 3)) return undefined;
  const readings = readingsOf(token);
  if (token.length <= LONGEST_LATIN_WORD) for (const reading of readings) if (LATIN_WORDS.has(reading)) return reading;
  if (!free || letters < 4 || signs * 2 > letters + 1 || isHexadecimal(token)) return undefined;
  if (signs === 1 && isGlued(token)) return undefined;
  return readings.find((reading) => isSpellable(reading));
}

/** A sign is inside the word when letters stand on both sides, over at most one more sign. */
function isBetweenLetters(token: string, index: number): boolean {
  const before = isAsciiLetter(token.charCodeAt(index - 1));
  const after = isAsciiLetter(token.charCodeAt(index + 1));
  if (before && after) return true;
  if (before) return isAsciiLetter(token.charCodeAt(index + 2));
  return after && isAsciiLetter(token.charCodeAt(index - 2));
}

/** Every sign by its letter; where there are ones, first as i, then as l, then the first as the one and the rest as the other. */
function readingsOf(token: string): readonly string[] {
  let plain = '';
  for (const character of token) plain += FREE.get(character) ?? LISTED.get(character) ?? character;
  const one = token.indexOf('1');
  if (one < 0) return [plain];
  const put = (first: string, rest: string): string => {
    let text = '';
    for (let index = 0; index < token.length; index += 1) {
      if (token.charAt(index) !== '1') text += plain.charAt(index);
      else text += index === one ? first : rest;
    }
    return text;
  };
  const all = [plain, put('l', 'l')];
  return token.includes('1', one + 1) ? [...all, put('l', 'i'), put('i', 'l')] : orderOfOne(token, one, all);
}

/** 1 is likelier l where l is usual: before a vowel unless after t, d, n …, and after a vowel other than a. */
function orderOfOne(token: string, index: number, readings: readonly string[]): readonly string[] {
  const before = token.charAt(index - 1);
  const startsSyllable = isVowelSign(token.charAt(index + 1)) && !/[dhjmnqrtvwxz57]/u.test(before);
  return startsSyllable || /[eiouy03]/u.test(before) ? readings.toReversed() : readings;
}

function isVowelSign(character: string): boolean {
  return character !== '' && 'aeiouy0134@€'.includes(character);
}

/** Hexadecimal numbers of six digits and more are never words. */
function isHexadecimal(token: string): boolean {
  return token.length >= 6 && /^[0-9a-f]+$/u.test(token);
}

// Words that stand before or after a figure when the blank between them is missing.
const GLUE_BEFORE = new Set(
  (
    'only just least than the for and with all every last next first plus over under about get buy win won pay have has had are ' +
    'was from till until dont room level type part page day week year grade class unit step line gate term version number call ' +
    'text save take want need now like make made give given send come upto'
  ).split(' '),
);
const GLUE_AFTER = new Set(
  'day days hour hours hrs time times more left free month months year years week weeks min mins per people floor'.split(
    ' ',
  ),
);

/** A token with one sign that is two words and a figure, an ordinal, or a model name. */
function isGlued(token: string): boolean {
  if (FOR_WORDS.test(token) || ORDINAL.test(token) || MODEL.test(token)) return true;
  const at = token.search(/[^a-z]/u);
  const before = token.slice(0, at);
  const after = token.slice(at + 1);
  // "me@home" is two words; "p@ypal" isn't.
  if (token.charAt(at) === '@') return at >= 2 && after.length >= 2 && isSpellable(before) && isSpellable(after);
  if (token.charAt(at) === '0') return false;
  return GLUE_BEFORE.has(before) || GLUE_AFTER.has(after);
}
