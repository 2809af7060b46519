// SPDX-License-Identifier: Apache-2.0
/** Margins → calibrated evidence, and what each feature adds to it. */
import { logit } from '../log-odds.ts';
import { productLogit, shareProduct } from './product-logit.ts';
import type { Reading } from './read-features.ts';
import type { LanguageCalibration, ModelHeader, TextModel } from './text-model.ts';

/** Evidence over the model's base rate: start + factorA·sumA + factorB·sumB = total. */
export type WeighedReading = {
  readonly start: number;
  readonly factorA: number;
  readonly factorB: number;
  readonly total: number;
  /** Calibrated log-odds of question A, unwanted bulk. */
  readonly unwanted: number;
};

/** What is the same for all texts of a language. */
type Origin = { readonly a0: number; readonly b0: number; readonly start: number; readonly base: number };

// Six exponentials and three logarithms a text less.
const origins = new WeakMap<ModelHeader, Map<LanguageCalibration, Origin>>();

function originOf({ header }: TextModel, language: LanguageCalibration): Origin {
  let known = origins.get(header);
  if (!known) {
    known = new Map();
    origins.set(header, known);
  }
  let origin = known.get(language);
  if (!origin) {
    const { bias, baseRate } = header;
    const a0 = language.unwanted.slope * bias.unwanted + language.unwanted.offset;
    const b0 = language.fraud.slope * bias.fraud + language.fraud.offset;
    origin = { a0, b0, start: productLogit(a0, b0), base: logit(baseRate) };
    known.set(language, origin);
  }
  return origin;
}

export function weighReading(model: TextModel, reading: Reading, language: LanguageCalibration): WeighedReading {
  const origin = originOf(model, language);
  const { a0, b0 } = origin;
  const slopeA = language.unwanted.slope * reading.scale;
  const slopeB = language.fraud.slope * reading.scale;
  const a = a0 + slopeA * reading.sumA;
  const b = b0 + slopeB * reading.sumB;
  const shares = shareProduct(a, b, a0, b0, origin.start);
  const { slope, offset } = language.product;
  const start = slope * shares.start + offset - origin.base;
  const factorA = slope * shares.slopeA * slopeA;
  const factorB = slope * shares.slopeB * slopeB;
  return { start, factorA, factorB, total: start + factorA * reading.sumA + factorB * reading.sumB, unwanted: a };
}
