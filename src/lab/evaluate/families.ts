// SPDX-License-Identifier: Apache-2.0
/** What each family of disguise costs: recall of unwanted texts at the line that 1 % of undisguised ham exceeds. */
import { drawFor } from '../train/random.ts';
import type { Sample } from '../train/sample.ts';
import type { Baseline } from './baseline.ts';
import { type Disguise, HAN_DISGUISES, LATIN_DISGUISES } from './disguises.ts';
import type { RowJudge } from './judged-rows.ts';
import { type Interval, thresholdAt, wilson } from './metrics.ts';

export type FamilyFigures = {
  readonly lang: string;
  /** `clean`: undisguised. */
  readonly family: string;
  readonly n: number;
  readonly recall: Interval;
  readonly plain: Interval;
  /** Of scams alone, the share that `tocsin screen` would flag. */
  readonly scams: number;
  readonly flagged: Interval;
};

export function measureFamilies(
  report: readonly Sample[],
  judge: RowJudge,
  plain: Baseline,
  seed: number,
): readonly FamilyFigures[] {
  return [
    ...measureLanguage('en', LATIN_DISGUISES, report, { judge, plain, seed }),
    ...measureLanguage('zh', HAN_DISGUISES, report, { judge, plain, seed }),
  ];
}

type Judges = { readonly judge: RowJudge; readonly plain: Baseline; readonly seed: number };

function measureLanguage(
  lang: string,
  disguises: readonly Disguise[],
  report: readonly Sample[],
  judges: Judges,
): readonly FamilyFigures[] {
  const rows = report.filter((sample) => sample.lang === lang && !sample.own);
  const ham = rows.filter((sample) => sample.unwanted === 0);
  const bad = rows.filter((sample) => sample.unwanted === 1);
  const line = thresholdAt(
    ham.map((sample) => judges.judge(sample).unwanted),
    0.01,
  );
  const plainLine = thresholdAt(
    ham.map((sample) => judges.plain(sample.text)),
    0.01,
  );
  const clean: Disguise = { family: 'clean', apply: (text) => text };
  return [clean, ...disguises].map(({ family, apply }) => {
    const disguised = bad.flatMap((sample) => {
      const text = apply(sample.text, drawFor(judges.seed, `${family}:${sample.id}`));
      return family !== 'clean' && text === sample.text ? [] : [{ ...sample, text }];
    });
    const judged = disguised.map((sample) => judges.judge(sample));
    const scams = judged.filter(({ sample }) => sample.kind === 'scam');
    return {
      lang,
      family,
      n: disguised.length,
      recall: wilson(judged.filter((row) => row.unwanted > line).length, judged.length),
      plain: wilson(disguised.filter((sample) => judges.plain(sample.text) > plainLine).length, disguised.length),
      scams: scams.length,
      flagged: wilson(scams.filter((row) => row.flagged).length, scams.length),
    };
  });
}
