// SPDX-License-Identifier: Apache-2.0
/**
 * Trains the heads of `decide/text/intents`: one linear model for each thing a message may ask, learned from own templates of both
 * sides, and one for each scheme, learned from scams. Public rows name neither. Calibrated out of fold by template.
 */
import { IDF_STEPS, compress } from '../../decide/text/companding.ts';
import type { FoldedInput } from '../../decide/text/features.ts';
import { type AskHead, type IntentHeader, intentBytes } from '../../decide/text/intents/intent-model.ts';
import { checksumOf } from '../../decide/text/text-model.ts';
import { ASK_CODES } from '../../decide/reason-codes.ts';
import { fitPlatt } from './platt.ts';
import { fnv1a } from './random.ts';
import { type LinearModel, dot, trainSvm } from './svm.ts';
import type { TrainingRow } from './training-rows.ts';
import { type Matrix, idfOf, listRows, scaleRows } from './vectorise.ts';

export type IntentRecipe = {
  readonly bucketBits: number;
  readonly smoothing: number;
  readonly epochs: number;
  readonly cost: number;
  readonly folds: number;
  readonly seed: number;
  /** An ask is named from the log-odds at which this share of those named so far was right, out of fold. */
  readonly askPrecision: number;
  readonly schemeFrom: number;
  /** Templates below which an ask or a scheme is not learned. */
  readonly fewest: number;
};

export const SHIPPED_INTENTS: IntentRecipe = {
  bucketBits: 14,
  smoothing: 300,
  epochs: 5,
  cost: 1,
  folds: 4,
  seed: 1,
  askPrecision: 0.85,
  schemeFrom: 0.5,
  fewest: 12,
};

export type CodedIntents = { readonly header: IntentHeader; readonly bytes: Uint8Array };

type Head = { readonly code: string; readonly learns: (row: TrainingRow) => 0 | 1 | undefined };
type Trained = {
  readonly model: LinearModel;
  readonly slope: number;
  readonly offset: number;
  readonly judged: readonly { readonly logit: number; readonly label: 0 | 1 }[];
};

export function trainIntents(
  drawn: readonly TrainingRow[],
  recipe: IntentRecipe,
  fold: (text: string) => FoldedInput,
): CodedIntents {
  const rows = drawn.filter(({ sample }) => sample.own);
  const listed = listRows(folded(rows, fold), rows.length, recipe.bucketBits);
  const idf = idfOf(listed, (row) => !(rows[row]?.made ?? true));
  const matrix = scaleRows(listed, idf, recipe.smoothing);
  const asks = askHeads(rows, recipe).map((head) => ({ ...head, ...trainHead(matrix, rows, head, recipe) }));
  const schemes = schemeHeads(rows, recipe).map((head) => ({ ...head, ...trainHead(matrix, rows, head, recipe) }));
  const columns = [...asks, ...schemes].map(({ model }) => codeColumn(model, idf));
  const placed = (trained: Trained, index: number) => ({
    scale: columns[index]?.scale ?? 1,
    bias: trained.model.bias,
    slope: trained.slope,
    offset: trained.offset,
  });
  const header = {
    bucketBits: recipe.bucketBits,
    smoothing: recipe.smoothing,
    asks: asks.map((ask, index) => ({
      ...placed(ask, index),
      code: ask.ask,
      from: namedFrom(ask.judged, recipe.askPrecision),
    })),
    schemes: schemes.map((scheme, index) => ({ ...placed(scheme, asks.length + index), code: scheme.code })),
    schemeFrom: recipe.schemeFrom,
  };
  const bytes = codeRows(
    columns.map(({ codes }) => codes),
    idf,
    intentBytes(header),
  );
  return { header: { ...header, checksum: checksumOf(new Int32Array(bytes.buffer)) }, bytes };
}

function* folded(rows: readonly TrainingRow[], fold: (text: string) => FoldedInput) {
  for (const { text } of rows) yield fold(text);
}

function askHeads(rows: readonly TrainingRow[], recipe: IntentRecipe) {
  return ASK_CODES.flatMap((ask) => {
    const code = ask.slice('asks-'.length);
    const learns = ({ sample }: TrainingRow) =>
      sample.asks === undefined ? undefined : sample.asks.includes(code) ? 1 : 0;
    return isTaught({ code, learns }, rows, recipe) ? [{ ask, code, learns } as const] : [];
  });
}

