// SPDX-License-Identifier: Apache-2.0
/** The one line on a terminal that says which table is being copied. Elsewhere it says nothing at all. */
import type { Output } from '../io.ts';

type Progress = { readonly table: string; readonly nth: number; readonly of: number; readonly bytes: number };

const EVERY_MS = 200;
const ERASE_LINE = '\r\u001B[K';
const MIB = 1_048_576;

export function createTableLine(stderr: Output): { readonly show: (at: Progress) => void; readonly clear: () => void } {
  if (!stderr.isTerminal) return { show: () => undefined, clear: () => undefined };
  let shownMs = 0;
  return {
    show: ({ table, nth, of, bytes }) => {
      const nowMs = performance.now();
      if (nowMs - shownMs < EVERY_MS) return;
      shownMs = nowMs;
      const line = `${nth} of ${of}: ${table}, ${(bytes / MIB).toFixed(1)} MiB`;
      stderr.write(`${ERASE_LINE}${line.slice(0, Math.max(10, stderr.columns - 1))}`);
    },
    clear: () => {
      if (shownMs > 0) stderr.write(ERASE_LINE);
      shownMs = 0;
    },
  };
}
