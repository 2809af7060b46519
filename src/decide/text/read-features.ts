// SPDX-License-Identifier: Apache-2.0
/**
 * One pass over a text's features, the only one that goes to the model's table, where every look-up may miss the cache: margins
 * of both models, the text's length in feature space, and the votes for its language.
 *
 * Each bucket names the language its features speak for and how strongly; the sum over a text decides. A text that reaches
 * less than what almost every text of that language reaches is in another language, or in none.
 */
import type { FeatureList } from './feature-list.ts';
import { MOST_LANGUAGES, type TextModel } from './text-model.ts';

export type Reading = {
  /** Sums of weight × idf, not yet divided by the length. */
  readonly sumA: number;
  readonly sumB: number;
  /** 1 / length. */
  readonly scale: number;
  /** Index of the language that most speaks for, also when the text is not familiar. */
  readonly language: number;
  /** Mean strength per feature for that language. */
  readonly strength: number;
};

const votes = new Float64Array(MOST_LANGUAGES);

/** The table's words of the last list read, in its order. */
export const words = { of: new Int32Array(4096) };

export function readFeatures(model: TextModel, list: FeatureList): Reading {
  const { table, unwanted, fraud, squares } = model;
  const { buckets, count } = list;
  if (words.of.length < count) words.of = new Int32Array(2 * count);
  const read = words.of;
  let sumA = 0;
  let sumB = 0;
  let square = model.header.smoothing;
  votes.fill(0);
  for (let index = 0; index < count; index += 1) {
    const word = table[buckets[index] ?? 0] ?? 0;
    read[index] = word;
    sumA += unwanted[word & 255] ?? 0;
    sumB += fraud[(word >>> 8) & 255] ?? 0;
    square += squares[(word >>> 16) & 255] ?? 0;
    votes[(word >>> 24) & 15] = (votes[(word >>> 24) & 15] ?? 0) + (word >>> 28);
  }
  let best = 0;
  for (let index = 1; index < model.header.languages.length; index += 1) {
    if ((votes[index] ?? 0) > (votes[best] ?? 0)) best = index;
  }
  return {
    sumA,
    sumB,
    scale: square > 0 ? 1 / Math.sqrt(square) : 0,
    language: best,
    strength: count === 0 ? 0 : (votes[best] ?? 0) / count,
  };
}
