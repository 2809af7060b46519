// SPDX-License-Identifier: Apache-2.0
/** Texts → sparse rows. Features are present or absent; a row's value at a bucket is idf / length, the same sum as when judging. */
import { portableLog } from '../../base/portable-math.ts';
import { CONCEPT_NAMES, singleHash } from '../../decide/text/concept-table.ts';
import { createFeatureList } from '../../decide/text/feature-list.ts';
import { type FoldedInput, listFeatures } from '../../decide/text/features.ts';
import { IDF_STEPS } from '../../decide/text/companding.ts';

/** Concepts are common, so that their idf is low, yet say more than any n-gram. */
const CONCEPT_BOOST = 2;

export type Rows = {
  /** Row r has the buckets [offsets[r], offsets[r + 1]). */
  readonly offsets: Float64Array;
  readonly buckets: Int32Array;
  readonly bucketCount: number;
};

export type Matrix = Rows & {
  /** As the model file holds it: a multiple of 1/IDF_STEPS; 0 for a bucket that no row had. */
  readonly idf: Float64Array;
  /** 1 / length of each row. */
  readonly scales: Float64Array;
};

export function listRows(texts: Iterable<FoldedInput>, count: number, bucketBits: number): Rows {
  const list = createFeatureList(bucketBits);
  const offsets = new Float64Array(count + 1);
  let buckets = new Int32Array(1 << 20);
  let used = 0;
  let row = 0;
  for (const text of texts) {
    listFeatures(text, list);
    if (used + list.count > buckets.length) {
      const larger = new Int32Array(2 * buckets.length + list.count);
      larger.set(buckets);
      buckets = larger;
    }
    buckets.set(list.buckets.subarray(0, list.count), used);
    used += list.count;
    row += 1;
    offsets[row] = used;
  }
  return { offsets, buckets: buckets.subarray(0, used), bucketCount: 2 ** bucketBits };
}

/** idf = 1 + ln((n + 1) / (df + 1)) over the rows that `counts` says, rounded to what the file can hold. */
export function idfOf(rows: Rows, counts: (row: number) => boolean): Float64Array {
  const frequency = new Float64Array(rows.bucketCount);
  let total = 0;
  for (let row = 0; row + 1 < rows.offsets.length; row += 1) {
    if (!counts(row)) continue;
    total += 1;
    const end = rows.offsets[row + 1] ?? 0;
    for (let at = rows.offsets[row] ?? 0; at < end; at += 1) {
      const bucket = rows.buckets[at] ?? 0;
      frequency[bucket] = (frequency[bucket] ?? 0) + 1;
    }
  }
  const idf = frequency.map((count) => (count === 0 ? 0 : 1 + portableLog((total + 1) / (count + 1))));
  for (let concept = 0; concept < CONCEPT_NAMES.length; concept += 1) {
    const bucket = singleHash(concept) & (rows.bucketCount - 1);
    idf[bucket] = CONCEPT_BOOST * (idf[bucket] ?? 0);
  }
  return idf.map((value) => Math.min(255, Math.round(IDF_STEPS * value)) / IDF_STEPS);
}

export function scaleRows(rows: Rows, idf: Float64Array, smoothing: number): Matrix {
  const scales = new Float64Array(rows.offsets.length - 1);
  for (let row = 0; row < scales.length; row += 1) {
    const end = rows.offsets[row + 1] ?? 0;
    let square = smoothing;
    for (let at = rows.offsets[row] ?? 0; at < end; at += 1) {
      const value = idf[rows.buckets[at] ?? 0] ?? 0;
      square += value * value;
    }
    scales[row] = square > 0 ? 1 / Math.sqrt(square) : 0;
  }
  return { ...rows, idf, scales };
}
