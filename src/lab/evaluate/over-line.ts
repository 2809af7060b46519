// SPDX-License-Identifier: Apache-2.0
/** Institutions over the line of question A that 1 % of all innocent messages exceed: whom a model of chat against bulk would call bulk. */
import type { Measured, MeasuredRow } from './measured-rows.ts';
import { type Interval, thresholdAt, wilson } from './metrics.ts';
import type { Section } from './section.ts';
import { percentages } from './tables.ts';

export type OverLineFigures = {
  readonly group: string;
  readonly n: number;
  readonly over: Interval;
  readonly plain: Interval;
};

export function measureOverLine({ report }: Measured): readonly OverLineFigures[] {
  const innocent = report.filter(({ sample }) => sample.unwanted === 0);
  const line = thresholdAt(
    innocent.map(({ unwanted }) => unwanted),
    0.01,
  );
  const plainLine = thresholdAt(
    innocent.map(({ plain }) => plain.unwanted),
    0.01,
  );
  const figures = (group: string, is: (row: MeasuredRow) => boolean) => {
    const rows = report.filter((row) => row.sample.kind === 'service' && is(row));
    return {
      group,
      n: rows.length,
      over: wilson(rows.filter(({ unwanted }) => unwanted > line).length, rows.length),
      plain: wilson(rows.filter(({ plain }) => plain.unwanted > plainLine).length, rows.length),
    };
  };
  return [
    figures('ExAIS ham', ({ sample }) => sample.set === 'exais'),
    figures('own service templates', ({ sample }) => sample.own),
  ].filter(({ n }) => n > 0);
}

export function describeOverLine(figures: readonly OverLineFigures[]): Section {
  return {
    id: 'over-line',
    title: 'Genuine institutions taken for bulk',
    notes: ['Service messages over the line of question A that 1 % of all innocent messages exceed.'],
    tables: [
      {
        head: ['set', 'n', 'over', 'plain'],
        rows: figures.map(({ group, n, over, plain }) => [group, String(n), percentages(over), percentages(plain)]),
      },
    ],
    plots: [],
  };
}
