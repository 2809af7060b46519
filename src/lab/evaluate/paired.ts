// SPDX-License-Identifier: Apache-2.0
/** Two judgements of the same rows: how much they differ, with intervals that know that the rows are the same. */
import { drawFor } from '../train/random.ts';
import type { Interval } from './metrics.ts';

/**
 * The difference of two shares of the same `n` rows, where `gained` rows are in the second alone and `lost` in the first alone, with
 * its 95 % interval (Agresti and Min 2005: half a row in each of the four cells keeps it open where no row differs).
 */
export function shareDifference(gained: number, lost: number, n: number): Interval {
  if (n === 0) return { value: 0, low: -1, high: 1 };
  const value = (gained - lost) / n;
  const all = n + 2;
  const moved = (gained - lost) / all;
  const half = 1.959964 * Math.sqrt(((gained + lost + 1) / all - moved * moved) / all);
  return { value, low: Math.max(-1, moved - half), high: Math.min(1, moved + half) };
}

/** McNemar's exact test: how likely so uneven a division of the rows that differ is, were both judgements equally good. */
export function mcnemar(fixed: number, broken: number): number {
  const n = fixed + broken;
  const less = Math.min(fixed, broken);
  // In logarithms: 2^-1100 is none.
  let tail = 0;
  let choose = -n * Math.LN2;
  for (let k = 0; k <= less; k += 1) {
    tail += Math.exp(choose);
    choose += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}

export type Bootstrap = { readonly rounds: number; readonly seed: number };

/**
 * 95 % of a figure over samples of whole groups, drawn with replacement: rows of a group are no independent witnesses. `undefined`
 * where the figure is; rounds in which it is are left out.
 */
export function bootstrapByGroup<Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
  figure: (rows: readonly Row[]) => number | undefined,
  { rounds, seed }: Bootstrap,
): Interval | undefined {
  const value = figure(rows);
  if (value === undefined) return undefined;
  const groups = [...Map.groupBy(rows, groupOf).values()];
  const draw = drawFor(seed, 'bootstrap');
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const drawn: Row[] = [];
    for (let count = 0; count < groups.length; count += 1) {
      for (const row of groups[Math.floor(draw() * groups.length)] ?? []) drawn.push(row);
    }
    const one = figure(drawn);
    if (one !== undefined) values.push(one);
  }
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? value;
  return { value, low: Math.min(value, at(0.025)), high: Math.max(value, at(0.975)) };
}
