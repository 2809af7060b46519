// SPDX-License-Identifier: Apache-2.0
/** The evaluation as aligned tables of plain text, which are also the tables of the model card. */
import { describeSplit } from '../train/describe-split.ts';
import type { HeldOutFigures } from './held-out.ts';
import type { Evaluation } from './run-evaluation.ts';
import { printIntents } from './print-intents.ts';
import { percentages as share, table } from './tables.ts';

export function printEvaluation(evaluation: Evaluation): string {
  const { text, speed, rows } = evaluation;
  const rankings = (question: 'unwanted' | 'scam') =>
    text.rankings
      .filter((figures) => figures.question === question)
      .map((figures) => [
        figures.group,
        String(figures.n),
        String(figures.positives),
        figures.auc.toFixed(3),
        share(figures.recall1),
        share(figures.recall01),
        figures.ece.toFixed(3),
        figures.brier.toFixed(3),
        figures.plain.auc.toFixed(3),
        share(figures.plain.recall1),
        figures.plain.ece.toFixed(3),
      ]);
  const head = ['group', 'n', 'bad', 'AUC', 'R@1%', 'R@0.1%', 'ECE', 'Brier', 'plain AUC', 'plain R@1%', 'plain ECE'];
  return [
    `Model ${evaluation.model.version}. ${describeSplit(rows)}`,
    'Shares in %, with their 95 % intervals. "plain": logistic regression on lower-cased text, same rows, same run.',
    '',
    'Unwanted bulk? (question A)',
    table(head, rankings('unwanted')),
    'Part of a scam? (the score, at each group’s own base rate)',
    table(head, rankings('scam')),
    'Flagged at shipped thresholds by the text model alone: screen (prior 0.1) and a person who asks (prior 0.3), warn from 0.5',
    table(
      ['set', 'n', 'screen', 'person'],
      text.flags.map(({ group, n, flagged, warned }) => [group, String(n), share(flagged), share(warned)]),
    ),
    printIntents(evaluation.intents),
    printHeldOut(evaluation.heldOut),
    'Over the line of question A that 1 % of all ham exceeds',
    table(
      ['set', 'n', 'over', 'plain'],
      text.overLine.map(({ group, n, flagged, plain }) => [group, String(n), share(flagged), share(plain)]),
    ),
    'Disguises of public bad texts: recall at the line that 1 % of undisguised ham exceeds; scams flagged as above',
    table(
      ['family', 'n', 'recall', 'plain', 'scams', 'flagged'],
      text.families.map(({ lang, family, n, recall, plain, scams, flagged }) => [
        `${lang} ${family}`,
        String(n),
        share(recall),
        share(plain),
        String(scams),
        share(flagged),
      ]),
    ),
    `Speed: ${speed.textsPerSecond} texts/s on one thread (fold, model, reasons; ${speed.meanCharacters} characters).`,
    `Size: ${speed.bytes} bytes, ${speed.gzipBytes} gzipped.`,
    '',
  ].join('\n');
}

export function printHeldOut(heldOut: readonly HeldOutFigures[]): string {
  return [
    'Own held-out messages and calls through the whole product (model, rules, thresholds) at screen',
    table(
      ['group', 'n', 'flagged'],
      heldOut.map(({ group, n, flagged }) => [group, String(n), share(flagged)]),
    ),
  ].join('\n');
}
