// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { binOf, sumOfTrees } from '../../decide/link/model/trees.ts';
import { mulberry32 } from '../train/random.ts';
import { type BoostTask, boostTrees } from './boost.ts';

const ROWS = 2_000;
const WIDTH = 3;

/** Scams where the first two numbers lie on the same side of the middle: no single number tells. The third is noise. */
function crossed(seed: number): Pick<BoostTask, 'numbers' | 'labels'> {
  const draw = mulberry32(seed);
  const numbers = Float64Array.from({ length: ROWS * WIDTH }, () => draw());
  const labels = Uint8Array.from({ length: ROWS }, (_, row) =>
    Number((numbers[row * WIDTH] ?? 0) > 0.5 === (numbers[row * WIDTH + 1] ?? 0) > 0.5),
  );
  return { numbers, labels };
}

const task: BoostTask = {
  ...crossed(1),
  width: WIDTH,
  costs: new Float64Array(ROWS).fill(1),
  trees: 30,
  depth: 3,
  rate: 0.3,
  leastLeaf: 1,
  pull: 1,
};

describe('boosted trees', () => {
  it('learn what no single number tells, and tell it of rows that they have not seen', () => {
    const trees = boostTrees(task);
    const { numbers, labels } = crossed(2);
    let right = 0;
    for (let row = 0; row < ROWS; row += 1) {
      const bins = Uint8Array.from(trees.edges, (edges, at) => binOf(edges, numbers[row * WIDTH + at] ?? 0));
      right += Number(sumOfTrees(trees, bins) > 0 === (labels[row] === 1));
    }
    expect(right / ROWS).toBeGreaterThan(0.93);
  });

  it('are the same, bit for bit, for the same rows', () => {
    expect(boostTrees(task)).toEqual(boostTrees(task));
  });

  it('split nothing where nothing is gained', () => {
    const flat = boostTrees({ ...task, labels: new Uint8Array(ROWS).fill(1), trees: 2 });
    for (const leaf of flat.leaves) expect(leaf).toBeGreaterThanOrEqual(0);
    expect(flat.cuts.every((cut) => cut === 64)).toBe(true);
  });
});
