// SPDX-License-Identifier: Apache-2.0
/**
 * Training from split samples to the bytes of a model. Own templates calibrate out of fold: there are too few to hold enough
 * of them out for the lines, and they are what the lines are about.
 */
import type { FoldedInput } from '../../decide/text/features.ts';
import { networkModel } from '../../decide/text/network/network-model.ts';
import { networkLogit } from '../../decide/text/network/second-opinion.ts';
import { MODEL_FORMAT, checksumOf } from '../../decide/text/text-model.ts';
import { answerBulk } from './answer-bulk.ts';
import {
  type CalibrationRecipe,
  type MarginRow,
  SHIPPED_CALIBRATION,
  calibrate,
  evidenceOf,
  mixtureWeights,
} from './calibrate.ts';
import { type PlacedNetwork, codeTable, encodeModel } from './encode-model.ts';
import { familiarLines } from './familiar-lines.ts';
import { languageVotes } from './language-votes.ts';
import { type OpinionRecipe, SHIPPED_OPINION, calibrateOpinion } from './network/calibrate-opinion.ts';
import { codeNetwork } from './network/encode-network.ts';
import { type NetworkRecipe, SHIPPED_NETWORK, trainNetwork } from './network/train-network.ts';
import type { Template } from './own-templates.ts';
import { fnv1a } from './random.ts';
import type { Sample } from './sample.ts';
import type { SplitSamples } from './split.ts';
import { type LinearModel, dot, trainSvm } from './svm.ts';
import { type RowRecipe, SHIPPED_ROWS, type TrainingRow, trainingRows } from './training-rows.ts';
import { type IntentRecipe, SHIPPED_INTENTS, trainIntents } from './train-intents.ts';
import { type Matrix, idfOf, listRows, scaleRows } from './vectorise.ts';

export type TrainRecipe = {
  readonly bucketBits: number;
  readonly epochs: number;
  /** The cost C of a row; each row's own multiplies it. */
  readonly cost: number;
  readonly smoothing: number;
  readonly folds: number;
  readonly rows: RowRecipe;
  readonly calibration: CalibrationRecipe;
  /** How much evidence counts in a text of no trained language. */
  readonly trustOther: number;
  readonly intents: IntentRecipe;
  readonly network: NetworkRecipe;
  readonly opinion: OpinionRecipe;
};

export const SHIPPED_RECIPE: TrainRecipe = {
  bucketBits: 18,
  epochs: 12,
  cost: 0.5,
  smoothing: 300,
  folds: 4,
  rows: SHIPPED_ROWS,
  calibration: SHIPPED_CALIBRATION,
  trustOther: 0.3,
  intents: SHIPPED_INTENTS,
  network: SHIPPED_NETWORK,
  opinion: SHIPPED_OPINION,
};

/** The shipped recipe with another seed. */
export function shippedRecipe(seed: number): TrainRecipe {
  return {
    ...SHIPPED_RECIPE,
    rows: { ...SHIPPED_RECIPE.rows, seed },
    intents: { ...SHIPPED_RECIPE.intents, seed },
    network: { ...SHIPPED_RECIPE.network, seed },
  };
}

export type TrainedModel = {
  readonly bytes: Uint8Array;
  readonly languages: readonly string[];
  readonly trainingRows: number;
  readonly calibrationRows: number;
};

export type Say = (message: string) => void;

export type TrainInput = {
  readonly parts: SplitSamples;
  readonly templates: ReadonlyMap<string, Template>;
  readonly recipe: TrainRecipe;
  readonly fold: (text: string) => FoldedInput;
  readonly say: Say;
};

type Pair = { readonly unwanted: LinearModel; readonly fraud: LinearModel };

export function trainTextModel(input: TrainInput): TrainedModel {
  const { recipe, say } = input;
  const drawn = trainingRows(input.parts.train, input.templates, recipe.rows);
  const held = input.parts.calibrate;
  say(`${drawn.length} training rows, ${held.length} calibration rows`);
  const codes = trainedLanguages(input.parts.train);
  const listed = listRows(texts(drawn, held, input.fold), drawn.length + held.length, recipe.bucketBits);
  const idf = idfOf(listed, (row) => !(drawn[row]?.made ?? true));
  const matrix = scaleRows(listed, idf, recipe.smoothing);
  say(`${listed.buckets.length} features`);
  const rows = answerBulk(
    matrix,
    drawn,
    trainOn(matrix, drawn, () => true, recipe, 'fraud'),
  );
  say('bulk answered');
  const votes = languageVotes(listed, codes.length, (row) =>
    rows[row] === undefined || rows[row]?.made ? -1 : codes.indexOf(rows[row]?.sample.lang ?? ''),
  );
  const whole = trainPair(matrix, rows, () => true, recipe);
  say('trained');
  const margins = held.map((sample, index) => marginRow(matrix, rows.length + index, sample, whole));
  margins.push(...outOfFold(matrix, rows, recipe, say));
  const calibration = calibrate(margins, codes, recipe.calibration);
  const familiar = familiarLines({ rows: listed, votes, codes, from: rows.length, samples: held, train: rows });
  const raw = { unwanted: timesIdf(whole.unwanted, idf), fraud: timesIdf(whole.fraud, idf), idf, votes };
  const { table, scale } = codeTable(raw);
  const header = {
    format: MODEL_FORMAT,
    bucketBits: recipe.bucketBits,
    scale,
    bias: { unwanted: whole.unwanted.bias, fraud: whole.fraud.bias },
    smoothing: recipe.smoothing,
    baseRate: recipe.calibration.baseRate,
    languages: calibration.languages.map((language, index) => ({ ...language, familiar: familiar[index] ?? 0 })),
    other: { trust: recipe.trustOther, warn: calibration.common.warn, hold: calibration.common.hold },
  } as const;
  const intents = trainIntents(drawn, recipe.intents, input.fold);
  say('asks and schemes');
  const network = placeNetwork(
    rows,
    input,
    margins.slice(0, held.length).map((row) => ({
      row,
      linear: evidenceOf(
        row,
        calibration.languages.find(({ code }) => code === row.sample.lang) ?? calibration.common,
        recipe.calibration.baseRate,
      ),
    })),
  );
  say('second opinion');
  return {
    bytes: encodeModel(header, table, intents, network),
    languages: codes,
    trainingRows: rows.length,
    calibrationRows: margins.length,
  };
}

