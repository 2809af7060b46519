// SPDX-License-Identifier: Apache-2.0
/** How the pass over words sees characters (UTF-16 units): what a word is made of, and which differences it does not see. */

export const BLANK = 0x20;
export const APOSTROPHE = 0x27;
/** The apostrophe of good typography. */
export const TYPOGRAPHIC = 0x2019;

export const OTHER = 0;
/** Letters and digits of scripts that put blanks between words. */
export const WORD = 1;
/** Letters of scripts that do not: a word may begin and end anywhere. */
export const UNSPACED = 2;
/** Words begin after a blank and take endings. */
export const HANGUL = 3;

/** The character with blanks and hyphens as one blank and both apostrophes as one; past the end NaN as 0. */
export function codeAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code > 0x2d) {
    if (code < 0x2010) return code;
    if (code === TYPOGRAPHIC) return APOSTROPHE;
    return code <= 0x2015 || code === 0x3000 ? BLANK : code;
  }
  if (code === 0x2d || (code <= BLANK && (code === BLANK || (code >= 0x09 && code <= 0x0d)))) return BLANK;
  return code >= 0 ? code : 0;
}

const ASCII = Uint8Array.from({ length: 0x80 }, (_, code) => (/\w/u.test(String.fromCharCode(code)) ? WORD : OTHER));

/** Past the end (NaN): OTHER. */
export function classOf(code: number): number {
  if (code < 0x80) return ASCII[code] ?? OTHER;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? WORD : OTHER;
  if (code < 0x0e00) return code === 0xd7 || code === 0xf7 ? OTHER : WORD;
  return classOfHigh(code);
}

// Blocks of the Unicode standard, in order.
function classOfHigh(code: number): number {
  // Han and Hangul first: nearly all that comes here.
  if (code >= 0x4e00 && code < 0xa000) return UNSPACED;
  if (code >= 0xac00 && code < 0xd7b0) return HANGUL;
  if (code < 0x10a0) return UNSPACED; // Thai, Lao, Tibetan, Myanmar
  if (code < 0x1100) return WORD; // Georgian
  if (code < 0x1200) return HANGUL; // Jamo
  if (code < 0x1780) return WORD;
  if (code < 0x1800) return UNSPACED; // Khmer
  if (code < 0x2000) return WORD;
  if (code < 0x2c00) return OTHER; // punctuation, symbols, arrows, shapes
  if (code < 0x2e00) return WORD;
  if (code < 0x3005) return OTHER; // CJK punctuation
  if (code < 0x3130) return code >= 0x3008 && code <= 0x3020 ? OTHER : UNSPACED; // kana, bopomofo
  if (code < 0x3190) return HANGUL; // compatibility Jamo
  if (code < 0xa000) return UNSPACED; // Han
  if (code < 0xac00) return WORD;
  if (code < 0xd7b0) return HANGUL;
  if (code < 0xd800) return HANGUL;
  if (code < 0xf900) return OTHER; // surrogates, private use
  if (code < 0xfb00) return UNSPACED; // compatibility Han
  if (code < 0xfe00) return WORD;
  return OTHER;
}
