// SPDX-License-Identifier: Apache-2.0
/**
 * Trains the network of the second opinion on the rows that the linear models learn from. What it must not do is learn texts by
 * heart, as own templates are few: features of tokens and whole filters are left out at random, whole words oftener
 * than their parts and concepts. One thread, a fixed order, one seed: the same rows give the same bits.
 */
import { portableExp } from '../../../base/portable-math.ts';
import type { FoldedInput } from '../../../decide/text/features.ts';
import {
  type Network,
  type NetworkShape,
  createActivations,
  filterCount,
  runNetwork,
} from '../../../decide/text/network/network.ts';
import { FEATURES_PER_TOKEN, type Tokens, createTokens, listTokens } from '../../../decide/text/network/tokens.ts';
import { type Draw, mulberry32, shuffle } from '../random.ts';
import { scamAnswer } from '../sample.ts';
import type { TrainingRow } from '../training-rows.ts';
import { adamOver, stepAdam } from './adam.ts';
import { type Learner, learnFromText, tokenSlopesFor } from './backward.ts';

export type NetworkRecipe = {
  readonly shape: NetworkShape;
  readonly seed: number;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly embeddingRate: number;
  readonly decay: number;
  /** Shares that are left out at random: filters, words, and other features of tokens. */
  readonly dropFilters: number;
  readonly dropWords: number;
  readonly dropFeatures: number;
  /** Share of public chat that takes part; it is plentiful and easy. */
  readonly chatShare: number;
  readonly ownCost: number;
  /** Tokens of a text that are learned from. */
  readonly mostTokens: number;
};

export const SHIPPED_NETWORK: NetworkRecipe = {
  shape: {
    bucketBits: 14,
    width: 32,
    filters: [
      { span: 1, count: 48 },
      { span: 3, count: 48 },
      { span: 5, count: 32 },
    ],
  },
  seed: 1,
  epochs: 2,
  batch: 16,
  rate: 0.002,
  embeddingRate: 0.03,
  decay: 0.01,
  dropFilters: 0.4,
  dropWords: 0.6,
  dropFeatures: 0.3,
  chatShare: 0.2,
  ownCost: 3,
  mostTokens: 160,
};

// Slopes seen before the first, so that the first step is no leap.
const FIRST_SQUARES = 0.01;

type Lesson = {
  readonly features: Int32Array;
  readonly sizes: Uint8Array;
  readonly label: 0 | 1;
  readonly cost: number;
};

export function trainNetwork(
  rows: readonly TrainingRow[],
  recipe: NetworkRecipe,
  fold: (text: string) => FoldedInput,
): Network {
  const draw = mulberry32(recipe.seed);
  const lessons = lessonsOf(rows, recipe, fold, draw);
  const learner = startLearner(recipe, draw);
  const order = Int32Array.from(lessons, (_lesson, index) => index);
  const steps = Math.ceil((recipe.epochs * lessons.length) / recipe.batch);
  let step = 0;
  let inBatch = 0;
  const tokens = createTokens();
  const seen = createActivations(recipe.shape);
  const kept = new Float64Array(filterCount(recipe.shape));
  for (let epoch = 0; epoch < recipe.epochs; epoch += 1) {
    shuffle(order, draw);
    for (const index of order) {
      const lesson = lessons[index];
      if (lesson === undefined) continue;
      const left = 1 - step / (steps + 1);
      showLesson(lesson, recipe, draw, tokens);
      const logit = answerWithout(networkOf(learner), recipe, tokens, seen, kept, draw);
      const slope = lesson.cost * (1 / (1 + portableExp(-logit)) - lesson.label);
      learnFromText(learner, tokens, seen, kept, slope, recipe.embeddingRate * Math.sqrt(left));
      inBatch += 1;
      if (inBatch < recipe.batch) continue;
      inBatch = 0;
      step += 1;
      for (const part of partsOf(learner)) stepAdam(part, recipe.rate * left, step);
    }
  }
  return networkOf(learner);
}

