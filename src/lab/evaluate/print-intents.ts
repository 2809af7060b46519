// SPDX-License-Identifier: Apache-2.0
/** Asks, schemes and the second opinion's share as tables. */
import type { IntentFigures } from './intent-figures.ts';
import { percentages as share, table } from './tables.ts';

export function printIntents({ asks, schemes, secondOpinion }: IntentFigures): string {
  return [
    'What a message asks, on held-out templates: said to ask it, and right',
    table(
      ['ask', 'asking', 'named', 'precision', 'recall'],
      asks.map(({ code, asking, named, precision, recall }) => [
        code,
        String(asking),
        String(named),
        share(precision),
        share(recall),
      ]),
    ),
    `Scheme of held-out scams (n ${schemes.n}): the likeliest is right ${share(schemes.exact)}, of the right group ${share(schemes.group)}; named ${share(schemes.named)}, of those right ${share(schemes.namedRight)}.`,
    '',
    'Reach the second opinion, of held-out rows',
    table(
      ['kind', 'n', 'share'],
      secondOpinion.map(({ kind, n, reached }) => [kind, String(n), share(reached)]),
    ),
  ].join('\n');
}
