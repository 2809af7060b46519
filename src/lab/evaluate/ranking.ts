// SPDX-License-Identifier: Apache-2.0
/** How well each group's bad rows are told from its innocent ones, beside the plain classifier on the same rows. */
import { type Answer, type Sample, scamAnswer } from '../train/sample.ts';
import type { Group } from './groups.ts';
import { type Measured, type MeasuredRow, isFlagged } from './measured-rows.ts';
import {
  type Interval,
  type Scored,
  areaInterval,
  brierScore,
  calibrationError,
  logistic,
  logitOf,
  recallAt,
  wilson,
} from './metrics.ts';

/** `unwanted`: question A. `scam`: the score that ships. */
export type Question = 'unwanted' | 'scam';

export type Ranked = {
  readonly auc: Interval;
  /** At the line that 1 % and 0.1 % of the group's innocent rows exceed. */
  readonly recall1: Interval;
  readonly recall01: Interval;
  /** Of probabilities: the model's at the group's own base rate, the plain classifier's as trained. */
  readonly ece: number;
  readonly brier: number;
};

/** Share flagged at shipped thresholds, of bad rows and of innocent ones. */
export type Flagged = { readonly bad: Interval; readonly innocent: Interval };

export type GroupFigures = {
  readonly question: Question;
  readonly by: Group['by'];
  readonly group: string;
  readonly n: number;
  readonly bad: number;
  /** Absent where either kind has too few rows for a figure worth reading. */
  readonly ranked?: Ranked;
  readonly plainRanked?: Ranked;
  /** By the whole product at `screen`, and by the plain classifier at the same share of scams. */
  readonly flagged: Flagged;
  readonly plainFlagged: Flagged;
};

const FEWEST = 5;

export function answerTo(question: Question): (sample: Sample) => Answer {
  return question === 'scam' ? scamAnswer : (sample) => sample.unwanted;
}

/** `undefined` where a group has no row that answers the question. */
export function rankGroup(
  question: Question,
  group: Group,
  { plainFlags, screenRate }: Measured,
): GroupFigures | undefined {
  const answer = answerTo(question);
  const rows = group.rows.filter(({ sample }) => answer(sample) !== undefined);
  if (rows.length === 0) return undefined;
  const bad = rows.filter(({ sample }) => answer(sample) === 1).length;
  const enough = bad >= FEWEST && rows.length - bad >= FEWEST;
  const shift = question === 'scam' ? logitOf(bad / rows.length) : 0;
  const score = (row: MeasuredRow) => (question === 'scam' ? row.evidence : row.unwanted);
  const ranked = enough ? rankRows(scored(rows, answer, score), shift) : undefined;
  const plain = enough
    ? rankRows(
        scored(rows, answer, (row) => row.plain[question]),
        0,
      )
    : undefined;
  return {
    question,
    by: group.by,
    group: group.name,
    n: rows.length,
    bad,
    ...(ranked === undefined ? {} : { ranked }),
    ...(plain === undefined ? {} : { plainRanked: plain }),
    flagged: flaggedOf(rows, answer, (row) => isFlagged(row)),
    plainFlagged: flaggedOf(rows, answer, (row) => plainFlags(row, screenRate)),
  };
}

/** Rows with their answers; those without one are left out. */
export function scored(
  rows: readonly MeasuredRow[],
  answer: (sample: Sample) => Answer,
  score: (row: MeasuredRow) => number,
): readonly Scored[] {
  return rows.flatMap((row) => {
    const label = answer(row.sample);
    return label === undefined ? [] : [{ score: score(row), label }];
  });
}

function rankRows(rows: readonly Scored[], shift: number): Ranked | undefined {
  const auc = areaInterval(rows);
  const recall1 = recallAt(rows, 0.01);
  const recall01 = recallAt(rows, 0.001);
  if (!auc || !recall1 || !recall01) return undefined;
  const probabilities = rows.map(({ score, label }) => ({ score: logistic(score + shift), label }));
  return { auc, recall1, recall01, ece: calibrationError(probabilities), brier: brierScore(probabilities) };
}

function flaggedOf(
  rows: readonly MeasuredRow[],
  answer: (sample: Sample) => Answer,
  is: (row: MeasuredRow) => boolean,
): Flagged {
  const share = (label: Answer) => {
    const of = rows.filter(({ sample }) => answer(sample) === label);
    return wilson(of.filter(is).length, of.length);
  };
  return { bad: share(1), innocent: share(0) };
}
