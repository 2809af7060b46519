// SPDX-License-Identifier: Apache-2.0
/**
 * Quotes a passage with some of what stands around it. With colour the passage is underlined; without, carets stand below
 * it, or brackets around it where the script runs from right to left and a terminal would put the carets elsewhere.
 */
import { type Cell, cellsOf, type Span, widthOfCells, wrapCells } from './marked-text.ts';

// Hebrew, Arabic and their presentation forms, Syriac, Thaana, N'Ko.
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const MOST_LINES = 4;

export type QuoteStyle = { readonly width: number; readonly colour: boolean };

/** `spans` count code points and may overlap. A short text is quoted whole, a long one around each of its spans. */
export function quotePassages(text: string, spans: readonly Span[], style: QuoteStyle): string[] {
  const cells = cellsOf(text, spans);
  const isShort = widthOfCells(cells) <= MOST_LINES * style.width;
  const parts = isShort ? [cells] : inOrder(spans).map((span) => excerpt(cells, span, style.width));
  return parts.flatMap((part) => drawn(part, style));
}

function drawn(cells: readonly Cell[], { width, colour }: QuoteStyle): string[] {
  if (colour) return wrapCells(cells, width).map(underlined);
  if (cells.some((cell) => RIGHT_TO_LEFT.test(cell.text))) return wrapCells(bracketed(cells), width).map(plain);
  return wrapCells(cells, width).flatMap((line) => {
    const carets = line.map((cell) => (cell.marked ? '^' : ' ').repeat(cell.width)).join('');
    return carets.trim() === '' ? [plain(line)] : [plain(line), carets.trimEnd()];
  });
}

function inOrder(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((one, other) => one.start - other.start);
}

const ELLIPSIS: Cell = { text: '…', width: 1, marked: false };

/** About two lines around the span, cut at blanks where there are any near. */
function excerpt(cells: readonly Cell[], span: Span, width: number): Cell[] {
  const spare = Math.max(0, 2 * width - (span.end - span.start));
  const longest = MOST_LINES * width;
  const from = wordStart(cells, Math.max(0, span.start - Math.floor(spare / 2)), span.start);
  const wanted = Math.min(cells.length, span.end + Math.ceil(spare / 2), from + longest);
  const to = wordEnd(cells, wanted, Math.min(span.end, wanted));
  return [...(from > 0 ? [ELLIPSIS] : []), ...cells.slice(from, to), ...(to < cells.length ? [ELLIPSIS] : [])];
}

function wordStart(cells: readonly Cell[], at: number, latest: number): number {
  if (at === 0) return 0;
  for (let place = at; place < latest; place += 1) if (cells[place]?.text === ' ') return place + 1;
  return at;
}

function wordEnd(cells: readonly Cell[], at: number, earliest: number): number {
  if (at === cells.length) return at;
  for (let place = at; place > earliest; place -= 1) if (cells[place]?.text === ' ') return place;
  return at;
}

function bracketed(cells: readonly Cell[]): Cell[] {
  return cells.flatMap((cell, index) => {
    const opens = cell.marked && cells[index - 1]?.marked !== true;
    const closes = cell.marked && cells[index + 1]?.marked !== true;
    return [...(opens ? [bracket('[')] : []), cell, ...(closes ? [bracket(']')] : [])];
  });
}

function bracket(text: string): Cell {
  return { text, width: 1, marked: true };
}

function plain(line: readonly Cell[]): string {
  return line.map((cell) => cell.text).join('');
}

function underlined(line: readonly Cell[]): string {
  let text = '';
  let on = false;
  for (const cell of line) {
    if (cell.marked !== on) text += cell.marked ? '\u001B[1;4m' : '\u001B[0m';
    on = cell.marked;
    text += cell.text;
  }
  return on ? `${text}\u001B[0m` : text;
}
