// SPDX-License-Identifier: Apache-2.0
/** The strength of language that all but a few texts of a language reach: under it a text is taken for another language. */
import type { Sample } from './sample.ts';
import type { TrainingRow } from './training-rows.ts';
import type { Rows } from './vectorise.ts';

type Task = {
  readonly rows: Rows;
  readonly votes: Uint8Array;
  readonly codes: readonly string[];
  /** `samples[i]` is row `from + i`. */
  readonly from: number;
  readonly samples: readonly Sample[];
  readonly train: readonly TrainingRow[];
};

// Short texts vary too much to set a line by.
const FEWEST_FEATURES = 60;
const SHARE_BELOW = 0.02;
const FEWEST_ROWS = 30;

/** One line a language, from held-out texts; where they are few, from half the median of the training texts. */
export function familiarLines(task: Task): readonly number[] {
  return task.codes.map((code, language) => {
    const held = task.samples.flatMap((sample, index) =>
      sample.lang === code ? strengthOf(task, task.from + index, language) : [],
    );
    const sorted = held.toSorted((a, b) => a - b);
    if (sorted.length >= FEWEST_ROWS) return round(sorted[Math.floor(SHARE_BELOW * sorted.length)] ?? 0);
    const trained = task.train.flatMap((row, index) =>
      row.sample.lang === code && !row.made ? strengthOf(task, index, language) : [],
    );
    return round(0.5 * (trained.toSorted((a, b) => a - b)[Math.floor(trained.length / 2)] ?? 0));
  });
}

function strengthOf(task: Task, row: number, language: number): readonly number[] {
  const start = task.rows.offsets[row] ?? 0;
  const end = task.rows.offsets[row + 1] ?? 0;
  if (end - start < FEWEST_FEATURES) return [];
  let sum = 0;
  for (let at = start; at < end; at += 1) {
    const vote = task.votes[task.rows.buckets[at] ?? 0] ?? 0;
    if ((vote & 15) === language) sum += vote >> 4;
  }
  return [sum / (end - start)];
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
