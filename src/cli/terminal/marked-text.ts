// SPDX-License-Identifier: Apache-2.0
/**
 * Text as a terminal shows it: a row of cells, each of which is printable, has a width and may be marked. Wrapping knows
 * wide characters, marks that belong to the character before them, and the signs that may not begin or end a line.
 */
import { printable } from '../../base/printable.ts';
import { widthOfCharacter, widthOf } from './width.ts';

export type Cell = { readonly text: string; readonly width: number; readonly marked: boolean };
export type Span = { readonly start: number; readonly end: number };

/** One cell a code point: unsafe ones escaped, line breaks and tabs as blanks. `spans` count code points. */
export function cellsOf(text: string, spans: readonly Span[] = []): Cell[] {
  return Array.from(text, (character, index) => {
    const marked = spans.some(({ start, end }) => index >= start && index < end);
    if (/[\t\n\r]/u.test(character)) return { text: ' ', width: 1, marked };
    const shown = printable(character, 1);
    return { text: shown, width: shown === character ? widthOfCharacter(character) : widthOf(shown), marked };
  });
}

// A closing sign may not begin a line, an opening one may not end it (JIS X 4051, GB/T 15834: the common ones).
const NO_START = /^[,.:;!?)\]}%、。，．：；！？）】」』》〉”’…]$/u;
const NO_END = /^[([{（【「『《〈“‘]$/u;

/** Lines of at most `width` columns; a word that is longer is cut. Blanks at the ends of lines are dropped. */
export function wrapCells(cells: readonly Cell[], width: number): Cell[][] {
  const lines: Cell[][] = [];
  let rest = trimmed(cells);
  while (rest.length > 0) {
    const fits = fittingCount(rest, Math.max(width, 2));
    const at = fits === rest.length ? fits : breakBefore(rest, fits);
    lines.push(trimmed(rest.slice(0, at)));
    rest = trimmed(rest.slice(at));
  }
  return lines;
}

/** Prose without marks. */
export function wrapProse(text: string, width: number): string[] {
  return wrapCells(cellsOf(text), width).map((line) => line.map((cell) => cell.text).join(''));
}

export function widthOfCells(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function fittingCount(cells: readonly Cell[], width: number): number {
  let used = 0;
  for (const [index, cell] of cells.entries()) {
    used += cell.width;
    // An escape wider than the whole line still has to go somewhere.
    if (used > width) return Math.max(index, 1);
  }
  return cells.length;
}

/** The last place at or before `most` where a line may end. */
function breakBefore(cells: readonly Cell[], most: number): number {
  for (let at = most; at > 0; at -= 1) if (mayBreak(cells[at - 1], cells[at])) return at;
  let at = most;
  while (at > 1 && cells[at]?.width === 0) at -= 1;
  return at;
}

function mayBreak(before: Cell | undefined, after: Cell | undefined): boolean {
  if (!before || !after || after.width === 0) return false;
  if (after.text === ' ' || before.text === ' ') return true;
  return (before.width === 2 || after.width === 2) && !NO_START.test(after.text) && !NO_END.test(before.text);
}

function trimmed(cells: readonly Cell[]): Cell[] {
  let from = 0;
  let to = cells.length;
  while (from < to && cells[from]?.text === ' ') from += 1;
  while (to > from && cells[to - 1]?.text === ' ') to -= 1;
  return cells.slice(from, to);
}
