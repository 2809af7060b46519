// SPDX-License-Identifier: Apache-2.0
/** Sets of messages that a reader asks about by name: the share that the whole product flags at shipped thresholds, by door. */
import type { Door } from '../../decide/facts.ts';
import { type Measured, type MeasuredRow, isFlagged } from './measured-rows.ts';
import { type Interval, wilson } from './metrics.ts';
import type { Section } from './section.ts';
import { percent, percentages } from './tables.ts';
import { CODE_PURPOSE } from './truth.ts';

export type FlagFigures = {
  readonly group: string;
  readonly n: number;
  /** Verdict other than `allow`, for traffic and for a person who asks. */
  readonly screen: Interval;
  readonly person: Interval;
  /** The plain classifier at the share of scams of `screen`. */
  readonly plain: Interval;
};

/** The languages of public scam sets. */
const MAIN_LANGUAGES = ['en', 'zh', 'ko', 'th', 'tr'];

export function measureFlags({ report, innocent, trained, plainFlags, screenRate }: Measured): readonly FlagFigures[] {
  const scams = report.filter(({ sample }) => sample.kind === 'scam');
  const service = report.filter(({ sample }) => sample.kind === 'service');
  const own = service.filter(({ sample }) => sample.own);
  const groups: readonly (readonly [string, readonly MeasuredRow[]])[] = [
    ...MAIN_LANGUAGES.flatMap((lang) => {
      const rows = scams.filter(({ sample }) => sample.lang === lang);
      return [
        [`scams ${lang}, public`, rows.filter(({ sample }) => !sample.own)] as const,
        [`scams ${lang}, own templates`, rows.filter(({ sample }) => sample.own)] as const,
      ];
    }),
    ['scams in other languages, own templates', scams.filter(({ sample }) => !MAIN_LANGUAGES.includes(sample.lang))],
    ['service messages, own templates', own],
    ['service messages with a link, own templates', own.filter(({ sample }) => /\w\.\w{2,}\//u.test(sample.text))],
    ['service messages, public', service.filter(({ sample }) => !sample.own)],
    ['one-time codes', report.filter(({ sample }) => sample.purpose === CODE_PURPOSE)],
    ['adverts', report.filter(({ sample }) => sample.kind === 'advert')],
    ['bulk, fraud not separated', report.filter(({ sample }) => sample.kind === 'bulk')],
    ['personal chat', report.filter(({ sample }) => sample.kind === 'chat')],
    ['innocent texts, languages without training', innocent.filter(({ sample }) => !trained.has(sample.lang))],
    ['innocent texts, languages of few templates', innocent.filter(({ sample }) => trained.has(sample.lang))],
  ];
  return groups
    .filter(([, rows]) => rows.length > 0)
    .map(([group, rows]) => ({
      group,
      n: rows.length,
      screen: flaggedAt('screen', rows),
      person: flaggedAt('person', rows),
      plain: wilson(rows.filter((row) => plainFlags(row, screenRate)).length, rows.length),
    }));
}

function flaggedAt(door: Door, rows: readonly MeasuredRow[]): Interval {
  return wilson(rows.filter((row) => isFlagged(row, door)).length, rows.length);
}

export function describeFlags(figures: readonly FlagFigures[]): Section {
  return {
    id: 'flagged',
    title: 'Flagged at shipped thresholds',
    notes: ['By the whole product: text model, rules and policy, with nothing known of the sender.'],
    tables: [
      {
        head: ['set', 'n', 'screen', 'person', 'plain'],
        rows: figures.map(({ group, n, screen, person, plain }) => [
          group,
          String(n),
          percentages(screen),
          percentages(person),
          percent(plain.value),
        ]),
      },
    ],
    plots: [
      {
        kind: 'bars',
        title: 'Flagged at screen',
        alt: `Share flagged by the whole product: ${figures.map(({ group, screen }) => `${group} ${percent(screen.value)} %`).join('; ')}.`,
        most: 1,
        unit: 'share',
        rows: figures.map(({ group, screen }) => ({ name: group, marks: [{ series: 'model', at: screen }] })),
      },
    ],
  };
}
