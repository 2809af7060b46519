// SPDX-License-Identifier: Apache-2.0
/** The model card: what the model is for, what it was made of, what it does and where it fails. Made with the model, never by hand. */
import { describeEvaluation } from '../evaluate/describe-evaluation.ts';
import { printReport } from '../evaluate/print-report.ts';
import type { Evaluation } from '../evaluate/run-evaluation.ts';
import { listOf, tableOfData } from './card-parts.ts';
import type { DataFile } from './corpora.ts';
import { digestOf } from './digest-of.ts';
import type { TrainRecipe } from './train-text-model.ts';

export type CardFacts = {
  readonly bytes: Uint8Array;
  readonly seed: number;
  readonly recipe: TrainRecipe;
  readonly languages: readonly string[];
  readonly files: readonly DataFile[];
  readonly trainingRows: number;
  readonly calibrationRows: number;
  readonly evaluation: Evaluation;
};

const INTENDED = [
  'Scores one message, or one turn of a call, for how likely it is part of a scam, and says which passages weighed. It warns; alone it never blocks.',
  'It is one voice among rules, indicators and facts about the sender. Who sent a message, and where a link leads, it does not know.',
];

const FAILURES = [
  'First contacts that ask for nothing yet ("mum its me") read like chat, and are chat as far as the text goes: the next message has to tell.',
  'Genuine notices that pay, lock or threaten in the words of scams (customs charges, KYC reminders, porting codes) are what it flags wrongly.',
  'Languages of few templates rest on what they share with others: their recall is low, their scores near the prior.',
  'Public chat and public spam are easy to tell apart, so figures on them flatter; own templates were written to be hard. Truth lies between.',
  'Public scams in the data are mostly from 2019 to 2022; Chinese ones come from fake base stations and were rebuilt from segmented text.',
  'The reports hold few scams for Korean, Thai and Turkish: read the intervals.',
  'A thousand words of innocent text around a scam dilute it; padding in training softens that and does not cure it.',
  'The model is public, and so are its weights: whoever tries long enough finds a wording that passes.',
];

export function cardJson(facts: CardFacts): string {
  const { bytes, evaluation, ...rest } = facts;
  const sha256 = digestOf(bytes);
  // Speed is the machine's, not the model's: it would make two trainings differ.
  const { textsPerSecond: _left, ...speed } = evaluation.speed;
  const card = {
    sha256,
    bytes: bytes.length,
    intended: INTENDED,
    failures: FAILURES,
    ...rest,
    evaluation: { ...evaluation, speed },
  };
  return `${JSON.stringify(card, undefined, 2)}\n`;
}

export function cardMarkdown(facts: CardFacts): string {
  const sha256 = digestOf(facts.bytes);
  return [
    '# Text model',
    'Made by `tocsin train`; do not edit.',
    '## Intended use',
    listOf(INTENDED),
    '## What it is',
    listOf([
      `Two linear models over hashed character 1–4-grams, words, pairs and concepts of folded text, 2^${facts.recipe.bucketBits} buckets, 8 bits a weight: A, is it unwanted bulk? B, is bulk fraud? The score is P(A) · P(B | A).`,
      'What a message asks and which scheme it resembles: a linear model each, over 2^14 buckets. They explain; they do not move the score.',
      `A second opinion on texts of which the linear models are unsure (evidence from ${facts.recipe.opinion.band.from} to ${facts.recipe.opinion.band.to}): a network of word embeddings and filters over 1, 3 and 5 neighbours.`,
      `Languages: ${facts.languages.join(', ')}. Anything else is pulled to the prior.`,
      `Calibrated for ${facts.recipe.calibration.baseRate} scams among chat, service messages and adverts in equal parts, a quarter of each from own templates, and ${facts.recipe.calibration.hardShare} hard negatives; the policy's base rate shifts it.`,
      `Seed ${facts.seed}, ${facts.trainingRows} training rows, ${facts.calibrationRows} calibration rows. SHA-256 \`${sha256}\`, ${facts.bytes.length} bytes. The same data and seed give the same bytes.`,
    ]),
    '## Data',
    tableOfData(facts.files),
    'Sets without a stated licence are used for training only; the model keeps hashed weights, no text.',
    '## Known failures',
    listOf(FAILURES),
    '## Figures',
    'Train, calibrate and report are disjoint. Speed depends on the machine: run `tocsin evaluate`.',
    `\`\`\`text\n${printReport(describeEvaluation(facts.evaluation, false)).trimEnd()}\n\`\`\``,
    '',
  ].join('\n\n');
}
