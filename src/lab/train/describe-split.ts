// SPDX-License-Identifier: Apache-2.0
/** The split in words and numbers, printed with every figure that rests on it. */
import type { Sample } from './sample.ts';
import { type SplitSamples, isHeldBack } from './split.ts';

export type SplitFacts = {
  readonly train: number;
  readonly calibrate: number;
  readonly report: number;
  /** Own templates among them. */
  readonly own: { readonly train: number; readonly calibrate: number; readonly report: number };
  /** Whole schemes and sectors that no training row shows, with their held-out rows. */
  readonly schemesHeldBack: readonly string[];
  readonly sectorsHeldBack: readonly string[];
  readonly scamsHeldBack: number;
  readonly legitimateHeldBack: number;
};

export function splitFacts({ train, calibrate, report }: SplitSamples): SplitFacts {
  const held = [...calibrate, ...report].filter(isHeldBack);
  const scams = held.filter(({ fraud }) => fraud === 1);
  const legitimate = held.filter(({ fraud }) => fraud !== 1);
  return {
    train: train.length,
    calibrate: calibrate.length,
    report: report.length,
    own: { train: countOwn(train), calibrate: countOwn(calibrate), report: countOwn(report) },
    schemesHeldBack: namesOf(scams.map(({ scheme }) => scheme)),
    sectorsHeldBack: namesOf(legitimate.map(({ sector }) => sector)),
    scamsHeldBack: scams.length,
    legitimateHeldBack: legitimate.length,
  };
}

function countOwn(rows: readonly Sample[]): number {
  return rows.filter(({ own }) => own).length;
}

function namesOf(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

export function describeSplit(facts: SplitFacts): string {
  const { train, calibrate, report, own } = facts;
  return [
    `Rows: ${train} train, ${calibrate} calibrate, ${report} report; own templates among them: ${own.train}, ${own.calibrate}, ${own.report}.`,
    'Split by near-duplicate group, contributor or template, one in ten held out.',
    `Never trained on, whole: the schemes ${facts.schemesHeldBack.join(', ')} (${facts.scamsHeldBack} rows); on the legitimate side the sectors ${facts.sectorsHeldBack.join(', ')} (${facts.legitimateHeldBack} rows).`,
  ].join(' ');
}
