// SPDX-License-Identifier: Apache-2.0
/** Margins → calibrated evidence, and what each feature adds to it. */
import { logit } from '../log-odds.ts';
import { shareProduct } from './product-logit.ts';
import type { Reading } from './read-features.ts';
import type { LanguageCalibration, TextModel } from './text-model.ts';

/** Evidence over the model's base rate: start + factorA·sumA + factorB·sumB = total. */
export type WeighedReading = {
  readonly start: number;
  readonly factorA: number;
  readonly factorB: number;
  readonly total: number;
  /** Calibrated log-odds of question A, unwanted bulk. */
  readonly unwanted: number;
};

export function weighReading(model: TextModel, reading: Reading, language: LanguageCalibration): WeighedReading {
  const { bias, baseRate } = model.header;
  const slopeA = language.unwanted.slope * reading.scale;
  const slopeB = language.fraud.slope * reading.scale;
  const a0 = language.unwanted.slope * bias.unwanted + language.unwanted.offset;
  const b0 = language.fraud.slope * bias.fraud + language.fraud.offset;
  const a = a0 + slopeA * reading.sumA;
  const b = b0 + slopeB * reading.sumB;
  const shares = shareProduct(a, b, a0, b0);
  const { slope, offset } = language.product;
  const start = slope * shares.start + offset - logit(baseRate);
  const factorA = slope * shares.slopeA * slopeA;
  const factorB = slope * shares.slopeB * slopeB;
  return { start, factorA, factorB, total: start + factorA * reading.sumA + factorB * reading.sumB, unwanted: a };
}
