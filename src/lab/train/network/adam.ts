// SPDX-License-Identifier: Apache-2.0
/** Adam (Kingma and Ba, ICLR 2015) with decoupled decay (Loshchilov and Hutter, ICLR 2019), for the small dense parts of the network. */

export type Adam = {
  readonly values: Float64Array;
  /** Summed over a batch by whoever computes it; `stepAdam` clears it. */
  readonly gradient: Float64Array;
  readonly mean: Float64Array;
  readonly square: Float64Array;
  readonly decay: number;
};

const KEEP_MEAN = 0.9;
const KEEP_SQUARE = 0.999;

export function adamOver(values: Float64Array, decay: number): Adam {
  const empty = () => new Float64Array(values.length);
  return { values, gradient: empty(), mean: empty(), square: empty(), decay };
}

/** `step` counts from 1. */
export function stepAdam({ values, gradient, mean, square, decay }: Adam, rate: number, step: number): void {
  const fromMean = 1 / (1 - KEEP_MEAN ** step);
  const fromSquare = 1 / (1 - KEEP_SQUARE ** step);
  for (let index = 0; index < values.length; index += 1) {
    const slope = gradient[index] ?? 0;
    const m = KEEP_MEAN * (mean[index] ?? 0) + (1 - KEEP_MEAN) * slope;
    const s = KEEP_SQUARE * (square[index] ?? 0) + (1 - KEEP_SQUARE) * slope * slope;
    mean[index] = m;
    square[index] = s;
    gradient[index] = 0;
    const value = values[index] ?? 0;
    values[index] = value - rate * ((m * fromMean) / (Math.sqrt(s * fromSquare) + 1e-8) + decay * value);
  }
}