function lessonsOf(
  rows: readonly TrainingRow[],
  recipe: NetworkRecipe,
  fold: (text: string) => FoldedInput,
  draw: Draw,
): readonly Lesson[] {
  const tokens = createTokens();
  const lessons: Lesson[] = [];
  for (const row of rows) {
    const label = scamAnswer(row.sample);
    const isPublicChat = row.sample.kind === 'chat' && !row.sample.own;
    if (label === undefined || (isPublicChat && draw() >= recipe.chatShare)) continue;
    listTokens(fold(row.text).text, 2 ** recipe.shape.bucketBits - 1, tokens);
    const count = Math.min(tokens.count, recipe.mostTokens);
    if (count === 0) continue;
    lessons.push({
      features: tokens.features.slice(0, count * FEATURES_PER_TOKEN),
      sizes: tokens.sizes.slice(0, count),
      label,
      cost: row.sample.own ? recipe.ownCost : row.fraudCost,
    });
  }
  return lessons;
}

function startLearner({ shape, decay }: NetworkRecipe, draw: Draw): Learner {
  const buckets = 2 ** shape.bucketBits;
  const spread = (count: number, size: number) => Float64Array.from({ length: count }, () => size * bell(draw));
  return {
    shape,
    embedding: spread(buckets * shape.width, 0.3),
    embeddingSquares: new Float64Array(buckets).fill(FIRST_SQUARES),
    weights: shape.filters.map(({ span, count }) => {
      const inputs = span * shape.width;
      return adamOver(spread(count * inputs, Math.sqrt(2 / inputs)), decay);
    }),
    biases: shape.filters.map(({ count }) => adamOver(new Float64Array(count), 0)),
    answer: adamOver(spread(filterCount(shape), 0.05), decay),
    answerBias: adamOver(new Float64Array(1), 0),
    tokenSlopes: tokenSlopesFor(shape),
  };
}

// Nearly normal with variance 1: six uniform draws, centred.
function bell(draw: Draw): number {
  let sum = -3;
  for (let count = 0; count < 6; count += 1) sum += draw();
  return Math.SQRT2 * sum;
}

function partsOf({ weights, biases, answer, answerBias }: Learner) {
  return [...weights, ...biases, answer, answerBias];
}

function networkOf(learner: Learner): Network {
  return {
    shape: learner.shape,
    embedding: learner.embedding,
    embeddingScale: 1,
    weights: learner.weights.map(({ values }) => values),
    biases: learner.biases.map(({ values }) => values),
    answer: learner.answer.values,
    answerBias: learner.answerBias.values[0] ?? 0,
  };
}

function showLesson(lesson: Lesson, recipe: NetworkRecipe, draw: Draw, tokens: Tokens): void {
  tokens.count = lesson.sizes.length;
  for (let token = 0; token < lesson.sizes.length; token += 1) {
    const size = lesson.sizes[token] ?? 0;
    const first = token * FEATURES_PER_TOKEN;
    let shown = 0;
    for (let feature = 0; feature < size; feature += 1) {
      const isLast = feature === size - 1 && shown === 0;
      // The first feature of a token is the whole word.
      if (draw() < (feature === 0 ? recipe.dropWords : recipe.dropFeatures) && !isLast) continue;
      tokens.features[first + shown] = lesson.features[first + feature] ?? 0;
      shown += 1;
    }
    tokens.sizes[token] = shown;
  }
}

// The answer with some filters left out and the others made up for them; fills `kept`.
function answerWithout(
  network: Network,
  recipe: NetworkRecipe,
  tokens: Tokens,
  seen: ReturnType<typeof createActivations>,
  kept: Float64Array,
  draw: Draw,
): number {
  runNetwork(network, tokens, seen);
  let sum = network.answerBias;
  for (let filter = 0; filter < kept.length; filter += 1) {
    const keep = draw() < recipe.dropFilters ? 0 : 1 / (1 - recipe.dropFilters);
    kept[filter] = keep;
    sum += keep * (network.answer[filter] ?? 0) * (seen.highest[filter] ?? 0);
  }
  return sum;
}
