// SPDX-License-Identifier: Apache-2.0
/** The protocol's text rows: what the model does on the report part, beside the plain classifier trained in the same run. */
import type { TextModel } from '../../decide/text/text-model.ts';
import { type SplitSamples, isHeldBack } from '../train/split.ts';
import { type Answer, type Sample, scamAnswer } from '../train/sample.ts';
import { trainBaseline } from './baseline.ts';
import { type FamilyFigures, measureFamilies } from './families.ts';
import { INNOCENT_TEXTS } from './innocent-texts.ts';
import { type JudgedRow, type RowJudge, createRowJudge } from './judged-rows.ts';
import {
  type Interval,
  type Scored,
  areaUnderCurve,
  brierScore,
  calibrationError,
  logistic,
  logitOf,
  recallAt,
  thresholdAt,
  wilson,
} from './metrics.ts';

export type RankingFigures = {
  /** `unwanted`: question A. `scam`: the score that ships. */
  readonly question: 'unwanted' | 'scam';
  readonly group: string;
  readonly n: number;
  readonly positives: number;
  readonly auc: number;
  readonly recall1: Interval;
  readonly recall01: Interval;
  /** Of probabilities at the group's own base rate. */
  readonly ece: number;
  readonly brier: number;
  readonly plain: { readonly auc: number; readonly recall1: Interval; readonly ece: number };
};

export type FlagFigures = { readonly group: string; readonly n: number; readonly flagged: Interval };

export type TextEvaluation = {
  readonly rankings: readonly RankingFigures[];
  readonly flags: readonly (FlagFigures & { readonly warned: Interval })[];
  /** Share over the line that 1 % of all ham exceeds on question A. */
  readonly overLine: readonly (FlagFigures & { readonly plain: Interval })[];
  readonly families: readonly FamilyFigures[];
};

type Figured = { readonly row: JudgedRow; readonly plainUnwanted: number; readonly plainScam: number };

export function evaluateText(model: TextModel, parts: SplitSamples, seed: number): TextEvaluation {
  const judge = createRowJudge(model);
  const plainUnwanted = trainBaseline(parts.train, (sample) => sample.unwanted, seed);
  const plainScam = trainBaseline(parts.train, scamAnswer, seed);
  const figured = parts.report.map((sample) => ({
    row: judge(sample),
    plainUnwanted: plainUnwanted(sample.text),
    plainScam: plainScam(sample.text),
  }));
  const groups = groupsOf(figured);
  const rankings = groups.flatMap(([group, rows]) => [rank('unwanted', group, rows), rank('scam', group, rows)]);
  return {
    rankings: rankings.filter((figures) => figures !== undefined),
    flags: flagsOf(
      figured.map(({ row }) => row),
      judge,
    ),
    overLine: overLine(figured),
    families: measureFamilies(parts.report, judge, plainUnwanted, seed),
  };
}

type Group = readonly [name: string, rows: readonly Figured[]];

function groupsOf(figured: readonly Figured[]): readonly Group[] {
  const groups: Group[] = [
    ['all', figured],
    ['public sets', figured.filter(({ row }) => !row.sample.own)],
    ['own templates', figured.filter(({ row }) => row.sample.own)],
  ];
  groups.push(['own, held back', figured.filter(({ row }) => isHeldBack(row.sample))]);
  for (const key of ['lang', 'set'] as const) {
    const names = [...new Set(figured.map(({ row }) => row.sample[key]))].toSorted();
    for (const name of names) groups.push([`${key} ${name}`, figured.filter(({ row }) => row.sample[key] === name)]);
  }
  for (const lang of ['en', 'zh', 'ko', 'th', 'tr']) {
    groups.push([`own ${lang}`, figured.filter(({ row }) => row.sample.own && row.sample.lang === lang)]);
  }
  return groups;
}

// Fewer of either kind give no figure worth reading.
const FEWEST = 5;