function schemeHeads(rows: readonly TrainingRow[], recipe: IntentRecipe): readonly Head[] {
  const named = rows.flatMap(({ sample }) => sample.scheme ?? []);
  // `unclassified` is no scheme but the lack of one.
  const codes = [...new Set(named)].filter((code) => code.includes('.')).toSorted();
  return codes.flatMap((code) => {
    const learns = ({ sample }: TrainingRow) =>
      sample.scheme === undefined ? undefined : sample.scheme === code ? 1 : 0;
    return isTaught({ code, learns }, rows, recipe) ? [{ code, learns }] : [];
  });
}

function isTaught(head: Head, rows: readonly TrainingRow[], recipe: IntentRecipe): boolean {
  const taught = rows.filter((row) => !row.made && head.learns(row) === 1).length;
  return taught >= recipe.fewest;
}

function trainHead(matrix: Matrix, rows: readonly TrainingRow[], head: Head, recipe: IntentRecipe): Trained {
  const foldOf = (row: TrainingRow) => (fnv1a(`fold:${row.sample.group}`) >>> 8) % recipe.folds;
  const margins: { margin: number; label: 0 | 1; weight: number }[] = [];
  for (let fold = 0; fold < recipe.folds; fold += 1) {
    const model = learn(matrix, rows, head, (row) => foldOf(row) !== fold, recipe);
    for (const [index, row] of rows.entries()) {
      const label = head.learns(row);
      if (row.made || label === undefined || foldOf(row) !== fold) continue;
      margins.push({ margin: dot(matrix, index, model.weights) + model.bias, label, weight: 1 });
    }
  }
  const { slope, offset } = fitPlatt(margins);
  const judged = margins.map(({ margin, label }) => ({ logit: slope * margin + offset, label }));
  return { model: learn(matrix, rows, head, () => true, recipe), slope, offset, judged };
}

function learn(
  matrix: Matrix,
  rows: readonly TrainingRow[],
  head: Head,
  use: (row: TrainingRow) => boolean,
  recipe: IntentRecipe,
): LinearModel {
  const chosen: number[] = [];
  const signs: number[] = [];
  for (const [index, row] of rows.entries()) {
    const label = head.learns(row);
    if (label === undefined || !use(row)) continue;
    chosen.push(index);
    signs.push(label === 1 ? 1 : -1);
  }
  return trainSvm({
    matrix,
    rows: Int32Array.from(chosen),
    signs: Int8Array.from(signs),
    costs: new Float64Array(chosen.length).fill(recipe.cost),
    epochs: recipe.epochs,
    seed: recipe.seed,
  });
}

/**
 * The lowest log-odds, not below even, from which at least `precision` of the named are right. With none such it is
 * the highest seen, so that hardly anything is named.
 */
function namedFrom(
  judged: readonly { readonly logit: number; readonly label: 0 | 1 }[],
  precision: number,
): AskHead['from'] {
  const sorted = judged.toSorted((one, other) => other.logit - one.logit);
  let from = sorted[0]?.logit ?? 0;
  let right = 0;
  for (const [index, { logit, label }] of sorted.entries()) {
    right += label;
    if (logit < 0) break;
    if (right >= precision * (index + 1)) from = logit;
  }
  return from;
}

function codeColumn(model: LinearModel, idf: Float64Array): { readonly codes: Uint8Array; readonly scale: number } {
  const weights = model.weights.map((weight, bucket) => weight * (idf[bucket] ?? 0));
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = most === 0 ? 1 : Math.ceil(most * 1e6) / 1e6;
  return { codes: Uint8Array.from(weights, (weight) => compress(weight, scale)), scale };
}

function codeRows(columns: readonly Uint8Array[], idf: Float64Array, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const length = 1 + columns.length;
  for (let bucket = 0; bucket < idf.length; bucket += 1) {
    bytes[bucket * length] = Math.round((idf[bucket] ?? 0) * IDF_STEPS);
    for (const [column, codes] of columns.entries()) bytes[bucket * length + 1 + column] = codes[bucket] ?? 0;
  }
  return bytes;
}
