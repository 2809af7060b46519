// SPDX-License-Identifier: Apache-2.0
/**
 * Margins → calibrated evidence, for all languages together and for each, drawn to the common one; and the lines of
 * transactional ham. Fitted on rows that no model was trained on.
 */
import { logit } from '../../decide/log-odds.ts';
import { productLogit } from '../../decide/text/product-logit.ts';
import type { Affine, LanguageCalibration } from '../../decide/text/text-model.ts';
import { type Judged, fitPlatt } from './platt.ts';
import { type Answer, type Sample, isHardNegative, scamAnswer } from './sample.ts';

/** A held-out row with the margins of A and B, bias included. */
export type MarginRow = { readonly sample: Sample; readonly unwanted: number; readonly fraud: number };

export type CalibrationRecipe = {
  /** Share of scams that calibrated evidence stands for. */
  readonly baseRate: number;
  /** Share of own templates in each kind of message; they are harder than what most people get. */
  readonly ownShare: number;
  /** Share of hard negatives among innocent messages, and among institutions' messages where the lines are drawn. */
  readonly hardShare: number;
  /** How strongly a language is drawn to the common calibration. */
  readonly pull: number;
  /** Rows of transactional ham below which a language shares the common lines. */
  readonly fewestForLines: number;
};

export const SHIPPED_CALIBRATION: CalibrationRecipe = {
  baseRate: 0.1,
  ownShare: 0.25,
  hardShare: 0.03,
  pull: 20,
  fewestForLines: 2000,
};

export type Lines = { readonly warn: number; readonly hold: number };

export type Fit = { readonly unwanted: Affine; readonly fraud: Affine; readonly product: Affine };

export type Calibration = {
  readonly languages: readonly Omit<LanguageCalibration, 'familiar'>[];
  readonly common: Fit & Lines;
};

export function calibrate(
  rows: readonly MarginRow[],
  codes: readonly string[],
  recipe: CalibrationRecipe,
): Calibration {
  const weights = mixtureWeights(rows, recipe);
  const common = fit(rows, weights, undefined, recipe.pull);
  const evidence = rows.map((row) => evidenceOf(row, common, recipe.baseRate));
  const commonLines = linesOf(rows, evidence, recipe.hardShare);
  const languages = codes.map((code) => {
    const places = rows.flatMap((row, index) => (row.sample.lang === code ? [index] : []));
    const own = places.flatMap((index) => rows[index] ?? []);
    const ownWeights = atBaseRate(
      own,
      places.map((index) => weights[index] ?? 0),
      recipe.baseRate,
    );
    const calibration = fit(own, ownWeights, common, recipe.pull);
    const ownEvidence = own.map((row) => evidenceOf(row, calibration, recipe.baseRate));
    const enough = own.filter(isTransactional).length >= recipe.fewestForLines;
    return { code, ...calibration, ...(enough ? linesOf(own, ownEvidence, recipe.hardShare) : commonLines) };
  });
  return { languages, common: { ...common, ...commonLines } };
}

function fit(rows: readonly MarginRow[], weights: readonly number[], toward: Fit | undefined, pull: number): Fit {
  const options = (affine: Affine | undefined) => (affine === undefined ? undefined : { toward: affine, pull });
  const unwanted = fitPlatt(
    judged(
      rows,
      (row) => row.unwanted,
      (sample) => sample.unwanted,
    ),
    options(toward?.unwanted),
  );
  const fraud = fitPlatt(
    judged(
      rows,
      (row) => row.fraud,
      (sample) => sample.fraud,
    ),
    options(toward?.fraud),
  );
  const parts = { unwanted, fraud };
  const product = fitPlatt(
    rows.flatMap((row, index) => {
      const label = scamAnswer(row.sample);
      return label === undefined ? [] : [{ margin: productOf(row, parts), label, weight: weights[index] ?? 0 }];
    }),
    options(toward?.product),
  );
  return { ...parts, product };
}

function judged(
  rows: readonly MarginRow[],
  margin: (row: MarginRow) => number,
  answer: (sample: Sample) => Answer,
): readonly Judged[] {
  return rows.flatMap((row) => {
    const label = answer(row.sample);
    return label === undefined ? [] : [{ margin: margin(row), label, weight: 1 }];
  });
}

function productOf(row: MarginRow, fitted: { readonly unwanted: Affine; readonly fraud: Affine }): number {
  return productLogit(
    fitted.unwanted.slope * row.unwanted + fitted.unwanted.offset,
    fitted.fraud.slope * row.fraud + fitted.fraud.offset,
  );
}