function rank(question: 'unwanted' | 'scam', group: string, rows: readonly Figured[]): RankingFigures | undefined {
  const answer = (sample: Sample): Answer => (question === 'unwanted' ? sample.unwanted : scamAnswer(sample));
  const scored = scoresOf(rows, answer, ({ row }) => (question === 'unwanted' ? row.unwanted : row.evidence));
  const plain = scoresOf(rows, answer, (one) => (question === 'unwanted' ? one.plainUnwanted : one.plainScam));
  const positives = scored.filter((one) => one.label === 1).length;
  if (positives < FEWEST || scored.length - positives < FEWEST) return undefined;
  const auc = areaUnderCurve(scored);
  const recall1 = recallAt(scored, 0.01);
  const recall01 = recallAt(scored, 0.001);
  const plainAuc = areaUnderCurve(plain);
  const plainRecall = recallAt(plain, 0.01);
  if (auc === undefined || !recall1 || !recall01 || plainAuc === undefined || !plainRecall) return undefined;
  const shift = question === 'scam' ? logitOf(positives / scored.length) : 0;
  const probabilities = scored.map(({ score, label }) => ({ score: logistic(score + shift), label }));
  const plainProbabilities = plain.map(({ score, label }) => ({ score: logistic(score), label }));
  return {
    question,
    group,
    n: scored.length,
    positives,
    auc,
    recall1,
    recall01,
    ece: calibrationError(probabilities),
    brier: brierScore(probabilities),
    plain: { auc: plainAuc, recall1: plainRecall, ece: calibrationError(plainProbabilities) },
  };
}

function scoresOf(
  rows: readonly Figured[],
  answer: (sample: Sample) => Answer,
  score: (one: Figured) => number,
): readonly Scored[] {
  return rows.flatMap((one) => {
    const label = answer(one.row.sample);
    return label === undefined ? [] : [{ score: score(one), label }];
  });
}

function flagsOf(rows: readonly JudgedRow[], judge: RowJudge): TextEvaluation['flags'] {
  const of = (group: string, use: (row: JudgedRow) => boolean) => flagFigures(group, rows.filter(use));
  const scams = (lang: string) => [
    of(`scams ${lang}, public`, ({ sample }) => sample.kind === 'scam' && sample.lang === lang && !sample.own),
    of(`scams ${lang}, own templates`, ({ sample }) => sample.kind === 'scam' && sample.lang === lang && sample.own),
  ];
  const main = ['en', 'zh', 'ko', 'th', 'tr'];
  const innocent = INNOCENT_TEXTS.map(({ lang, text }) => judge(innocentSample(lang, text)));
  const trained = new Set(rows.map(({ sample }) => sample.lang));
  return [
    ...main.flatMap(scams),
    of(
      'scams in other languages, own templates',
      ({ sample }) => sample.kind === 'scam' && !main.includes(sample.lang),
    ),
    of('service messages, own templates (hard negatives)', ({ sample }) => sample.kind === 'service' && sample.own),
    of(
      'service messages with a link, own templates',
      ({ sample }) => sample.kind === 'service' && sample.own && /\w\.\w{2,}\//u.test(sample.text),
    ),
    of('service messages, public', ({ sample }) => sample.kind === 'service' && !sample.own),
    of('one-time codes', ({ sample }) => sample.purpose === 'one-time-code'),
    of('adverts', ({ sample }) => sample.kind === 'advert'),
    of('bulk, fraud not separated', ({ sample }) => sample.kind === 'bulk'),
    of('personal chat', ({ sample }) => sample.kind === 'chat'),
    flagFigures(
      'innocent texts, languages without training',
      innocent.filter(({ sample }) => !trained.has(sample.lang)),
    ),
    flagFigures(
      'innocent texts, languages of few templates',
      innocent.filter(({ sample }) => trained.has(sample.lang)),
    ),
  ].filter((figures) => figures.n > 0);
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

function flagFigures(group: string, rows: readonly JudgedRow[]) {
  const flagged = wilson(rows.filter((row) => row.flagged).length, rows.length);
  return { group, n: rows.length, flagged, warned: wilson(rows.filter((row) => row.warned).length, rows.length) };
}

function overLine(figured: readonly Figured[]): TextEvaluation['overLine'] {
  const ham = figured.filter(({ row }) => row.sample.unwanted === 0);
  const line = thresholdAt(
    ham.map(({ row }) => row.unwanted),
    0.01,
  );
  const plainLine = thresholdAt(
    ham.map((one) => one.plainUnwanted),
    0.01,
  );
  const figures = (group: string, rows: readonly Figured[]) => ({
    group,
    n: rows.length,
    flagged: wilson(rows.filter(({ row }) => row.unwanted > line).length, rows.length),
    plain: wilson(rows.filter((one) => one.plainUnwanted > plainLine).length, rows.length),
  });
  const service = figured.filter(({ row }) => row.sample.kind === 'service');
  return [
    figures(
      'ExAIS ham',
      service.filter(({ row }) => row.sample.set === 'exais'),
    ),
    figures(
      'own service templates',
      service.filter(({ row }) => row.sample.own),
    ),
  ];
}
