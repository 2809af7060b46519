// SPDX-License-Identifier: Apache-2.0
/** Small questions about units of the buffer, shared by the steps. Positions outside the text answer like a blank. */
import { Kind } from './kind.ts';
import type { Work } from './work.ts';

export function codeAt(work: Work, index: number): number {
  return index >= 0 && index < work.length ? (work.codes[index] ?? 32) : 32;
}

export function kindAt(work: Work, index: number): number {
  return index >= 0 && index < work.length ? (work.kinds[index] ?? Kind.space) : Kind.space;
}

export function isAsciiLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

export function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAlphanumeric(code: number): boolean {
  return isAsciiLetter(code) || isAsciiDigit(code);
}

/** Whether the units from `index` spell `text` (ASCII). */
export function spells(work: Work, index: number, text: string): boolean {
  if (index < 0 || index + text.length > work.length) return false;
  for (let step = 0; step < text.length; step += 1) {
    if (work.codes[index + step] !== text.charCodeAt(step)) return false;
  }
  return true;
}