type HeldRow = { readonly row: MarginRow; readonly linear: number };

function placeNetwork(rows: readonly TrainingRow[], input: TrainInput, held: readonly HeldRow[]): PlacedNetwork {
  const { recipe, fold } = input;
  const { bytes, scale } = codeNetwork(trainNetwork(rows, recipe.network, fold));
  const checksum = checksumOf(new Int32Array(bytes.buffer));
  const bare = { ...recipe.network.shape, checksum, scale };
  const unfitted = { ...bare, ...recipe.opinion, slope: 1, offset: 0 };
  const model = networkModel(unfitted, bytes);
  const weights = mixtureWeights(
    held.map(({ row }) => row),
    recipe.calibration,
  );
  const judged = held.map(({ row, linear }, index) => ({
    sample: row.sample,
    linear,
    network: networkLogit(model, fold(row.sample.text)),
    weight: weights[index] ?? 0,
  }));
  return { header: { ...bare, ...calibrateOpinion(judged, recipe.opinion, recipe.calibration.baseRate) }, bytes };
}

function* texts(rows: readonly TrainingRow[], held: readonly Sample[], fold: (text: string) => FoldedInput) {
  for (const row of rows) yield fold(row.text);
  for (const sample of held) yield fold(sample.text);
}

/** Languages with scams and innocent messages among the training rows, by code. */
export function trainedLanguages(train: readonly Sample[]): readonly string[] {
  const codes = [...new Set(train.map((sample) => sample.lang))].toSorted();
  return codes.filter((code) => {
    const rows = train.filter((sample) => sample.lang === code);
    return rows.some((row) => row.unwanted === 1) && rows.some((row) => row.unwanted === 0);
  });
}

function trainPair(
  matrix: Matrix,
  rows: readonly TrainingRow[],
  use: (row: TrainingRow) => boolean,
  recipe: TrainRecipe,
): Pair {
  return {
    unwanted: trainOn(matrix, rows, use, recipe, 'unwanted'),
    fraud: trainOn(matrix, rows, use, recipe, 'fraud'),
  };
}

function trainOn(
  matrix: Matrix,
  rows: readonly TrainingRow[],
  use: (row: TrainingRow) => boolean,
  recipe: TrainRecipe,
  question: 'unwanted' | 'fraud',
): LinearModel {
  const chosen: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (use(row) && row.sample[question] !== undefined) chosen.push(index);
  }
  return trainSvm({
    matrix,
    rows: Int32Array.from(chosen),
    signs: Int8Array.from(chosen, (index) => (rows[index]?.sample[question] === 1 ? 1 : -1)),
    costs: Float64Array.from(chosen, (index) => recipe.cost * costOf(rows[index], question)),
    epochs: recipe.epochs,
    seed: recipe.rows.seed,
  });
}

function costOf(row: TrainingRow | undefined, question: 'unwanted' | 'fraud'): number {
  if (row === undefined) return 1;
  return question === 'fraud' ? row.cost * row.fraudCost : row.cost;
}

function marginRow(matrix: Matrix, row: number, sample: Sample, pair: Pair): MarginRow {
  return {
    sample,
    unwanted: dot(matrix, row, pair.unwanted.weights) + pair.unwanted.bias,
    fraud: dot(matrix, row, pair.fraud.weights) + pair.fraud.bias,
  };
}

// Each own template's first filling, judged by models that saw no filling of it.
function outOfFold(matrix: Matrix, rows: readonly TrainingRow[], recipe: TrainRecipe, say: Say): readonly MarginRow[] {
  const margins: MarginRow[] = [];
  const foldOf = (row: TrainingRow) => (row.sample.own ? (fnv1a(`fold:${row.sample.group}`) >>> 8) % recipe.folds : -1);
  for (let fold = 0; fold < recipe.folds; fold += 1) {
    const pair = trainPair(matrix, rows, (row) => foldOf(row) !== fold, recipe);
    for (const [index, row] of rows.entries()) {
      if (!row.made && foldOf(row) === fold) margins.push(marginRow(matrix, index, row.sample, pair));
    }
    say(`fold ${fold + 1} of ${recipe.folds}`);
  }
  return margins;
}

function timesIdf(model: LinearModel, idf: Float64Array): Float64Array {
  return model.weights.map((weight, bucket) => weight * (idf[bucket] ?? 0));
}
