// SPDX-License-Identifier: Apache-2.0
/** Recall against false alarms, read at rates that are even on a logarithmic axis. */
import { wholeGroups } from './groups.ts';
import type { Measured } from './measured-rows.ts';
import { type Scored, areaUnderCurve, recallAt } from './metrics.ts';
import { answerTo, scored } from './ranking.ts';
import type { Point, Section } from './section.ts';
import { percent } from './tables.ts';

export type RocFigures = {
  readonly group: string;
  readonly auc: number;
  readonly plainAuc: number;
  readonly points: readonly Point[];
  readonly plainPoints: readonly Point[];
};

/** From one in a thousand to all, eight a decade. */
export const FALSE_ALARM_RATES = Array.from({ length: 25 }, (_, step) => 10 ** (step / 8 - 3));
const SHOWN = [0.001, 0.01, 0.1];

export function measureRoc({ report }: Measured): readonly RocFigures[] {
  const answer = answerTo('scam');
  return wholeGroups(report).flatMap(({ name, rows }) => {
    const own = scored(rows, answer, ({ evidence }) => evidence);
    const plain = scored(rows, answer, (row) => row.plain.scam);
    const auc = areaUnderCurve(own);
    const plainAuc = areaUnderCurve(plain);
    if (auc === undefined || plainAuc === undefined) return [];
    return [{ group: name, auc, plainAuc, points: curveOf(own), plainPoints: curveOf(plain) }];
  });
}

function curveOf(rows: readonly Scored[]): readonly Point[] {
  return FALSE_ALARM_RATES.map((x) => ({ x, y: x >= 1 ? 1 : (recallAt(rows, x)?.value ?? 0) }));
}

export function describeRoc(figures: readonly RocFigures[]): Section {
  return {
    id: 'roc',
    title: 'Recall against false alarms',
    notes: ['Part of a scam? Each line lies where that share of the innocent rows of the same group exceeds it.'],
    tables: [
      {
        head: [
          'rows',
          'AUC',
          ...SHOWN.map((rate) => `at ${percent(rate)} %`),
          'plain AUC',
          ...SHOWN.map((rate) => `at ${percent(rate)} %`),
        ],
        rows: figures.map(({ group, auc, plainAuc, points, plainPoints }) => [
          group,
          auc.toFixed(3),
          ...SHOWN.map((rate) => percent(recallNear(points, rate))),
          plainAuc.toFixed(3),
          ...SHOWN.map((rate) => percent(recallNear(plainPoints, rate))),
        ]),
      },
    ],
    plots: figures.slice(0, 3).map(({ group, auc, plainAuc, points, plainPoints }) => ({
      kind: 'roc',
      title: `Recall by false alarms, ${group}`,
      alt: `Recall against the rate of false alarms, ${group}: area ${auc.toFixed(3)}, plain ${plainAuc.toFixed(3)}; at 1 % false alarms ${percent(recallNear(points, 0.01))} % against ${percent(recallNear(plainPoints, 0.01))} %.`,
      series: [
        { name: 'model', points },
        { name: 'plain', points: plainPoints },
      ],
    })),
  };
}

function recallNear(points: readonly Point[], rate: number): number {
  return points.find(({ x }) => Math.abs(x / rate - 1) < 0.01)?.y ?? 0;
}
