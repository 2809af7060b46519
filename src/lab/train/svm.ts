// SPDX-License-Identifier: Apache-2.0
/**
 * Linear support vector machine, squared hinge loss, dual coordinate descent (Hsieh et al., ICML 2008). Each row has its own
 * cost; the bias is the weight of a constant 1. Float64 in a fixed order: the same rows, costs and seed give the same bits.
 */
import { mulberry32, shuffle } from './random.ts';
import type { Matrix } from './vectorise.ts';

export type LinearModel = { readonly weights: Float64Array; readonly bias: number };

export type SvmTask = {
  readonly matrix: Matrix;
  /** Rows that take part, with +1 or −1 and the cost of each. */
  readonly rows: Int32Array;
  readonly signs: Int8Array;
  readonly costs: Float64Array;
  readonly epochs: number;
  readonly seed: number;
};

export function trainSvm(task: SvmTask): LinearModel {
  const { matrix, rows, signs, costs } = task;
  const weights = new Float64Array(matrix.idf.length);
  const alphas = new Float64Array(rows.length);
  const squares = Float64Array.from(rows, (row) => 1 + squareOf(matrix, row));
  const order = Int32Array.from(rows, (_row, index) => index);
  const draw = mulberry32(task.seed);
  let bias = 0;
  for (let epoch = 0; epoch < task.epochs; epoch += 1) {
    shuffle(order, draw);
    for (const index of order) {
      const row = rows[index] ?? 0;
      const sign = signs[index] ?? 1;
      const softness = 0.5 / (costs[index] ?? 1);
      const alpha = alphas[index] ?? 0;
      const gradient = sign * (bias + dot(matrix, row, weights)) - 1 + softness * alpha;
      if (alpha === 0 && gradient >= 0) continue;
      const next = Math.max(alpha - gradient / ((squares[index] ?? 1) + softness), 0);
      if (next === alpha) continue;
      alphas[index] = next;
      const step = (next - alpha) * sign;
      bias += step;
      addRow(matrix, row, step, weights);
    }
  }
  return { weights, bias };
}

/** Margin without bias. */
export function dot(matrix: Matrix, row: number, weights: Float64Array): number {
  const { buckets, idf, offsets } = matrix;
  const end = offsets[row + 1] ?? 0;
  let sum = 0;
  for (let at = offsets[row] ?? 0; at < end; at += 1) {
    const bucket = buckets[at] ?? 0;
    sum += (weights[bucket] ?? 0) * (idf[bucket] ?? 0);
  }
  return sum * (matrix.scales[row] ?? 0);
}

/** weights += step · x(row). */
export function addRow(matrix: Matrix, row: number, step: number, weights: Float64Array): void {
  const { buckets, idf, offsets } = matrix;
  const end = offsets[row + 1] ?? 0;
  const scaled = step * (matrix.scales[row] ?? 0);
  for (let at = offsets[row] ?? 0; at < end; at += 1) {
    const bucket = buckets[at] ?? 0;
    weights[bucket] = (weights[bucket] ?? 0) + scaled * (idf[bucket] ?? 0);
  }
}

function squareOf(matrix: Matrix, row: number): number {
  const { buckets, idf, offsets } = matrix;
  const end = offsets[row + 1] ?? 0;
  let sum = 0;
  for (let at = offsets[row] ?? 0; at < end; at += 1) sum += (idf[buckets[at] ?? 0] ?? 0) ** 2;
  return sum * (matrix.scales[row] ?? 0) ** 2;
}
