// SPDX-License-Identifier: Apache-2.0
/** The attacker against the shipped product, on the scams of the held-out set. */
import type { Engine } from '../../../screen/load.ts';
import { readHeldOutMessages } from '../held-out.ts';
import { createProductRuler, textEvent } from '../product-judge.ts';
import { percentages as share, table } from '../tables.ts';
import { type AttackFigures, BUDGETS, measureAttack } from './attack.ts';

export function runAttack(engine: Engine, folder: string): readonly AttackFigures[] {
  const rule = createProductRuler(engine);
  const scams = readHeldOutMessages(folder).flatMap(({ sample }) => (sample.kind === 'scam' ? [sample] : []));
  return measureAttack(scams, (text) => {
    const { verdict, logOdds } = rule(textEvent(text, '+447700900123'), 'an edit', 'screen');
    return { score: logOdds, flagged: verdict !== 'allow' };
  });
}

export function printAttack(figures: readonly AttackFigures[]): string {
  const used = figures[0]?.kinds.filter(({ uses }) => uses > 0).toSorted((one, other) => other.uses - one.uses) ?? [];
  return [
    'Scams of the held-out set that are flagged, before and after edits by a greedy attacker who sees the scores',
    table(
      ['language', 'n', 'before', ...BUDGETS.map((budget) => `${budget} ${budget === 1 ? 'edit' : 'edits'}`)],
      figures.map(({ lang, n, before, after }) => [
        lang,
        String(n),
        share(before),
        ...after.map(({ flagged }) => share(flagged)),
      ]),
    ),
    `Edits it chose: ${used.map(({ kind, uses }) => `${kind} ${uses}`).join(', ')}.`,
    '',
  ].join('\n');
}
