// SPDX-License-Identifier: Apache-2.0
/**
 * The link model from rows: two linear opinions, each out of fold for the rows that the trees learn from, then the trees, then
 * calibration and lines on groups that neither has seen.
 */
import { portableLog } from '../../base/portable-math.ts';
import type { KnownHosts } from '../../decide/link/known-hosts.ts';
import { NUMBER_NAMES } from '../../decide/link/model/link-numbers.ts';
import type { Trees } from '../../decide/link/model/trees.ts';
import { fnv1a } from '../train/random.ts';
import { dot, type LinearModel, trainSvm } from '../train/svm.ts';
import type { Matrix } from '../train/vectorise.ts';
import { boostTrees } from './boost.ts';
import { type LinkMatrix, matrixOfLinks } from './link-matrix.ts';
import type { TrainingLink } from './vary-links.ts';

export type LinkRecipe = {
  readonly seed: number;
  readonly folds: number;
  readonly softness: number;
  readonly epochs: number;
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  readonly leastLeaf: number;
  readonly pull: number;
  /** Rows of an ending below which it says nothing. */
  readonly fewestOfEnding: number;
};

export const SHIPPED_LINK_RECIPE: LinkRecipe = {
  seed: 1,
  folds: 5,
  softness: 0.25,
  epochs: 6,
  trees: 300,
  depth: 5,
  rate: 0.12,
  leastLeaf: 20,
  pull: 1,
  fewestOfEnding: 30,
};

export type RawLinkModel = {
  readonly host: LinearModel;
  readonly address: LinearModel;
  readonly endings: ReadonlyMap<string, number>;
  readonly trees: Trees;
};

export function trainLinkModel(rows: readonly TrainingLink[], hosts: KnownHosts, recipe: LinkRecipe): RawLinkModel {
  const matrix = matrixOfLinks(
    rows.map(({ link }) => link),
    hosts,
  );
  fillOutOfFold(rows, matrix, recipe);
  const every = rows.map((_, row) => row);
  const { trees, depth, rate, leastLeaf, pull } = recipe;
  return {
    host: fitLinear(matrix.host, rows, every, recipe),
    address: fitLinear(matrix.address, rows, every, recipe),
    endings: oddsOfEndings(rows, every, recipe.fewestOfEnding),
    trees: boostTrees({
      numbers: matrix.numbers,
      width: NUMBER_NAMES.length,
      labels: Uint8Array.from(rows, ({ label }) => label),
      costs: Float64Array.from(rows, ({ cost }) => cost),
      trees,
      depth,
      rate,
      leastLeaf,
      pull,
    }),
  };
}

/** Opinions of models that did not see the row's group: those of the row's own models would be better than any later. */
function fillOutOfFold(rows: readonly TrainingLink[], matrix: LinkMatrix, recipe: LinkRecipe): void {
  const width = NUMBER_NAMES.length;
  const folds = rows.map(({ group }) => (fnv1a(`fold:${group}`) >>> 8) % recipe.folds);
  for (let fold = 0; fold < recipe.folds; fold += 1) {
    const others = rows.flatMap((_, row) => (folds[row] === fold ? [] : [row]));
    const host = fitLinear(matrix.host, rows, others, recipe);
    const address = fitLinear(matrix.address, rows, others, recipe);
    const endings = oddsOfEndings(rows, others, recipe.fewestOfEnding);
    for (const [row, { link }] of rows.entries()) {
      if (folds[row] !== fold) continue;
      matrix.numbers[row * width] = host.bias + dot(matrix.host, row, host.weights);
      matrix.numbers[row * width + 1] = address.bias + dot(matrix.address, row, address.weights);
      matrix.numbers[row * width + 2] = endings.get(link.suffix ?? '') ?? 0;
    }
  }
}

function fitLinear(
  matrix: Matrix,
  rows: readonly TrainingLink[],
  chosen: readonly number[],
  recipe: LinkRecipe,
): LinearModel {
  return trainSvm({
    matrix,
    rows: Int32Array.from(chosen),
    signs: Int8Array.from(chosen, (row) => (rows[row]?.label === 1 ? 1 : -1)),
    costs: Float64Array.from(chosen, (row) => recipe.softness * (rows[row]?.cost ?? 1)),
    epochs: recipe.epochs,
    seed: recipe.seed,
  });
}

/** Smoothed log-odds of each public suffix. */
function oddsOfEndings(
  rows: readonly TrainingLink[],
  chosen: readonly number[],
  fewest: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, { honest: number; scam: number }>();
  for (const row of chosen) {
    const { link, label, cost } = rows[row] ?? { link: undefined, label: 0, cost: 0 };
    const suffix = link?.suffix ?? '';
    const count = counts.get(suffix) ?? { honest: 0, scam: 0 };
    if (label === 1) count.scam += cost;
    else count.honest += cost;
    counts.set(suffix, count);
  }
  const known = [...counts].filter(([, { honest, scam }]) => honest + scam >= fewest);
  return new Map(
    known
      .map(([suffix, { honest, scam }]) => [suffix, roundOdds(portableLog((scam + 3) / (honest + 3)))] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function roundOdds(odds: number): number {
  return Math.round(odds * 1000) / 1000;
}
