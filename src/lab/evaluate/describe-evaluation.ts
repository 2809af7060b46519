// SPDX-License-Identifier: Apache-2.0
/** The evaluation as a report, failures first: what strangers will see, then what explains it. */
import { describeSplit } from '../train/describe-split.ts';
import { describeAlarms } from './alarms.ts';
import { describeConfusion } from './confusion.ts';
import { describeCost } from './cost.ts';
import { describeHeldOut } from './describe-held-out.ts';
import { describeIntents } from './describe-intents.ts';
import { describeRanking } from './describe-ranking.ts';
import { describeFamilies } from './families.ts';
import { describeFlags } from './flags.ts';
import { describeOverLine } from './over-line.ts';
import { describeReliability } from './reliability.ts';
import { describeRoc } from './roc.ts';
import type { Evaluation } from './run-evaluation.ts';
import type { Report, Section } from './section.ts';
import type { SizeAndSpeed } from './speed.ts';

/** `withSpeed`: a card leaves the speed out, which is the machine's and not the model's. */
export function describeEvaluation(evaluation: Evaluation, withSpeed = true): Report {
  return {
    title: `Model ${evaluation.model.version}`,
    notes: [
      describeSplit(evaluation.rows),
      'Shares in %, with their 95 % intervals. "plain": logistic regression on lower-cased text, trained on the same rows in the same run.',
    ],
    sections: [
      describeHeldOut(evaluation.heldOut),
      describeFlags(evaluation.flags),
      describeAlarms(evaluation.alarms),
      describeConfusion(evaluation.confusion),
      describeCost(evaluation.cost),
      describeRanking(evaluation.groups),
      describeRoc(evaluation.roc),
      describeReliability(evaluation.reliability),
      describeFamilies(evaluation.families),
      describeOverLine(evaluation.overLine),
      describeIntents(evaluation.intents),
      describeSize(evaluation.speed, withSpeed),
    ],
  };
}

function describeSize({ bytes, gzipBytes, textsPerSecond, meanCharacters }: SizeAndSpeed, withSpeed: boolean): Section {
  return {
    id: 'size',
    title: withSpeed ? 'Size and speed' : 'Size',
    notes: [
      `${bytes} bytes, ${gzipBytes} gzipped.`,
      ...(withSpeed
        ? [`${textsPerSecond} texts/s on one thread (fold, model, reasons; ${meanCharacters} characters a text).`]
        : []),
    ],
    tables: [],
    plots: [],
  };
}
