// SPDX-License-Identifier: Apache-2.0
/** The figures of one model that was trained without something, beside the plain classifier trained on the same rows. */
import type { TextModel } from '../../../decide/text/text-model.ts';
import type { Engine } from '../../../screen/load.ts';
import { type Answer, type Sample, scamAnswer } from '../../train/sample.ts';
import type { SplitSamples } from '../../train/split.ts';
import { type Baseline, trainBaseline } from '../baseline.ts';
import { type JudgedRow, createRowJudge } from '../judged-rows.ts';
import { type Interval, type Scored, areaInterval, logitOf, recallAt, wilson } from '../metrics.ts';
import { createProductJudge } from '../product-judge.ts';

/** Bad rows against ham, neither seen in training. */
export type LeftOutRanking = {
  readonly check: string;
  readonly group: string;
  readonly question: 'unwanted' | 'scam';
  readonly bad: number;
  readonly ham: number;
  readonly auc: Interval;
  readonly recall1: Interval;
  readonly plainAuc: Interval;
  readonly plainRecall1: Interval;
};

/** Shares of rows that were not seen in training. */
export type LeftOutShare = {
  readonly check: string;
  readonly group: string;
  readonly n: number;
  /** Score ≥ 0.5 at the model's own base rate, the text model alone. */
  readonly even: Interval;
  /** Flagged by `screen`, the text model alone, at shipped base rate, threshold and this model's own lines. */
  readonly model: Interval;
  /** Flagged by `screen`: this model, shipped rules and thresholds. */
  readonly screen: Interval;
  readonly plain: Interval;
  /** Question A at 0.5. */
  readonly unwanted: Interval;
  readonly plainUnwanted: Interval;
};

export type LeftOutModel = {
  readonly check: string;
  readonly model: TextModel;
  /** Holds the same model. */
  readonly engine: Engine;
  readonly parts: SplitSamples;
  readonly seed: number;
};

export type LeftOutMeter = {
  readonly share: (group: string, samples: readonly Sample[]) => LeftOutShare;
  /** `undefined` when a side is empty. */
  readonly rank: (
    question: LeftOutRanking['question'],
    group: string,
    bad: readonly Sample[],
    ham: readonly Sample[],
  ) => LeftOutRanking | undefined;
};

// A name that says nothing about the sender: the sets do not keep who sent a text.
const SENDER = 'INFO';
const MOST_CHARACTERS = 10_000;

export function createMeter({ check, model, engine, parts, seed }: LeftOutModel): LeftOutMeter {
  const judge = createRowJudge(model);
  const judgeWhole = createProductJudge(engine);
  const plain = {
    unwanted: lazyBaseline(parts.train, (sample) => sample.unwanted, seed),
    scam: lazyBaseline(parts.train, scamAnswer, seed),
  };
  const base = logitOf(model.header.baseRate);
  return {
    share: (group, samples) => {
      const rows = samples.map(judge);
      const share = (is: (row: JudgedRow) => boolean) => wilson(rows.filter(is).length, rows.length);
      return {
        check,
        group,
        n: rows.length,
        even: share((row) => row.evidence + base >= 0),
        model: share((row) => row.flagged),
        screen: share(({ sample: { text, id } }) =>
          judgeWhole({ kind: 'text', from: SENDER, body: text.slice(0, MOST_CHARACTERS) }, id),
        ),
        plain: share(({ sample }) => plain.scam(sample.text) >= 0),
        unwanted: share((row) => row.unwanted >= 0),
        plainUnwanted: share(({ sample }) => plain.unwanted(sample.text) >= 0),
      };
    },
    rank: (question, group, bad, ham) => {
      const scores = (score: (sample: Sample) => number): readonly Scored[] => [
        ...bad.map((sample) => ({ score: score(sample), label: 1 as const })),
        ...ham.map((sample) => ({ score: score(sample), label: 0 as const })),
      ];
      const own = scores((sample) => (question === 'scam' ? judge(sample).evidence : judge(sample).unwanted));
      const other = scores(({ text }) => plain[question](text));
      const auc = areaInterval(own);
      const recall1 = recallAt(own, 0.01);
      const plainAuc = areaInterval(other);
      const plainRecall1 = recallAt(other, 0.01);
      if (!auc || !recall1 || !plainAuc || !plainRecall1) return undefined;
      return { check, group, question, bad: bad.length, ham: ham.length, auc, recall1, plainAuc, plainRecall1 };
    },
  };
}

// Trained when it is first asked.
function lazyBaseline(train: readonly Sample[], answer: (sample: Sample) => Answer, seed: number): Baseline {
  let trained: Baseline | undefined;
  return (text) => {
    trained ??= trainBaseline(train, answer, seed);
    return trained(text);
  };
}
