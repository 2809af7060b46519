// SPDX-License-Identifier: Apache-2.0
/**
 * One pass over a folded text: where services are named, and which signs are there that the other finders need. Hot path: most
 * letters are turned away by one look-up.
 */
import { NAMED_SERVICES, type NamedService } from './names.ts';

/** Half-open, in UTF-16 units of the folded text. */
export type NamePlace = { readonly named: NamedService; readonly from: number; readonly to: number };

export type Survey = {
  readonly hasAt: boolean;
  readonly hasDot: boolean;
  readonly digits: number;
  /** Length of the longest run of ASCII letters and digits. */
  readonly longestRun: number;
  readonly names: readonly NamePlace[];
};

const NO_NAMES: readonly NamePlace[] = [];

const byFirst = new Map<number, NamedService[]>();
// A bit a UTF-16 unit that a name begins with, and a byte for each pair of ASCII letters that one does.
const firsts = new Int32Array(0x800);
const pairs = new Uint8Array(0x4000);
for (const named of NAMED_SERVICES.toSorted((one, other) => other.name.length - one.name.length)) {
  const code = named.name.charCodeAt(0);
  const known = byFirst.get(code);
  if (known) known.push(named);
  else byFirst.set(code, [named]);
  firsts[code >> 5] = (firsts[code >> 5] ?? 0) | (1 << (code & 31));
  if (code < 0x80) pairs[pairOf(code, named.name.charCodeAt(1))] = 1;
}

function pairOf(first: number, second: number): number {
  return ((first << 7) | (second & 127)) & 0x3fff;
}

/** `text` is folded: lower case. */
export function surveyText(text: string): Survey {
  let hasAt = false;
  let hasDot = false;
  let digits = 0;
  let run = 0;
  let longestRun = 0;
  let names: NamePlace[] | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isAlphanumeric(code)) {
      if (code < 0x3a) digits += 1;
      run += 1;
      if (run > longestRun) longestRun = run;
      if (run > 1 || pairs[pairOf(code, text.charCodeAt(index + 1))] === 0) continue;
    } else {
      run = 0;
      if (code < 0x80) {
        if (code === 0x40) hasAt = true;
        else if (code === 0x2e) hasDot = true;
        continue;
      }
      if (((firsts[code >> 5] ?? 0) & (1 << (code & 31))) === 0) continue;
    }
    const place = nameAt(text, index, code);
    if (place) (names ??= []).push(place);
  }
  return { hasAt, hasDot, digits, longestRun, names: names ?? NO_NAMES };
}

/** The longest name that begins here and is a word of its own, where words are told apart. */
function nameAt(text: string, from: number, code: number): NamePlace | undefined {
  for (const named of byFirst.get(code) ?? []) {
    if (!text.startsWith(named.name, from)) continue;
    const to = from + named.name.length;
    if (isLetter(text.charCodeAt(to - 1)) && isLetter(text.charCodeAt(to))) continue;
    return { named, from, to };
  }
  return undefined;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
