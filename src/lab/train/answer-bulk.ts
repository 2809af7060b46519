// SPDX-License-Identifier: Apache-2.0
/**
 * Bulk whose source does not separate fraud gets the answer of a first model of question B where that model is sure. Such rows teach
 * B the wording of sources that it would otherwise never see; they count half, and never in a held-out part.
 */
import { fitPlatt } from './platt.ts';
import { type LinearModel, dot } from './svm.ts';
import type { TrainingRow } from './training-rows.ts';
import type { Matrix } from './vectorise.ts';

// Log-odds on either side of even from which the first model is taken at its word.
const SURE = 0.5;
const COST = 0.5;

export function answerBulk(matrix: Matrix, rows: readonly TrainingRow[], first: LinearModel): readonly TrainingRow[] {
  const margins = rows.map((_row, index) => dot(matrix, index, first.weights) + first.bias);
  const { slope, offset } = fitPlatt(
    rows.flatMap(({ sample }, index) =>
      sample.fraud === undefined ? [] : [{ margin: margins[index] ?? 0, label: sample.fraud, weight: 1 }],
    ),
  );
  return rows.map((row, index) => {
    const { sample } = row;
    if (sample.fraud !== undefined || sample.kind !== 'bulk') return row;
    const logit = slope * (margins[index] ?? 0) + offset;
    if (Math.abs(logit) < SURE) return row;
    return { ...row, sample: { ...sample, fraud: logit > 0 ? 1 : 0 }, fraudCost: COST };
  });
}
