// SPDX-License-Identifier: Apache-2.0
/** Limits and spans count Unicode code points: the one unit that every language a client is written in can count. */

/** Number of code points; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index + 1 < text.length; index += 1) {
    if (isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1))) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

/** The code-point offset of a UTF-16 offset, which must not lie inside a surrogate pair. */
export function codePointOffset(text: string, utf16Offset: number): number {
  return countCodePoints(text.slice(0, utf16Offset));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
