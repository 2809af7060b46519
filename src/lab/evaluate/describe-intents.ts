// SPDX-License-Identifier: Apache-2.0
/** Asks, schemes and the second opinion's share as tables. */
import type { IntentFigures } from './intent-figures.ts';
import type { Section } from './section.ts';
import { percentages as share } from './tables.ts';

export function describeIntents({ asks, schemes, secondOpinion }: IntentFigures): Section {
  return {
    id: 'asks',
    title: 'What a message asks, which scheme, and who reaches the second opinion',
    notes: [
      'On templates that were held out: an ask said where it is asked is right; of all that ask it, the recall.',
      `Scheme of scams held out (n ${schemes.n}): the likeliest is right ${share(schemes.exact)}, of the right group ${share(schemes.group)}; named ${share(schemes.named)}, of those right ${share(schemes.namedRight)}.`,
    ],
    tables: [
      {
        caption: 'Asks',
        head: ['ask', 'asking', 'named', 'precision', 'recall'],
        rows: asks.map(({ code, asking, named, precision, recall }) => [
          code,
          String(asking),
          String(named),
          share(precision),
          share(recall),
        ]),
      },
      {
        caption: 'Reach the second opinion, of rows held out',
        head: ['kind', 'n', 'share'],
        rows: secondOpinion.map(({ kind, n, reached }) => [kind, String(n), share(reached)]),
      },
    ],
    plots: [
      {
        kind: 'bars',
        title: 'Asks: precision and recall',
        alt: `Precision of the asks that are named: ${asks.map(({ code, precision }) => `${code} ${share(precision)}`).join('; ')}.`,
        most: 1,
        unit: 'share',
        rows: asks.map(({ code, precision, recall }) => ({
          name: code,
          marks: [
            { series: 'precision', at: precision },
            { series: 'recall', at: recall },
          ],
        })),
      },
    ],
  };
}
