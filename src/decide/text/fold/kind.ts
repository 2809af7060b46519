// SPDX-License-Identifier: Apache-2.0
/** The kinds of characters that folding tells apart. */
export const Kind = {
  /** Punctuation, symbols, emoji, unassigned: never part of a word. */
  other: 0,
  space: 1,
  /** ASCII digits; the digits of other scripts become these. */
  digit: 2,
  latin: 3,
  cyrillic: 4,
  greek: 5,
  armenian: 6,
  /** Letters of further alphabets that have look-alikes of Latin letters (Cherokee, Coptic, Lisu, Georgian …). */
  alphabet: 7,
  han: 8,
  kana: 9,
  hangul: 10,
  /** Hangul letters standing alone. */
  jamo: 11,
  /** Letters of every other script; their marks are kept. */
  letter: 12,
  keptMark: 13,
  /** Combining marks of Latin, Greek and Cyrillic: dropped. */
  droppedMark: 14,
  /** Format, control and filler characters that show nothing: dropped and counted. */
  invisible: 15,
  /** The same, but at home in honest text (direction marks, emoji variation): dropped, counted only between letters. */
  silent: 16,
  /** Zero-width joiner and non-joiner: kept where a script or an emoji needs them. */
  joiner: 17,
  regional: 18,
} as const;
