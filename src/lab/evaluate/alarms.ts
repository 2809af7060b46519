// SPDX-License-Identifier: Apache-2.0
/** False alarms on innocent messages by language and by script, for no average may hide that one people is warned about its bread. */
import { mainScript } from './main-script.ts';
import { type Measured, type MeasuredRow, isFlagged } from './measured-rows.ts';
import { type Interval, wilson } from './metrics.ts';
import type { Section } from './section.ts';
import { percent, percentages } from './tables.ts';
import { INNOCENT_TRUTHS, truthOf } from './truth.ts';

export type AlarmFigures = {
  readonly by: 'language' | 'script';
  readonly name: string;
  readonly n: number;
  /** By the whole product at screen. */
  readonly flagged: Interval;
  /** Did training show this language? */
  readonly trained?: boolean;
};

export function measureAlarms({ report, heldOut, innocent, trained }: Measured): readonly AlarmFigures[] {
  const rows = [...report, ...heldOut, ...innocent].filter(({ sample }) => {
    const truth = truthOf(sample);
    return INNOCENT_TRUTHS.some((known) => known === truth);
  });
  return [
    ...figuresBy('language', rows, ({ sample }) => sample.lang).map((figures) => ({
      ...figures,
      trained: trained.has(figures.name),
    })),
    ...figuresBy('script', rows, ({ sample }) => mainScript(sample.text)),
  ];
}

function figuresBy(
  by: AlarmFigures['by'],
  rows: readonly MeasuredRow[],
  nameOf: (row: MeasuredRow) => string,
): readonly AlarmFigures[] {
  return [...Map.groupBy(rows, nameOf)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, of]) => ({
      by,
      name,
      n: of.length,
      flagged: wilson(of.filter((row) => isFlagged(row)).length, of.length),
    }));
}

export function describeAlarms(figures: readonly AlarmFigures[]): Section {
  const worst = figures.toSorted((one, other) => other.flagged.value - one.flagged.value)[0];
  const table = (by: AlarmFigures['by']) => ({
    caption: `By ${by}`,
    head: by === 'language' ? [by, 'n', 'flagged', 'trained'] : [by, 'n', 'flagged'],
    rows: figures
      .filter((row) => row.by === by)
      .map(({ name, n, flagged, trained }) => [
        name,
        String(n),
        percentages(flagged),
        ...(by === 'language' ? [trained === true ? 'yes' : 'no'] : []),
      ]),
  });
  return {
    id: 'alarms',
    title: 'False alarms by language and script',
    notes: [
      'Innocent messages of the report, the held-out set and the innocent texts together, by the whole product at screen.',
    ],
    tables: [table('language'), table('script')],
    plots: [
      {
        kind: 'bars',
        title: 'False alarms by language',
        alt: `False alarms by language; the most are in ${worst?.name ?? 'none'}, ${percent(worst?.flagged.value ?? 0)} %.`,
        most: 0.1,
        unit: 'share',
        rows: figures
          .filter(({ by }) => by === 'language')
          .map(({ name, flagged }) => ({ name, marks: [{ series: 'model', at: flagged }] })),
      },
    ],
  };
}
