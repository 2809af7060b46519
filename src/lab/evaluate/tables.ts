// SPDX-License-Identifier: Apache-2.0
/** Aligned tables of plain text: words to the left, figures to the right. */
import type { Interval } from './metrics.ts';
import type { Cells } from './section.ts';

/** Ends with a line break. `words`: how many columns, from the left, hold words. */
export function table(head: Cells, rows: readonly Cells[], words = 1): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: Cells) =>
    cells
      .map((cell, column) => (column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${all.map(line).join('\n')}\n`;
}

/** A share in per cent with its interval. */
export function percentages({ value, low, high }: Interval): string {
  return `${percent(value)} (${percent(low)}–${percent(high)})`;
}

/** A figure between 0 and 1 with its interval, as AUC is given. */
export function decimals({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

export function percent(part: number): string {
  return (100 * part).toFixed(1);
}
