// SPDX-License-Identifier: Apache-2.0
/** Rows in columns, two blanks apart, as wide as their widest cell. */
import { printable } from '../../base/printable.ts';
import type { Io } from '../io.ts';
import { widthOf } from '../terminal/width.ts';

export function printTable({ stdout }: Io, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const safe = [head, ...rows].map((row) => row.map((cell) => printable(cell, 500)));
  const widths = head.map((_, column) => Math.max(...safe.map((row) => widthOf(row[column] ?? ''))));
  for (const row of safe) {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
    stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
}
