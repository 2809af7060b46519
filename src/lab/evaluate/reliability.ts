// SPDX-License-Identifier: Apache-2.0
/** Is what is said also what happens? Fifteen bins of equal mass, the scores at each population's own base rate. */
import { wholeGroups } from './groups.ts';
import type { Measured } from './measured-rows.ts';
import { type Bin, type Scored, brierScore, calibrationError, equalMassBins, logistic, logitOf } from './metrics.ts';
import { answerTo, scored } from './ranking.ts';
import type { Section } from './section.ts';
import { percentages } from './tables.ts';

export type ReliabilityFigures = {
  readonly group: string;
  readonly n: number;
  readonly brier: number;
  readonly ece: number;
  readonly bins: readonly Bin[];
  readonly plain: { readonly brier: number; readonly ece: number; readonly bins: readonly Bin[] };
};

const BINS = 15;

export function measureReliability({ report }: Measured): readonly ReliabilityFigures[] {
  const answer = answerTo('scam');
  return wholeGroups(report).flatMap(({ name, rows }) => {
    const margins = scored(rows, answer, ({ evidence }) => evidence);
    const bad = margins.filter(({ label }) => label === 1).length;
    if (bad === 0 || bad === margins.length) return [];
    const plain = scored(rows, answer, (row) => row.plain.scam);
    return [
      {
        group: name,
        n: margins.length,
        ...figuresOf(margins, logitOf(bad / margins.length)),
        plain: figuresOf(plain, 0),
      },
    ];
  });
}

function figuresOf(rows: readonly Scored[], shift: number) {
  const probabilities = rows.map(({ score, label }) => ({ score: logistic(score + shift), label }));
  return {
    brier: brierScore(probabilities),
    ece: calibrationError(probabilities, BINS),
    bins: equalMassBins(probabilities, BINS),
  };
}

export function describeReliability(figures: readonly ReliabilityFigures[]): Section {
  const all = figures[0];
  return {
    id: 'reliability',
    title: 'Reliability',
    notes: [
      'The score against what was true, in 15 bins of equal mass; the score at each population’s own share of scams, the plain classifier’s as trained.',
    ],
    tables: [
      {
        head: ['rows', 'n', 'ECE', 'Brier', 'plain ECE', 'plain Brier'],
        rows: figures.map(({ group, n, ece, brier, plain }) => [
          group,
          String(n),
          ece.toFixed(3),
          brier.toFixed(3),
          plain.ece.toFixed(3),
          plain.brier.toFixed(3),
        ]),
      },
      ...figures.slice(0, 1).map(({ group, bins, plain }) => ({
        caption: `Bins of ${group}`,
        head: ['bin', 'n', 'said', 'seen', 'plain said', 'plain seen'],
        rows: bins.map(({ n, said, seen }, index) => [
          String(index + 1),
          String(n),
          said.toFixed(4),
          percentages(seen),
          plain.bins[index]?.said.toFixed(4) ?? '–',
          plain.bins[index] === undefined ? '–' : percentages(plain.bins[index].seen),
        ]),
      })),
    ],
    plots:
      all === undefined
        ? []
        : [
            {
              kind: 'reliability',
              title: `Said and seen, ${all.group} rows`,
              alt: `Reliability: share of scams seen in each of ${all.bins.length} bins against the mean score said; calibration error ${all.ece.toFixed(3)}, plain ${all.plain.ece.toFixed(3)}.`,
              series: [
                { name: 'model', bins: all.bins },
                { name: 'plain', bins: all.plain.bins },
              ],
            },
          ],
  };
}
