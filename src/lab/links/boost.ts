// SPDX-License-Identifier: Apache-2.0
/**
 * Gradient boosting of complete trees over binned numbers, logistic loss (Friedman 2001; histograms and second-order gains as in
 * Chen and Guestrin 2016). Float64 in a fixed order: the same rows and recipe give the same trees, bit for bit.
 */
import { portableExp } from '../../base/portable-math.ts';
import { binOf, MOST_BINS, type Trees } from '../../decide/link/model/trees.ts';

export type BoostTask = {
  /** Row by row. */
  readonly numbers: Float64Array;
  readonly width: number;
  readonly labels: Uint8Array;
  readonly costs: Float64Array;
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** Least sum of curvature in a leaf. */
  readonly leastLeaf: number;
  /** Pull of each leaf to zero. */
  readonly pull: number;
};

export function boostTrees(task: BoostTask): Trees {
  const { width, labels, costs, depth } = task;
  const rows = labels.length;
  const edges = Array.from({ length: width }, (_, number) => edgesOf(task, number));
  const bins = binRows(task, edges);
  const inner = 2 ** depth - 1;
  const grown = {
    numbers: new Uint8Array(task.trees * inner),
    cuts: new Uint8Array(task.trees * inner),
    leaves: new Float64Array(task.trees * 2 ** depth),
  };
  const scores = new Float64Array(rows);
  const slopes = new Float64Array(rows);
  const curves = new Float64Array(rows);
  for (let tree = 0; tree < task.trees; tree += 1) {
    for (let row = 0; row < rows; row += 1) {
      const p = 1 / (1 + portableExp(-(scores[row] ?? 0)));
      const cost = costs[row] ?? 1;
      slopes[row] = cost * (p - (labels[row] ?? 0));
      curves[row] = cost * p * (1 - p);
    }
    growTree(task, { bins, slopes, curves, scores }, grown, tree);
  }
  return { depth, edges, ...grown };
}

/** Ends of bins at even steps of rank; a number of few values has one bin a value. */
function edgesOf({ numbers, width }: BoostTask, number: number): Float64Array {
  const values = new Float64Array(numbers.length / width);
  for (let row = 0; row < values.length; row += 1) values[row] = numbers[row * width + number] ?? 0;
  values.sort();
  const edges: number[] = [];
  for (let bin = 1; bin < MOST_BINS; bin += 1) {
    const value = values[Math.floor((bin * values.length) / MOST_BINS)] ?? 0;
    if (edges.length === 0 || value > (edges.at(-1) ?? 0)) edges.push(value);
  }
  if (edges.at(-1) === values.at(-1)) edges.pop();
  return Float64Array.from(edges);
}

function binRows({ numbers, width }: BoostTask, edges: readonly Float64Array[]): Uint8Array {
  const bins = new Uint8Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1)
    bins[at] = binOf(edges[at % width] ?? new Float64Array(), numbers[at] ?? 0);
  return bins;
}

type Work = {
  readonly bins: Uint8Array;
  readonly slopes: Float64Array;
  readonly curves: Float64Array;
  readonly scores: Float64Array;
};
type Grown = { readonly numbers: Uint8Array; readonly cuts: Uint8Array; readonly leaves: Float64Array };

/** Level by level: each row stands in one node, each node is split where that gains most. */
function growTree(task: BoostTask, work: Work, grown: Grown, tree: number): void {
  const { width, depth } = task;
  const rows = work.slopes.length;
  const inner = 2 ** depth - 1;
  const nodes = new Uint16Array(rows);
  for (let level = 0; level < depth; level += 1) {
    const first = 2 ** level - 1;
    const count = 2 ** level;
    const sums = histograms(work, nodes, width, { first, count });
    for (let node = 0; node < count; node += 1) {
      const best = bestSplit(sums, node, task);
      grown.numbers[tree * inner + first + node] = best.number;
      grown.cuts[tree * inner + first + node] = best.cut;
    }
    for (let row = 0; row < rows; row += 1) {
      const node = nodes[row] ?? 0;
      const place = tree * inner + node;
      const bin = work.bins[row * width + (grown.numbers[place] ?? 0)] ?? 0;
      nodes[row] = 2 * node + (bin > (grown.cuts[place] ?? 0) ? 2 : 1);
    }
  }
  fillLeaves(task, work, nodes, grown.leaves.subarray(tree * (inner + 1), (tree + 1) * (inner + 1)));
}

type Level = { readonly first: number; readonly count: number };

/** By node, number and bin: the sums of slope and curvature. */
function histograms(work: Work, nodes: Uint16Array, width: number, { first, count }: Level): Float64Array {
  const sums = new Float64Array(count * width * MOST_BINS * 2);
  const { bins, slopes, curves } = work;
  for (let row = 0; row < nodes.length; row += 1) {
    const base = ((nodes[row] ?? 0) - first) * width;
    const slope = slopes[row] ?? 0;
    const curve = curves[row] ?? 0;
    const from = row * width;
    for (let number = 0; number < width; number += 1) {
      const place = 2 * ((base + number) * MOST_BINS + (bins[from + number] ?? 0));
      sums[place] = (sums[place] ?? 0) + slope;
      sums[place + 1] = (sums[place + 1] ?? 0) + curve;
    }
  }
  return sums;
}

type Split = { readonly number: number; readonly cut: number };
// All rows go left: no split was worth it.
const NO_SPLIT: Split = { number: 0, cut: MOST_BINS };

function bestSplit(sums: Float64Array, node: number, { width, leastLeaf, pull }: BoostTask): Split {
  let best = NO_SPLIT;
  let most = 1e-9;
  for (let number = 0; number < width; number += 1) {
    const from = 2 * (node * width + number) * MOST_BINS;
    let slope = 0;
    let curve = 0;
    for (let bin = 0; bin < MOST_BINS; bin += 1) {
      slope += sums[from + 2 * bin] ?? 0;
      curve += sums[from + 2 * bin + 1] ?? 0;
    }
    const whole = (slope * slope) / (curve + pull);
    let left = 0;
    let leftCurve = 0;
    for (let cut = 0; cut < MOST_BINS - 1; cut += 1) {
      left += sums[from + 2 * cut] ?? 0;
      leftCurve += sums[from + 2 * cut + 1] ?? 0;
      const right = slope - left;
      const rightCurve = curve - leftCurve;
      if (leftCurve < leastLeaf || rightCurve < leastLeaf) continue;
      const gain = (left * left) / (leftCurve + pull) + (right * right) / (rightCurve + pull) - whole;
      if (gain > most) {
        most = gain;
        best = { number, cut };
      }
    }
  }
  return best;
}

function fillLeaves(task: BoostTask, { slopes, curves, scores }: Work, nodes: Uint16Array, leaves: Float64Array): void {
  const inner = leaves.length - 1;
  const sums = new Float64Array(leaves.length);
  const weights = new Float64Array(leaves.length);
  for (let row = 0; row < nodes.length; row += 1) {
    const leaf = (nodes[row] ?? 0) - inner;
    sums[leaf] = (sums[leaf] ?? 0) + (slopes[row] ?? 0);
    weights[leaf] = (weights[leaf] ?? 0) + (curves[row] ?? 0);
  }
  for (let leaf = 0; leaf < leaves.length; leaf += 1) {
    leaves[leaf] = (-task.rate * (sums[leaf] ?? 0)) / ((weights[leaf] ?? 0) + task.pull);
  }
  for (let row = 0; row < nodes.length; row += 1) {
    scores[row] = (scores[row] ?? 0) + (leaves[(nodes[row] ?? 0) - inner] ?? 0);
  }
}
