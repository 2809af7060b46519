// SPDX-License-Identifier: Apache-2.0
/**
 * Which trained language a text is in, or none of them. Each bucket names the language its features speak for and how
 * strongly; the sum over a text decides. A text that reaches less than what almost every text of that language reaches is
 * in another language, or in none.
 */
import type { FeatureList } from './feature-list.ts';
import { BYTES_PER_BUCKET, MOST_LANGUAGES, type TextModel } from './text-model.ts';

export type LanguageGuess = {
  /** Index into the model's languages: the best one, also when the text is not familiar. */
  readonly index: number;
  /** Mean strength per feature for that language. */
  readonly strength: number;
};

const votes = new Float64Array(MOST_LANGUAGES);

export function guessLanguage(model: TextModel, list: FeatureList): LanguageGuess {
  const { table } = model;
  votes.fill(0);
  for (let index = 0; index < list.count; index += 1) {
    const byte = table[(list.buckets[index] ?? 0) * BYTES_PER_BUCKET + 3] ?? 0;
    votes[byte & 15] = (votes[byte & 15] ?? 0) + (byte >> 4);
  }
  let best = 0;
  for (let index = 1; index < model.header.languages.length; index += 1) {
    if ((votes[index] ?? 0) > (votes[best] ?? 0)) best = index;
  }
  return { index: best, strength: list.count === 0 ? 0 : (votes[best] ?? 0) / list.count };
}
