// SPDX-License-Identifier: Apache-2.0
/**
 * How much two messages are one: weighted Jaccard, the weight of the shingles that both have over the weight of those that either
 * has. A shingle weighs the more the fewer messages have it, so that "your account" ties nothing together and an odd turn does.
 */
import { portableLog } from '../../../base/portable-math.ts';
import type { Shingles } from './shingles.ts';

/** From how many of how many messages have a shingle; above 0, and no less for fewer holders. */
export type Weighing = (holders: number, messages: number) => number;

/** 1 + ln((n + 1) / (df + 1)). */
export const inverseFrequency: Weighing = (holders, messages) => 1 + portableLog((messages + 1) / (holders + 1));

export const equalWeight: Weighing = () => 1;

/** Places in the list of sets, `one` before `other`. */
export type AlikePair = { readonly one: number; readonly other: number; readonly similarity: number };

/**
 * All pairs of sets at least `least` (over 0) alike, by `other`, then `one`. Few pairs are compared: with the shingles of every
 * set in one order, the rarest first, two sets that are alike share one before the point from which the rest of the set weighs less
 * than `least` of the whole, in both of them. Only that part is indexed, and few messages have what stands in it.
 */
export function alikePairs(sets: readonly Shingles[], weighing: Weighing, least: number): readonly AlikePair[] {
  const { ranked, weights, totals } = rankByRarity(sets, weighing);
  const holders = new Map<number, number[]>();
  const seenWith = new Int32Array(sets.length).fill(-1);
  const pairs: AlikePair[] = [];
  for (const [other, ranks] of ranked.entries()) {
    const total = totals[other] ?? 0;
    const enough = least * total * (1 - SLACK);
    const candidates: number[] = [];
    let rest = ranks.reduce((sum, rank) => sum + (weights[rank] ?? 0), 0);
    for (const rank of ranks) {
      if (rest < enough) break;
      rest -= weights[rank] ?? 0;
      const known = holders.get(rank);
      if (known === undefined) {
        holders.set(rank, [other]);
        continue;
      }
      for (const one of known) {
        if (seenWith[one] === other) continue;
        seenWith[one] = other;
        if (couldBeAlike(totals[one] ?? 0, total, least)) candidates.push(one);
      }
      known.push(other);
    }
    for (const one of candidates.toSorted((a, b) => a - b)) {
      const both = weightOfBoth(ranked[one] ?? ranks, ranks, weights);
      const alike = both / ((totals[one] ?? 0) + total - both);
      if (alike >= least * (1 - SLACK)) pairs.push({ one, other, similarity: Math.min(1, alike) });
    }
  }
  return pairs;
}

// Rounding must not cost a pair that is exactly `least` alike.
const SLACK = 1e-9;

function couldBeAlike(one: number, other: number, least: number): boolean {
  return Math.min(one, other) >= least * (1 - SLACK) * Math.max(one, other);
}

type Ranked = {
  /** A set's shingles that another set has too, as ranks, ascending: 0 is the rarest of all. */
  readonly ranked: readonly Uint32Array[];
  /** By rank. */
  readonly weights: Float64Array;
  /** Of a set, with what no other has. */
  readonly totals: Float64Array;
};

function rankByRarity(sets: readonly Shingles[], weighing: Weighing): Ranked {
  const holders = countHolders(sets);
  const shared = [...holders].filter(([, count]) => count > 1);
  const ordered = shared.toSorted((one, other) => one[1] - other[1] || one[0] - other[0]);
  const ranks = new Map<number, number>();
  for (const [rank, [shingle]] of ordered.entries()) ranks.set(shingle, rank);
  const weights = Float64Array.from(ordered, ([, count]) => weighing(count, sets.length));
  const weightAlone = weighing(1, sets.length);
  const ranked: Uint32Array[] = [];
  const totals = new Float64Array(sets.length);
  for (const [place, set] of sets.entries()) {
    const own: number[] = [];
    let total = 0;
    for (const shingle of set) {
      const rank = ranks.get(shingle);
      if (rank !== undefined) own.push(rank);
      total += rank === undefined ? weightAlone : (weights[rank] ?? 0);
    }
    ranked.push(Uint32Array.from(own).toSorted());
    totals[place] = total;
  }
  return { ranked, weights, totals };
}

function weightOfBoth(one: Uint32Array, other: Uint32Array, weights: Float64Array): number {
  let both = 0;
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const a = one[left] ?? 0;
    const b = other[right] ?? 0;
    if (a === b) both += weights[a] ?? 0;
    if (a <= b) left += 1;
    if (b <= a) right += 1;
  }
  return both;
}

function countHolders(sets: readonly Shingles[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const set of sets) for (const shingle of set) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return counts;
}
