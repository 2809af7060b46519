// SPDX-License-Identifier: Apache-2.0
/** The word that a token of letters and signs stands for, if it stands for one. */
import { COMMON_WORDS, LATIN_WORDS, LONGEST_LATIN_WORD, SMALL_WORDS } from './latin-words.ts';
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
const SOME_ONE = /^(?:some|sum|any|every|no)1$/u;
const UNIT =
  /^[0-9]+(?:days?|hours?|hrs?|mins?|years?|yrs?|weeks?|months?|times?|star|mb|gb|km|kg|am|pm|usd|eur|gbp|off)$/u;
const MODEL = /[0-9][abcdfghjkmpqsuvwxz]$/u;

type Shape = {
  readonly letters: number;
  readonly signs: number;
  /** Every sign may be read without a word list, and stands between letters. */
  readonly isFree: boolean;
};

function shapeOf(token: string): Shape | undefined {
  let letters = 0;
  let isFree = true;
  for (let index = 0; index < token.length; index += 1) {
    if (isAsciiLetter(token.charCodeAt(index))) {
      letters += 1;
      continue;
    }
    const sign = token.charAt(index);
    if (!FREE.has(sign)) {
      if (!LISTED.has(sign)) return undefined;
      isFree = false;
    } else if (!isBetweenLetters(token, index)) isFree = false;
  }
  return letters === 0 || letters === token.length ? undefined : { letters, signs: token.length - letters, isFree };
}

/** The word that a token surely stands for. `token` is lower case; the result has the same length. */
export function leetWord(token: string): string | undefined {
  const shape = shapeOf(token);
  if (!shape || token.length < 3 || (shape.letters === 1 && token.length > 3)) return undefined;
  const { letters, signs, isFree } = shape;
  const readings = readingsOf(token);
  if (token.length <= LONGEST_LATIN_WORD) {
    for (const reading of readings)
      if (LATIN_WORDS.has(reading) || (isFree && COMMON_WORDS.has(reading))) return reading;
  }
  if (!isFree || letters < 4 || signs * 2 > letters + 1 || isHexadecimal(token)) return undefined;
  if (signs === 1 && isGlued(token)) return undefined;
  return readings.find((reading) => isSpellable(reading));
}

/** The word that a token may stand for in a text where another one surely does: signs at its edges, short and common words. */
export function suspectLeetWord(token: string): string | undefined {
  const shape = shapeOf(token);
  if (!shape || isHexadecimal(token) || isExclamation(token) || SOME_ONE.test(token)) return undefined;
  const readings = readingsOf(token);
  if (token.length === 2) return readings.find((reading) => SMALL_WORDS.has(reading));
  const common = readings.find((reading) => COMMON_WORDS.has(reading));
  if (common !== undefined) return common;
  // Figures with a unit or an ordinal (5kg, 7th, 10am) are no words.
  if (shape.letters < 3 || shape.signs * 2 > shape.letters + 1 || ORDINAL.test(token) || UNIT.test(token))
    return undefined;
  return readings.find((reading) => isSpellable(reading));
}

/** "dinner!haha", "!good": the mark ends a sentence if words stand on its sides. */
function isExclamation(token: string): boolean {
  if (!token.includes('!')) return false;
  return token.split('!').every((part) => part === '' || isSpellable(part));
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
  // "unusua1": more words end in l than in i.
  if (index === token.length - 1) return readings.toReversed();
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
