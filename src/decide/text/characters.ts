// SPDX-License-Identifier: Apache-2.0
/**
 * Which UTF-16 units are blanks, digits, letters of scripts that put blanks between words, and letters of scripts that
 * don't. By range rather than by Unicode property: one table look-up a unit in the hot path, and no drift between engines.
 */
export const OTHER = 0;
export const BLANK = 1;
export const DIGIT = 2;
/** A letter (or a mark on one) of a script whose words are set apart by blanks. */
export const LETTER = 3;
/** A letter of a script without blanks between words, of which each stands for itself: Han, kana. */
export const IDEOGRAPH = 4;
/** A letter of a script without blanks between words, where neighbours form one cluster: Thai, Lao, Khmer, Burmese. */
export const CLUSTERED = 5;

type Range = readonly [from: number, to: number, kind: number];

// Everything from U+00AA up is a letter unless a later line says otherwise.
const RANGES: readonly Range[] = [
  [0x30, 0x39, DIGIT],
  [0x41, 0x5a, LETTER],
  [0x61, 0x7a, LETTER],
  [0xaa, 0xd7ff, LETTER],
  [0xf900, 0xffff, LETTER],
  [0xab, 0xb4, OTHER],
  [0xb6, 0xb9, OTHER],
  [0xbb, 0xbf, OTHER],
  [0xd7, 0xd7, OTHER],
  [0xf7, 0xf7, OTHER],
  [0x60c, 0x60d, OTHER],
  [0x61b, 0x61f, OTHER],
  [0x660, 0x669, DIGIT],
  [0x66a, 0x66d, OTHER],
  [0x6f0, 0x6f9, DIGIT],
  [0x964, 0x965, OTHER],
  [0x966, 0x96f, DIGIT],
  [0xe01, 0xe4e, CLUSTERED],
  [0xe3f, 0xe3f, OTHER],
  [0xe50, 0xe59, DIGIT],
  [0xe81, 0xeff, CLUSTERED],
  [0x1000, 0x109f, CLUSTERED],
  [0x1780, 0x17ff, CLUSTERED],
  [0x2000, 0x2bff, OTHER],
  [0x2e00, 0x2e7f, OTHER],
  [0x3000, 0x3004, OTHER],
  [0x3008, 0x3020, OTHER],
  [0x3030, 0x3030, OTHER],
  [0x3040, 0x30fa, IDEOGRAPH],
  [0x30fb, 0x30fb, OTHER],
  [0x30fc, 0x312f, IDEOGRAPH],
  [0x3200, 0x33ff, OTHER],
  [0x3400, 0x9fff, IDEOGRAPH],
  [0x3005, 0x3007, IDEOGRAPH],
  [0xf900, 0xfaff, IDEOGRAPH],
  [0xfe00, 0xfe6f, OTHER],
  [0xff00, 0xff0f, OTHER],
  [0xff1a, 0xff20, OTHER],
  [0xff3b, 0xff40, OTHER],
  [0xff5b, 0xff65, OTHER],
  [0xffe0, 0xffff, OTHER],
];

const BLANKS: readonly number[] = [
  9, 10, 11, 12, 13, 32, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
  0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
];

const KINDS: Uint8Array = buildKinds();

function buildKinds(): Uint8Array {
  const kinds = new Uint8Array(65_536);
  for (const [from, to, kind] of RANGES) kinds.fill(kind, from, to + 1);
  for (const blank of BLANKS) kinds[blank] = BLANK;
  return kinds;
}

/** The kind of a UTF-16 unit; surrogates are `OTHER`. */
export function kindOf(unit: number): number {
  return KINDS[unit] ?? OTHER;
}

/** True for a unit that belongs to a word in any script. */
export function isLetterLike(unit: number): boolean {
  const kind = kindOf(unit);
  return kind !== OTHER && kind !== BLANK;
}

/** Thai and Lao vowels that are written before the consonant they follow in speech: no cut between the two. */
export function leansForward(unit: number): boolean {
  return (unit >= 0xe40 && unit <= 0xe44) || (unit >= 0xec0 && unit <= 0xec4);
}

/** Marks and following vowels of the clustered scripts: no cut before them. */
export function leansBack(unit: number): boolean {
  if (unit >= 0xe00 && unit <= 0xe4e) return unit >= 0xe30 && unit < 0xe40 ? true : unit >= 0xe45;
  if (unit >= 0xe80 && unit <= 0xeff) return (unit >= 0xeb0 && unit <= 0xebc) || unit >= 0xec6;
  return (unit >= 0x102b && unit <= 0x103e) || (unit >= 0x17b4 && unit <= 0x17d3) || unit === 0x30fc;
}