/** Evidence of the linear models over the base rate. */
export function evidenceOf(row: MarginRow, fitted: Fit, baseRate: number): number {
  const score = fitted.product.slope * productOf(row, fitted) + fitted.product.offset;
  return score - logit(baseRate);
}

/**
 * The mixture that evidence is calibrated for: `baseRate` scams; of the rest `hardShare` hard negatives and equal shares of chat, service
 * messages and adverts, each divided between own templates and public rows, whatever their numbers. The weights sum to the number of rows.
 */
export function mixtureWeights(
  rows: readonly MarginRow[],
  { baseRate, ownShare, hardShare }: Pick<CalibrationRecipe, 'baseRate' | 'ownShare' | 'hardShare'>,
): readonly number[] {
  const known = rows.filter(({ sample }) => scamAnswer(sample) !== undefined);
  const cells = new Map<string, number>();
  for (const { sample } of known) cells.set(cellOf(sample), (cells.get(cellOf(sample)) ?? 0) + 1);
  const kinds = new Set(known.map(({ sample }) => mixtureKind(sample)));
  const hard = kinds.has('hard') ? hardShare : 0;
  const plainKinds = [...kinds].filter((kind) => kind !== 'scam' && kind !== 'hard').length;
  const shareOf = (kind: string) => {
    if (kind === 'scam') return baseRate;
    return (1 - baseRate) * (kind === 'hard' ? hard : (1 - hard) / plainKinds);
  };
  return rows.map(({ sample }) => {
    const count = cells.get(cellOf(sample));
    if (scamAnswer(sample) === undefined || count === undefined) return 0;
    const kind = mixtureKind(sample);
    const hasBoth = cells.has(`${kind}:true`) && cells.has(`${kind}:false`);
    const part = hasBoth ? (sample.own ? ownShare : 1 - ownShare) : 1;
    return (known.length * shareOf(kind) * part) / count;
  });
}

/** One language's weights, scaled on either side so that its scams too have the base rate. */
function atBaseRate(rows: readonly MarginRow[], weights: readonly number[], baseRate: number): readonly number[] {
  let scams = 0;
  let others = 0;
  for (const [index, { sample }] of rows.entries()) {
    if (sample.kind === 'scam') scams += weights[index] ?? 0;
    else others += weights[index] ?? 0;
  }
  if (scams === 0 || others === 0) return weights;
  const total = scams + others;
  return rows.map(
    ({ sample }, index) =>
      (weights[index] ?? 0) * total * (sample.kind === 'scam' ? baseRate / scams : (1 - baseRate) / others),
  );
}

function cellOf(sample: Sample): string {
  return `${mixtureKind(sample)}:${sample.own}`;
}

function mixtureKind(sample: Sample): Sample['kind'] | 'hard' {
  return isHardNegative(sample) ? 'hard' : sample.kind;
}

/** Messages of institutions to their customers: own service templates, and the sets that hold such ham. */
export function isTransactional(row: MarginRow): boolean {
  return row.sample.kind === 'service';
}

// Each source of transactional ham counts alike, however many rows it has, and of each its hard negatives `hardShare`.
function linesOf(rows: readonly MarginRow[], evidence: readonly number[], hardShare: number): Lines {
  const counts = new Map<string, { all: number; hard: number }>();
  for (const row of rows) {
    if (!isTransactional(row)) continue;
    const count = counts.get(row.sample.set) ?? { all: 0, hard: 0 };
    count.all += 1;
    if (isHardNegative(row.sample)) count.hard += 1;
    counts.set(row.sample.set, count);
  }
  const massOf = ({ sample }: MarginRow) => {
    const { all, hard } = counts.get(sample.set) ?? { all: 1, hard: 0 };
    if (hard === 0 || hard === all) return 1 / all;
    return isHardNegative(sample) ? hardShare / hard : (1 - hardShare) / (all - hard);
  };
  const values = rows.flatMap((row, index) =>
    isTransactional(row) ? [{ value: evidence[index] ?? 0, mass: massOf(row) }] : [],
  );
  const sorted = values.toSorted((a, b) => b.value - a.value);
  return { warn: lineAt(sorted, 0.01 * counts.size), hold: lineAt(sorted, 0.001 * counts.size) };
}

// The value above which lies no more than `mass`; descending order.
function lineAt(values: readonly { readonly value: number; readonly mass: number }[], mass: number): number {
  let above = 0;
  for (const { value, mass: own } of values) {
    above += own;
    if (above > mass) return Math.ceil(value * 1e4) / 1e4;
  }
  return 0;
}
