// SPDX-License-Identifier: Apache-2.0
/** The held-out set as a table: the figures nearest to what a stranger will see. */
import type { HeldOutFigures } from './held-out.ts';
import type { Section } from './section.ts';
import { percent, percentages } from './tables.ts';

export function describeHeldOut(figures: readonly HeldOutFigures[]): Section {
  return {
    id: 'held-out',
    title: 'Held-out messages and calls',
    notes: ['Written for Tocsin and never trained on, through the whole product (model, rules, thresholds) at screen.'],
    tables: [
      {
        head: ['group', 'n', 'flagged'],
        rows: figures.map(({ group, n, flagged }) => [group, String(n), percentages(flagged)]),
      },
    ],
    plots: [
      {
        kind: 'bars',
        title: 'Held out: flagged',
        alt: `Flagged of the held-out messages: ${figures.map(({ group, n, flagged }) => `${group} ${percent(flagged.value)} % of ${n}`).join('; ')}.`,
        most: 1,
        unit: 'share',
        rows: figures.map(({ group, flagged }) => ({ name: group, marks: [{ series: 'model', at: flagged }] })),
      },
    ],
  };
}
