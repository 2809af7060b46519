// SPDX-License-Identifier: Apache-2.0
/** Two models side by side as a report: what moved, how many verdicts flipped in each kind of message, and each flip. */
import type { Interval } from '../metrics.ts';
import type { Report, Table } from '../section.ts';
import { percent } from '../tables.ts';
import { TRUTHS } from '../truth.ts';
import type { Comparison, Flip, Moved } from './compare.ts';

const NONE = '–';
const MOST_CHARACTERS = 160;

export function describeComparison({ models, moved, flips }: Comparison): Report {
  return {
    title: `Model ${models.now} against ${models.other}`,
    notes: [
      'Gains are of the first over the second on the same rows, with 95 % intervals: of AUC by bootstrap over groups, of shares by paired counts. Shares in points of a hundred.',
      'chance: how likely so uneven a division into fixed and broken is, were both models equally good (McNemar, exact).',
    ],
    sections: [
      { id: 'moved', title: 'What moved', notes: [], tables: [movedTable(moved)], plots: [] },
      {
        id: 'flips',
        title: `Verdicts that flip: ${flips.length}`,
        notes: [
          'fixed: the first is right and the second was not. Sorted by how far the score moved. Texts of public sets are not shown, only their ids.',
        ],
        tables: [countTable(flips), flipTable(flips)],
        plots: [],
      },
    ],
  };
}

function movedTable(moved: readonly Moved[]): Table {
  return {
    head: ['group', 'n', 'AUC', 'gain', 'scams', 'gain', 'alarms', 'gain', 'chance'],
    rows: moved.map(({ group, n, auc, recall, alarms, chance }) => [
      group,
      String(n),
      auc?.now.toFixed(4) ?? NONE,
      auc === undefined ? NONE : area(auc.gain),
      recall === undefined ? NONE : percent(recall.now),
      recall === undefined ? NONE : points(recall.gain),
      alarms === undefined ? NONE : percent(alarms.now),
      alarms === undefined ? NONE : points(alarms.gain),
      chance.toFixed(3),
    ]),
  };
}

function area({ value, low, high }: Interval): string {
  return `${signed(value, 4)} (${signed(low, 4)}–${signed(high, 4)})`;
}

function points({ value, low, high }: Interval): string {
  return `${signed(100 * value, 1)} (${signed(100 * low, 1)}–${signed(100 * high, 1)})`;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

function countTable(flips: readonly Flip[]): Table {
  const count = (truth: string, kind: Flip['kind']) =>
    String(flips.filter((flip) => flip.truth === truth && flip.kind === kind).length);
  return {
    caption: 'By truth',
    head: ['truth', 'fixed', 'broken', 'unknown'],
    rows: TRUTHS.filter((truth) => flips.some((flip) => flip.truth === truth)).map((truth) => [
      truth,
      count(truth, 'fixed'),
      count(truth, 'broken'),
      count(truth, 'bulk'),
    ]),
  };
}

function flipTable(flips: readonly Flip[]): Table {
  return {
    caption: 'Each',
    head: ['id', 'kind', 'truth', 'lang', 'verdict', 'text', 'moved'],
    words: 6,
    rows: flips.map(({ id, kind, truth, lang, from, to, moved, text }) => [
      id,
      kind,
      truth,
      lang,
      `${from} → ${to}`,
      text === undefined ? NONE : shorten(text),
      signed(moved, 2),
    ]),
  };
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`;
}
