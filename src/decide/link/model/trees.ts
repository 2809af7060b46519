// SPDX-License-Identifier: Apache-2.0
/**
 * Boosted decision trees, each complete to one depth: a number goes left at a node where its bin is not above the node's cut.
 * Laid out level by level, children of node n at 2n + 1 and 2n + 2; leaves in order behind the last level.
 */

export type Trees = {
  readonly depth: number;
  /** By number: upper ends of the bins, rising; a value beyond the last one has the last bin. */
  readonly edges: readonly Float64Array[];
  /** By tree and node: which number, and the highest bin that goes left. */
  readonly numbers: Uint8Array;
  readonly cuts: Uint8Array;
  /** By tree and leaf, in log-odds. */
  readonly leaves: Float64Array;
};

export const MOST_BINS = 64;

export function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function treeCount({ depth, numbers }: Trees): number {
  return numbers.length / (2 ** depth - 1);
}

/** The sum of the leaves that `bins` reach. */
export function sumOfTrees(trees: Trees, bins: Uint8Array): number {
  const { depth, numbers, cuts, leaves } = trees;
  const inner = 2 ** depth - 1;
  const perTree = 2 ** depth;
  const count = numbers.length / inner;
  let sum = 0;
  for (let tree = 0; tree < count; tree += 1) {
    const first = tree * inner;
    let node = 0;
    for (let level = 0; level < depth; level += 1) {
      const place = first + node;
      node = 2 * node + ((bins[numbers[place] ?? 0] ?? 0) > (cuts[place] ?? 0) ? 2 : 1);
    }
    sum += leaves[tree * perTree + node - inner] ?? 0;
  }
  return sum;
}
