// SPDX-License-Identifier: Apache-2.0
/**
 * Margins → calibrated evidence, for all languages together and for each, drawn to the common one; and the lines of
 * transactional ham. Fitted on rows that no model was trained on.
 */
import { productLogit } from '../../decide/text/product-logit.ts';
import type { Affine, LanguageCalibration } from '../../decide/text/text-model.ts';
import { type Judged, fitPlatt } from './platt.ts';
import { type Answer, type Sample, scamAnswer } from './sample.ts';

/** A held-out row with the margins of A and B, bias included. */
export type MarginRow = { readonly sample: Sample; readonly unwanted: number; readonly fraud: number };

export type CalibrationRecipe = {
  /** Share of scams that calibrated evidence stands for. */
  readonly baseRate: number;
  /** How strongly a language is drawn to the common calibration. */
  readonly pull: number;
  /** Rows of transactional ham below which a language shares the common lines. */
  readonly fewestForLines: number;
};

export const SHIPPED_CALIBRATION: CalibrationRecipe = { baseRate: 0.1, pull: 20, fewestForLines: 150 };

type Fit = { readonly unwanted: Affine; readonly fraud: Affine; readonly product: Affine };

export type Calibration = {
  readonly languages: readonly Omit<LanguageCalibration, 'familiar'>[];
  readonly common: Fit & { readonly warn: number; readonly hold: number };
};

export function calibrate(
  rows: readonly MarginRow[],
  codes: readonly string[],
  recipe: CalibrationRecipe,
): Calibration {
  const weights = mixtureWeights(rows, recipe.baseRate);
  const common = fit(rows, weights, undefined, recipe.pull);
  const evidence = rows.map((row) => evidenceOf(row, common, recipe.baseRate));
  const commonLines = linesOf(rows, evidence);
  const languages = codes.map((code) => {
    const places = rows.flatMap((row, index) => (row.sample.lang === code ? [index] : []));
    const own = places.flatMap((index) => rows[index] ?? []);
    const ownWeights = places.map((index) => weights[index] ?? 0);
    const calibration = fit(own, ownWeights, common, recipe.pull);
    const ownEvidence = own.map((row) => evidenceOf(row, calibration, recipe.baseRate));
    const enough = own.filter(isTransactional).length >= recipe.fewestForLines;
    return { code, ...calibration, ...(enough ? linesOf(own, ownEvidence) : commonLines) };
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

function evidenceOf(row: MarginRow, fitted: Fit, baseRate: number): number {
  const logit = fitted.product.slope * productOf(row, fitted) + fitted.product.offset;
  return logit - Math.log(baseRate / (1 - baseRate));
}

/**
 * The mixture that evidence is calibrated for: `baseRate` scams, and of the rest equal shares of chat, service messages and
 * adverts, whatever the sizes of the sets. The weights sum to the number of rows.
 */
function mixtureWeights(rows: readonly MarginRow[], baseRate: number): readonly number[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { sample } of rows) {
    if (scamAnswer(sample) === undefined) continue;
    total += 1;
    counts.set(sample.kind, (counts.get(sample.kind) ?? 0) + 1);
  }
  const innocentKinds = [...counts.keys()].filter((kind) => kind !== 'scam').length;
  return rows.map(({ sample }) => {
    if (scamAnswer(sample) === undefined) return 0;
    const share = sample.kind === 'scam' ? baseRate : (1 - baseRate) / innocentKinds;
    return (total * share) / (counts.get(sample.kind) ?? 1);
  });
}

/** Service messages whose label is not in doubt: own templates, and sets that state what a message is. */
export function isTransactional(row: MarginRow): boolean {
  return row.sample.kind === 'service' && (row.sample.own || row.sample.set === 'th');
}

function linesOf(
  rows: readonly MarginRow[],
  evidence: readonly number[],
): { readonly warn: number; readonly hold: number } {
  const values = rows
    .flatMap((row, index) => (isTransactional(row) ? [evidence[index] ?? 0] : []))
    .toSorted((a, b) => b - a);
  if (values.length === 0) return { warn: 0, hold: 0 };
  return { warn: roundUp(atShare(values, 0.01)), hold: roundUp(atShare(values, 0.001)) };
}

// The value that `share` of the values exceed; descending order.
function atShare(values: readonly number[], share: number): number {
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
}

function roundUp(value: number): number {
  return Math.ceil(value * 1e4) / 1e4;
}
