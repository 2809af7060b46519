// SPDX-License-Identifier: Apache-2.0
/** What each kind of message truly is against what the whole product says of it, at every door. */
import { VERDICTS, type Verdict } from '../../decide/decision.ts';
import { DOORS, type Door } from '../../decide/facts.ts';
import type { Measured, MeasuredRow, Population } from './measured-rows.ts';
import type { Section } from './section.ts';
import { TRUTHS, type Truth, truthOf } from './truth.ts';

export type ConfusionFigures = {
  readonly population: Population;
  readonly door: Door;
  readonly rows: readonly {
    readonly truth: Truth;
    readonly n: number;
    readonly verdicts: Readonly<Record<Verdict, number>>;
  }[];
};

export function measureConfusion({ report, heldOut }: Measured): readonly ConfusionFigures[] {
  return [report, heldOut].flatMap((rows) => {
    const population = rows[0]?.population;
    return population === undefined ? [] : DOORS.map((door) => ({ population, door, rows: countAt(door, rows) }));
  });
}

function countAt(door: Door, rows: readonly MeasuredRow[]): ConfusionFigures['rows'] {
  return TRUTHS.flatMap((truth) => {
    const of = rows.filter(({ sample }) => truthOf(sample) === truth);
    if (of.length === 0) return [];
    const verdicts = { allow: 0, warn: 0, hold: 0, block: 0 };
    for (const { ruled } of of) verdicts[ruled[door].verdict] += 1;
    return [{ truth, n: of.length, verdicts }];
  });
}

export function describeConfusion(figures: readonly ConfusionFigures[]): Section {
  return {
    id: 'confusion',
    title: 'Confusion at shipped thresholds',
    notes: [
      'Rows are what a message is, columns what the whole product says. person: somebody asks; screen: traffic as shipped; point: an enforcement point.',
      'report: public sets and own templates. held-out: own messages that no training and no template writer saw.',
    ],
    tables: figures.map(({ population, door, rows }) => ({
      caption: `${population}, ${door}`,
      head: ['truth', 'n', ...VERDICTS],
      rows: rows.map(({ truth, n, verdicts }) => [
        truth,
        String(n),
        ...VERDICTS.map((verdict) => String(verdicts[verdict])),
      ]),
    })),
    plots: [],
  };
}
