// SPDX-License-Identifier: Apache-2.0
/** The left-out checks as aligned tables of plain text. */
import { decimals, percentages, table } from '../tables.ts';
import type { LeftOutFigures } from './run-left-out.ts';

export function printLeftOut({ seed, trainings, rankings, shares }: LeftOutFigures): string {
  return [
    `${trainings.length} trainings in the shipped model’s way, seed ${seed}. Each is without the rows named, then asked about those of them that are news:`,
    'one a near-duplicate group, none with a near-duplicate among the rows that remained.',
    'Shares in %, all with their 95 % intervals. "plain": logistic regression on lower-cased text, same rows, same run.',
    '',
    'Left out',
    table(
      ['without', 'rows', 'asked'],
      trainings.map(({ check, train, asked }) => [check, String(train), String(asked)]),
    ),
    'Bad rows against ham, neither seen in training',
    table(
      ['without: asked', 'question', 'bad', 'ham', 'AUC', 'R@1%', 'plain AUC', 'plain R@1%'],
      rankings.map((row) => [
        `${row.check}: ${row.group}`,
        row.question,
        String(row.bad),
        String(row.ham),
        decimals(row.auc),
        percentages(row.recall1),
        decimals(row.plainAuc),
        percentages(row.plainRecall1),
      ]),
    ),
    'Shares over the line. score: P(scam) ≥ 0.5 at the model’s own base rate, text model alone; model: flagged at screen, text model alone;',
    'screen: flagged by the whole product with that model; A: P(unwanted bulk) ≥ 0.5',
    table(
      ['without: asked', 'n', 'score', 'model', 'screen', 'plain', 'A', 'plain A'],
      shares.map((row) => [
        `${row.check}: ${row.group}`,
        String(row.n),
        percentages(row.even),
        percentages(row.model),
        percentages(row.screen),
        percentages(row.plain),
        percentages(row.unwanted),
        percentages(row.plainUnwanted),
      ]),
    ),
    'Models that were told nothing of a scheme or sector still had rules that knew it: compare the columns model and screen.',
    '',
  ].join('\n');
}
