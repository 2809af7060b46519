// SPDX-License-Identifier: Apache-2.0
/**
 * What folding needs to know of a code point: one small number, its kind, and two bits. `KINDS` holds them for the first
 * two planes; `kindOf` answers for all of Unicode. The table is decoded from `data/kinds.ts` when the module is loaded.
 */
import { CHANGING_RANGES, KIND_RANGES, STYLED_RANGES } from './data/kinds.ts';
import { Kind } from './kind.ts';

const FIRST_KIND_LETTER = 65;
const TABLE_SIZE = 0x20000;
const KIND_MASK = 31;

/** Bit: the character's own folded form differs from itself. */
export const CHANGES = 32;
/** Bit: changing it undoes a style (bold, circled, superscript …), not just case, width or an accent. */
export const STYLED = 64;

const KINDS = decodeKinds();

function decodeKinds(): Uint8Array {
  const table = new Uint8Array(TABLE_SIZE);
  forEachRange(KIND_RANGES, (start, end, kind) => table.fill(kind, start, end));
  const addBit = (bit: number) => (start: number, end: number) => {
    for (let code = start; code < end; code += 1) table[code] = (table[code] ?? 0) | bit;
  };
  forEachRange(CHANGING_RANGES, addBit(CHANGES));
  forEachRange(STYLED_RANGES, addBit(STYLED));
  return table;
}

/** Ranges are written `<gap><kind letter><length>` in base 36, the gap counted from the end of the range before. */
export function forEachRange(ranges: string, use: (start: number, end: number, kind: number) => void): void {
  let position = 0;
  let number = 0;
  let kind = -1;
  for (let index = 0; index <= ranges.length; index += 1) {
    const unit = index < ranges.length ? ranges.charCodeAt(index) : 32;
    if (unit >= 97) number = number * 36 + unit - 87;
    else if (unit >= FIRST_KIND_LETTER) {
      position += number;
      number = 0;
      kind = unit - FIRST_KIND_LETTER;
    } else if (unit >= 48) number = number * 36 + unit - 48;
    else if (kind >= 0) {
      use(position, position + number, kind);
      position += number;
      number = 0;
      kind = -1;
    }
  }
}

/** The entry of a UTF-16 unit that is a character by itself; surrogates answer `SURROGATE`. */
export function bmpEntry(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? SURROGATE : (KINDS[unit] ?? 0);
}

/** No kind: the unit is half of a character. */
export const SURROGATE = 255;

/** Kind and bits of a code point; mask with `kindIn` for the kind alone. */
export function tableEntry(code: number): number {
  if (code < TABLE_SIZE) return KINDS[code] ?? 0;
  if (code < 0x40000) return code >= 0x2f800 && code < 0x2fa20 ? Kind.han | CHANGES : Kind.han;
  return code >= 0xe0000 && code < 0xe1000 ? Kind.invisible : Kind.other;
}

export function kindIn(entry: number): number {
  return entry & KIND_MASK;
}

export function kindOf(code: number): number {
  return tableEntry(code) & KIND_MASK;
}

/** Lets the tables of explicit forms say which characters they change. */
export function markAsChanging(code: number, styled: boolean): void {
  if (code < TABLE_SIZE) KINDS[code] = (KINDS[code] ?? 0) | (styled ? CHANGES | STYLED : CHANGES);
}
