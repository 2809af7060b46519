// SPDX-License-Identifier: Apache-2.0
/** The link model's card: what it is for, what it was made of, what it does and where it fails. Made with the model, never by hand. */
import { printReport } from '../evaluate/print-report.ts';
import { listOf, tableOfData } from '../train/card-parts.ts';
import type { DataFile } from '../train/corpora.ts';
import { digestOf } from '../train/digest-of.ts';
import { describeLinks } from './describe-links.ts';
import type { LinkEvaluation } from './evaluate-links.ts';
import type { LinkRecipe } from './train-link-model.ts';

export type LinkCardFacts = {
  readonly bytes: Uint8Array;
  readonly recipe: LinkRecipe;
  readonly files: readonly DataFile[];
  readonly trainingRows: number;
  readonly calibrationRows: number;
  readonly evaluation: LinkEvaluation;
};

const INTENDED = [
  'Scores the address of a link for how likely it is part of a scam, by its form alone. Nothing is fetched, so what the page shows it does not know.',
  'It is one voice among rules, owners and indicators: of rules and model about one address the stronger counts, and who owns a domain is a fact that it never sees.',
];

const FAILURES = [
  'A page on a site that was broken into has an honest address, but for its path.',
  'Short links and forms on shared hosts look alike, honest or not: they are near the prior.',
  'Honest sites with the words of scams in a name of several words on a cheap ending are what it flags wrongly.',
  'Ordinary small sites to train from and to measure by are our own inventions by several hands: the world has more ways to name a shop.',
  'Scams it was trained on are those that people who hunt phishing report: brands, wallets and banks, less so false shops.',
  'The model is public: whoever tries long enough finds a name that passes.',
];

export function linkCardJson({ bytes, ...facts }: LinkCardFacts): string {
  const card = { sha256: digestOf(bytes), bytes: bytes.length, intended: INTENDED, failures: FAILURES, ...facts };
  return `${JSON.stringify(card, undefined, 2)}\n`;
}

export function linkCardMarkdown({ bytes, recipe, files, evaluation, ...rows }: LinkCardFacts): string {
  return [
    '# Link model',
    'Made by `tocsin train --links`; do not edit.',
    '## Intended use',
    listOf(INTENDED),
    '## What it is',
    listOf([
      'Two linear models over hashed runs of 3 to 5 characters and whole labels, 2^18 buckets each, weights of eleven sizes a side: one of the host, one of host and path. Their opinions, the odds of the ending and numbers (lengths, digits, shapes, brands and errands named) go into boosted trees.',
      `${recipe.trees} complete trees of depth ${recipe.depth}; the linear opinions that they learn from are out of fold (${recipe.folds} folds by registrable domain).`,
      'Calibrated for scams and honest links in equal parts, half of the honest ones ordinary small sites. Its lines: 3 % of those may be warned about, 0.4 % held.',
      `Seed ${recipe.seed}, ${rows.trainingRows} training rows, ${rows.calibrationRows} calibration rows. SHA-256 \`${digestOf(bytes)}\`, ${bytes.length} bytes. The same data and seed give the same bytes.`,
    ]),
    '## Data',
    tableOfData(files),
    'Sets without a stated licence are used for training only; the model keeps hashed weights, no address.',
    '## Known failures',
    listOf(FAILURES),
    '## Figures',
    `\`\`\`text\n${printReport(describeLinks(evaluation)).trimEnd()}\n\`\`\``,
    '',
  ].join('\n\n');
}
