// SPDX-License-Identifier: Apache-2.0
/** How many columns of a terminal a character takes: 0, 1 or 2 (UAX #11, wide and fullwidth; emoji are shown wide). */

const ZERO = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]/u;
const WIDE_EMOJI = /\p{Emoji_Presentation}/u;

// East_Asian_Width W and F outside of emoji, in whole blocks.
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

/** `character` is one code point. */
export function widthOfCharacter(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (ZERO.test(character)) return 0;
  return WIDE.some(([from, to]) => point >= from && point <= to) || WIDE_EMOJI.test(character) ? 2 : 1;
}

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}
