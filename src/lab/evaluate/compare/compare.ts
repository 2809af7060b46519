// SPDX-License-Identifier: Apache-2.0
/**
 * Two models on the same rows: by how much each figure moves, with intervals that know the rows are the same, and every message whose verdict
 * flips.
 */
import { scamAnswer } from '../../train/sample.ts';
import { groupsBy, wholeGroups } from '../groups.ts';
import { type Measured, type MeasuredRow, isFlagged } from '../measured-rows.ts';
import { type Interval, areaUnderCurve } from '../metrics.ts';
import { bootstrapByGroup, mcnemar, shareDifference } from '../paired.ts';
import { type Truth, truthOf } from '../truth.ts';

/** One row under both models. */
export type Pair = { readonly now: MeasuredRow; readonly other: MeasuredRow };

export type Moved = {
  readonly group: string;
  readonly n: number;
  /** Of part-of-a-scam: of this model, and its gain over the other. Absent where a group lacks scams or innocents. */
  readonly auc?: { readonly now: number; readonly gain: Interval };
  /** Scams flagged, and innocent messages flagged: this model, and this less the other. */
  readonly recall?: { readonly now: number; readonly gain: Interval };
  readonly alarms?: { readonly now: number; readonly gain: Interval };
  /** How likely so uneven a division of fixed and broken rows is by chance. */
  readonly chance: number;
};

export type Flip = {
  readonly id: string;
  readonly lang: string;
  readonly truth: Truth;
  /** fixed: this model is right and the other wrong. broken: the reverse. bulk: nobody knows which is right. */
  readonly kind: 'fixed' | 'broken' | 'bulk';
  readonly from: string;
  readonly to: string;
  /** Log-odds that the score moved by. */
  readonly moved: number;
  /** Of own messages only: a text of a public set is its author's. */
  readonly text?: string;
};

export type Comparison = {
  readonly models: { readonly now: string; readonly other: string };
  readonly moved: readonly Moved[];
  readonly flips: readonly Flip[];
};

const ROUNDS = 200;

export function compareModels(now: Measured, other: Measured, models: Comparison['models']): Comparison {
  const seed = now.seed;
  const report = pairRows(now.report, other.report);
  const rest = [...pairRows(now.heldOut, other.heldOut), ...pairRows(now.innocent, other.innocent)];
  const byNow = new Map(report.map((pair) => [pair.now, pair]));
  const groups = [...wholeGroups(now.report), ...groupsBy('lang', now.report, [])].map(({ name, rows }) => ({
    name,
    pairs: rows.flatMap((row) => byNow.get(row) ?? []),
  }));
  groups.push({ name: 'held out', pairs: rest });
  return {
    models,
    moved: groups.filter(({ pairs }) => pairs.length > 0).map(({ name, pairs }) => movedIn(name, pairs, seed)),
    flips: [...report, ...rest].flatMap(flipOf).toSorted((one, two) => Math.abs(two.moved) - Math.abs(one.moved)),
  };
}

/** Throws where the two measured different rows. */
function pairRows(now: readonly MeasuredRow[], other: readonly MeasuredRow[]): readonly Pair[] {
  return now.map((row, index) => {
    const twin = other[index];
    if (twin === undefined || twin.sample.id !== row.sample.id) throw new Error('Both models judge the same rows.');
    return { now: row, other: twin };
  });
}

function movedIn(group: string, pairs: readonly Pair[], seed: number): Moved {
  const scams = pairs.filter(({ now }) => scamAnswer(now.sample) === 1);
  const innocents = pairs.filter(({ now }) => scamAnswer(now.sample) === 0);
  const gain = bootstrapByGroup(pairs, ({ now }) => now.sample.group, areaGain, { rounds: ROUNDS, seed });
  const auc = areaOf(pairs, 'now');
  const flips = pairs.flatMap(flipOf);
  return {
    group,
    n: pairs.length,
    ...(gain === undefined || auc === undefined ? {} : { auc: { now: auc, gain } }),
    ...(scams.length === 0 ? {} : { recall: flaggedGain(scams) }),
    ...(innocents.length === 0 ? {} : { alarms: flaggedGain(innocents) }),
    chance: mcnemar(
      flips.filter(({ kind }) => kind === 'fixed').length,
      flips.filter(({ kind }) => kind === 'broken').length,
    ),
  };
}

function areaOf(pairs: readonly Pair[], which: keyof Pair): number | undefined {
  return areaUnderCurve(
    pairs.flatMap((pair) => {
      const label = scamAnswer(pair[which].sample);
      return label === undefined ? [] : [{ score: pair[which].evidence, label }];
    }),
  );
}

function areaGain(pairs: readonly Pair[]): number | undefined {
  const now = areaOf(pairs, 'now');
  const other = areaOf(pairs, 'other');
  return now === undefined || other === undefined ? undefined : now - other;
}

function flaggedGain(pairs: readonly Pair[]): { readonly now: number; readonly gain: Interval } {
  const gained = pairs.filter(({ now, other }) => isFlagged(now) && !isFlagged(other)).length;
  const lost = pairs.filter(({ now, other }) => !isFlagged(now) && isFlagged(other)).length;
  return {
    now: pairs.filter(({ now }) => isFlagged(now)).length / pairs.length,
    gain: shareDifference(gained, lost, pairs.length),
  };
}

function flipOf({ now, other }: Pair): readonly Flip[] {
  if (isFlagged(now) === isFlagged(other)) return [];
  const { sample } = now;
  const truth = truthOf(sample);
  const isRight = isFlagged(now) === (truth === 'scam');
  return [
    {
      id: sample.id,
      lang: sample.lang,
      truth,
      kind: truth === 'bulk' ? 'bulk' : isRight ? 'fixed' : 'broken',
      from: other.ruled.screen.verdict,
      to: now.ruled.screen.verdict,
      moved: now.ruled.screen.logOdds - other.ruled.screen.logOdds,
      ...(sample.own || now.population !== 'report' ? { text: sample.text } : {}),
    },
  ];
}
