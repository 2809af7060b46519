// SPDX-License-Identifier: Apache-2.0
/** Text stored backwards is put forwards. The order of its parts is lost, so every unit points at the whole stretch. */
import { Kind } from './kind.ts';
import type { Work } from './work.ts';

export function reverseUnits(work: Work, from: number, to: number): void {
  work.codes.subarray(from, to).reverse();
  work.kinds.subarray(from, to).reverse();
  const start = work.starts[from] ?? 0;
  const end = work.ends[to - 1] ?? 0;
  work.starts.fill(start, from, to);
  work.ends.fill(end, from, to);
  work.changed = true;
}

// Units that belong to the one before them, or compose with it.
const BOUND: ReadonlySet<number> = new Set([Kind.keptMark, Kind.joiner, Kind.jamo, Kind.kana]);

/** Whether a stretch of two units or more can be read backwards unit by unit. */
export function isReversible(work: Work, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (BOUND.has(work.kinds[index] ?? 0)) return false;
  return to - from >= 2;
}
