// SPDX-License-Identifier: Apache-2.0
/**
 * The rows that every figure is made of, each judged once: by the text model alone, by the whole product at each door, and by the
 * plain classifiers that are trained in the same run.
 */
import type { Door } from '../../decide/facts.ts';
import { parseTextModel } from '../../decide/text/text-model.ts';
import type { Engine } from '../../screen/load.ts';
import { type Answer, type Sample, scamAnswer } from '../train/sample.ts';
import type { SplitSamples } from '../train/split.ts';
import { type Baseline, trainBaseline } from './baseline.ts';
import type { HeldOutMessage } from './held-out.ts';
import { INNOCENT_TEXTS } from './innocent-texts.ts';
import { type JudgedRow, createRowJudge } from './judged-rows.ts';
import { logistic, logitOf } from './metrics.ts';
import { type Ruled, UNKNOWN_SENDER, createProductRuler, textEvent } from './product-judge.ts';

/** `report`: split off public sets and own templates. `held-out` and `innocent`: own messages that no training ever sees. */
export type Population = 'report' | 'held-out' | 'innocent';

export type Subject = { readonly sample: Sample; readonly population: Population; readonly from: string };

export type MeasuredRow = JudgedRow & {
  readonly population: Population;
  readonly from: string;
  /** By the whole product. */
  readonly ruled: Readonly<Record<Door, Ruled>>;
  /** Log-odds of the plain classifiers at the share of positives that they were trained on. */
  readonly plain: { readonly unwanted: number; readonly scam: number };
};

export type Meter = {
  readonly measure: (subject: Subject) => MeasuredRow;
  /** Would the plain classifier warn where scams have this share? */
  readonly plainFlags: (row: MeasuredRow, rate: number) => boolean;
};

export type Measured = Meter & {
  readonly engine: Engine;
  readonly report: readonly MeasuredRow[];
  readonly heldOut: readonly MeasuredRow[];
  readonly innocent: readonly MeasuredRow[];
  /** Languages that training rows show. */
  readonly trained: ReadonlySet<string>;
  readonly seed: number;
  /** Share of scams that the policy states for `screen`. */
  readonly screenRate: number;
};

/** Does the whole product say another thing than `allow`? */
export function isFlagged({ ruled }: MeasuredRow, door: Door = 'screen'): boolean {
  return ruled[door].verdict !== 'allow';
}

export function measureRows(
  engine: Engine,
  parts: SplitSamples,
  heldOut: readonly HeldOutMessage[],
  seed: number,
): Measured {
  const meter = createMeter(engine, parts.train, seed);
  const { measure } = meter;
  return {
    ...meter,
    engine,
    report: parts.report.map((sample) => measure(subjectOf(sample))),
    heldOut: heldOut.map(({ sample, from }) => measure({ sample, population: 'held-out', from })),
    innocent: INNOCENT_TEXTS.map(({ lang, text }) =>
      measure({ sample: innocentSample(lang, text), population: 'innocent', from: UNKNOWN_SENDER }),
    ),
    trained: new Set(parts.train.map(({ lang }) => lang)),
    seed,
    screenRate: logistic(engine.policy.priors.screen),
  };
}

function subjectOf(sample: Sample): Subject {
  return { sample, population: 'report', from: UNKNOWN_SENDER };
}

function createMeter(engine: Engine, train: readonly Sample[], seed: number): Meter {
  const judge = createRowJudge(parseTextModel(engine.textModelBytes));
  const rule = createProductRuler(engine);
  const unwanted = trainBaseline(train, (sample) => sample.unwanted, seed);
  const scam = trainBaseline(train, scamAnswer, seed);
  const trainedAt = logitOf(shareOf(train, scamAnswer));
  return {
    measure: ({ sample, population, from }) => {
      const event = textEvent(sample.text, from);
      const ruled = (door: Door) => rule(event, sample.id, door);
      return {
        ...judge(sample),
        population,
        from,
        ruled: { person: ruled('person'), screen: ruled('screen'), point: ruled('point') },
        plain: plainOf(sample.text, unwanted, scam),
      };
    },
    plainFlags: ({ plain }, rate) => plain.scam - trainedAt + logitOf(rate) >= 0,
  };
}

function plainOf(text: string, unwanted: Baseline, scam: Baseline): MeasuredRow['plain'] {
  return { unwanted: unwanted(text), scam: scam(text) };
}

function shareOf(samples: readonly Sample[], answer: (sample: Sample) => Answer): number {
  const answers = samples.map(answer).filter((one) => one !== undefined);
  return answers.filter((one) => one === 1).length / answers.length;
}

function innocentSample(lang: string, text: string): Sample {
  const group = `innocent:${text}`;
  return {
    id: group,
    set: 'innocent',
    text,
    lang,
    kind: 'chat',
    unwanted: 0,
    fraud: 0,
    group,
    near: group,
    own: false,
  };
}
