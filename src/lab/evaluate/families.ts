// SPDX-License-Identifier: Apache-2.0
/**
 * What each family of disguise costs, on rows that it changes: recall of unwanted texts at the line that 1 % of undisguised innocent ones
 * exceed, and scams flagged as shipped, each beside the same rows undisguised.
 */
import { type DisguiseKind, isTrainedKind } from '../train/evade.ts';
import { drawFor } from '../train/random.ts';
import { DISGUISES } from './disguise/families-by-language.ts';
import { type Measured, type MeasuredRow, isFlagged } from './measured-rows.ts';
import { type Interval, thresholdAt, wilson } from './metrics.ts';
import { shareDifference } from './paired.ts';
import type { Section, Table } from './section.ts';
import { percent, percentages } from './tables.ts';

export type DisguisedFamily = {
  readonly lang: string;
  readonly family: DisguiseKind;
  readonly rows: readonly { readonly clean: MeasuredRow; readonly disguised: MeasuredRow }[];
};

export type FamilyFigures = {
  readonly lang: string;
  readonly family: DisguiseKind;
  /** Did training show the kind of disguise, by another generator? */
  readonly trained: boolean;
  /** Public unwanted rows that the family changes, their recall before and in disguise. */
  readonly n: number;
  readonly clean: Interval;
  readonly recall: Interval;
  readonly plain: Interval;
  /** Scams that it changes, public, own and held out; flagged by the whole product before and in disguise; the loss. */
  readonly scams: number;
  readonly flaggedClean: Interval;
  readonly flagged: Interval;
  readonly cost: Interval;
};

/** The rows in disguise, judged: bad rows of the report and scams of the held-out messages. */
export function disguiseRows({ report, heldOut, measure, seed }: Measured): readonly DisguisedFamily[] {
  const bad = [
    ...report.filter(({ sample }) => sample.kind === 'scam' || (sample.unwanted === 1 && !sample.own)),
    ...heldOut.filter(({ sample }) => sample.kind === 'scam'),
  ];
  return Object.entries(DISGUISES).flatMap(([lang, disguises]) => {
    const rows = bad.filter(({ sample }) => sample.lang === lang);
    return disguises.map(({ family, apply }) => ({
      lang,
      family,
      rows: rows.flatMap((clean) => {
        const { sample } = clean;
        const text = apply(sample.text, drawFor(seed, `${family}:${sample.id}`));
        if (text === sample.text) return [];
        return [{ clean, disguised: measure({ ...clean, sample: { ...sample, text } }) }];
      }),
    }));
  });
}

export function measureFamilies(
  report: readonly MeasuredRow[],
  families: readonly DisguisedFamily[],
): readonly FamilyFigures[] {
  return families.flatMap((one) => {
    const ham = report.filter(({ sample }) => sample.lang === one.lang && sample.unwanted === 0 && !sample.own);
    return one.rows.length === 0 ? [] : [figuresOf(one, ham)];
  });
}

function figuresOf({ lang, family, rows }: DisguisedFamily, ham: readonly MeasuredRow[]): FamilyFigures {
  const line = thresholdAt(
    ham.map((row) => row.unwanted),
    0.01,
  );
  const plainLine = thresholdAt(
    ham.map(({ plain }) => plain.unwanted),
    0.01,
  );
  // Without innocent rows there is no line.
  const publicRows =
    ham.length === 0 ? [] : rows.filter(({ clean }) => clean.population === 'report' && !clean.sample.own);
  const share = (is: (row: (typeof rows)[number]) => boolean) =>
    wilson(publicRows.filter(is).length, publicRows.length);
  const scams = rows.filter(({ clean }) => clean.sample.kind === 'scam');
  const before = scams.filter(({ clean }) => isFlagged(clean));
  const after = scams.filter(({ disguised }) => isFlagged(disguised));
  const lost = before.filter(({ disguised }) => !isFlagged(disguised)).length;
  const gained = after.filter(({ clean }) => !isFlagged(clean)).length;
  return {
    lang,
    family,
    trained: isTrainedKind(family, lang),
    n: publicRows.length,
    clean: share(({ clean }) => clean.unwanted > line),
    recall: share(({ disguised }) => disguised.unwanted > line),
    plain: share(({ disguised }) => disguised.plain.unwanted > plainLine),
    scams: scams.length,
    flaggedClean: wilson(before.length, scams.length),
    flagged: wilson(after.length, scams.length),
    cost: shareDifference(lost, gained, scams.length),
  };
}

export function describeFamilies(figures: readonly FamilyFigures[]): Section {
  const worst = figures.toSorted((one, other) => other.cost.value - one.cost.value)[0];
  return {
    id: 'disguises',
    title: 'Disguises',
    notes: [
      'Only rows that a family changes, before and in disguise. Recall: public unwanted texts at the line that 1 % of undisguised innocent ones exceed (question A).',
      'Flagged: scams of public sets, own templates and held-out messages by the whole product at screen; cost in points, with a paired interval.',
      'Trained: rows in this kind of disguise were trained on, made by another generator with other tables. "no": training never saw the kind.',
    ],
    tables: [tableOf(figures)],
    plots: [
      {
        kind: 'bars',
        title: 'Scams flagged in disguise and as they were',
        alt:
          worst === undefined
            ? 'No family changed a scam.'
            : `Scams flagged by family of disguise. The dearest is ${worst.lang} ${worst.family}: ${percent(worst.flaggedClean.value)} % before, ${percent(worst.flagged.value)} % in disguise.`,
        most: 1,
        unit: 'share',
        rows: figures
          .filter(({ scams }) => scams > 0)
          .map(({ lang, family, flagged, flaggedClean }) => ({
            name: `${lang} ${family}`,
            marks: [
              { series: 'in disguise', at: flagged },
              { series: 'as they were', at: flaggedClean },
            ],
          })),
      },
    ],
  };
}

function tableOf(figures: readonly FamilyFigures[]): Table {
  return {
    head: ['family', 'trained', 'n', 'before', 'recall', 'plain', 'scams', 'before', 'flagged', 'cost'],
    words: 2,
    rows: figures.map((row) => [
      `${row.lang} ${row.family}`,
      row.trained ? 'yes' : 'no',
      String(row.n),
      row.n === 0 ? '–' : percent(row.clean.value),
      row.n === 0 ? '–' : percentages(row.recall),
      row.n === 0 ? '–' : percent(row.plain.value),
      String(row.scams),
      percent(row.flaggedClean.value),
      percentages(row.flagged),
      percentages(row.cost),
    ]),
  };
}
