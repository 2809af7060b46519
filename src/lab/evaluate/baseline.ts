// SPDX-License-Identifier: Apache-2.0
/**
 * The plain classifier that every figure stands beside: logistic regression (AdaGrad) on the same n-grams and words of merely
 * lower-cased text. No folding, no idf, no calibration, one question.
 */
import { createFeatureList } from '../../decide/text/feature-list.ts';
import { listFeatures } from '../../decide/text/features.ts';
import { mulberry32, shuffle } from '../train/random.ts';
import type { Answer } from '../train/sample.ts';

export type Baseline = (text: string) => number;

const BITS = 18;
const EPOCHS = 4;
const RATE = 0.5;

export function trainBaseline<Row extends { readonly text: string }>(
  samples: readonly Row[],
  answer: (sample: Row) => Answer,
  seed: number,
): Baseline {
  const list = createFeatureList(BITS);
  const rows: { readonly buckets: Int32Array; readonly label: 0 | 1 }[] = [];
  for (const sample of samples) {
    const label = answer(sample);
    if (label === undefined) continue;
    listFeatures({ text: sample.text.toLowerCase(), marks: [] }, list);
    rows.push({ buckets: list.buckets.slice(0, list.count), label });
  }
  const weights = new Float64Array(2 ** BITS + 1);
  const squares = new Float64Array(2 ** BITS + 1).fill(1e-6);
  const order = Int32Array.from(rows, (_row, index) => index);
  const draw = mulberry32(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, draw);
    for (const index of order) {
      const row = rows[index];
      if (row !== undefined) learn(weights, squares, row.buckets, row.label);
    }
  }
  return (text) => {
    listFeatures({ text: text.toLowerCase(), marks: [] }, list);
    return logit(weights, list.buckets.subarray(0, list.count));
  };
}

function logit(weights: Float64Array, buckets: Int32Array): number {
  let sum = 0;
  for (const bucket of buckets) sum += weights[bucket] ?? 0;
  return sum / Math.sqrt(buckets.length + 1) + (weights[weights.length - 1] ?? 0);
}

function learn(weights: Float64Array, squares: Float64Array, buckets: Int32Array, label: 0 | 1): void {
  const off = 1 / (1 + Math.exp(-logit(weights, buckets))) - label;
  const value = 1 / Math.sqrt(buckets.length + 1);
  for (const bucket of buckets) step(weights, squares, bucket, off * value);
  step(weights, squares, weights.length - 1, off);
}

function step(weights: Float64Array, squares: Float64Array, at: number, gradient: number): void {
  const square = (squares[at] ?? 0) + gradient * gradient;
  squares[at] = square;
  weights[at] = (weights[at] ?? 0) - (RATE * gradient) / Math.sqrt(square);
}
