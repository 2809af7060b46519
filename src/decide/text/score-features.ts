// SPDX-License-Identifier: Apache-2.0
/** The two linear models over a list of features: margins, and what each feature adds to the calibrated evidence. */
import { portableLog } from '../../base/portable-math.ts';
import type { FeatureList } from './feature-list.ts';
import { shareProduct } from './product-logit.ts';
import { BYTES_PER_BUCKET, type LanguageCalibration, type TextModel } from './text-model.ts';

export type Margins = { readonly unwanted: number; readonly fraud: number; readonly scale: number };

/** Margins without bias, divided by the text's length in feature space. `scale` is what each weight was multiplied by. */
export function sumMargins(model: TextModel, list: FeatureList): Margins {
  const { table, unwanted, fraud, squares } = model;
  let sumA = 0;
  let sumB = 0;
  let square = model.header.smoothing;
  for (let index = 0; index < list.count; index += 1) {
    const at = (list.buckets[index] ?? 0) * BYTES_PER_BUCKET;
    sumA += unwanted[table[at] ?? 0] ?? 0;
    sumB += fraud[table[at + 1] ?? 0] ?? 0;
    square += squares[table[at + 2] ?? 0] ?? 0;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return { unwanted: sumA * scale, fraud: sumB * scale, scale };
}

/** How margins become evidence: `start`, and a factor for each model's weights. */
export type Evidence = {
  readonly start: number;
  readonly factorA: number;
  readonly factorB: number;
  readonly total: number;
};

/** Evidence over the model's base rate: start + factorA·ΣA + factorB·ΣB = total. */
export function weighMargins(model: TextModel, margins: Margins, language: LanguageCalibration): Evidence {
  const { bias, baseRate } = model.header;
  const a0 = language.unwanted.slope * bias.unwanted + language.unwanted.offset;
  const b0 = language.fraud.slope * bias.fraud + language.fraud.offset;
  const a = a0 + language.unwanted.slope * margins.unwanted;
  const b = b0 + language.fraud.slope * margins.fraud;
  const shares = shareProduct(a, b, a0, b0);
  const { slope, offset } = language.product;
  const start = slope * shares.start + offset - portableLog(baseRate / (1 - baseRate));
  const riseA = slope * shares.slopeA * (a - a0);
  const riseB = slope * shares.slopeB * (b - b0);
  return {
    start,
    factorA: slope * shares.slopeA * language.unwanted.slope * margins.scale,
    factorB: slope * shares.slopeB * language.fraud.slope * margins.scale,
    total: start + riseA + riseB,
  };
}
