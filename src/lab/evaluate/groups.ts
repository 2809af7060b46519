// SPDX-License-Identifier: Apache-2.0
/** The groups that figures are given for, by one dimension of the rows. */
import { isHeldBack } from '../train/split.ts';
import type { DisguisedFamily } from './families.ts';
import type { MeasuredRow } from './measured-rows.ts';

export const DIMENSIONS = ['lang', 'source', 'family', 'scheme', 'sector', 'ask'] as const;
/** `source`: the text set. `family`: of disguise. The last three are tags of own templates. */
export type Dimension = (typeof DIMENSIONS)[number];

export const USUAL_DIMENSIONS: readonly Dimension[] = ['lang', 'source'];

export type Group = {
  readonly by: 'whole' | Dimension;
  readonly name: string;
  readonly rows: readonly MeasuredRow[];
};

/** All rows, and the halves that differ most. */
export function wholeGroups(report: readonly MeasuredRow[]): readonly Group[] {
  const by = 'whole';
  return [
    { by, name: 'all', rows: report },
    { by, name: 'public sets', rows: report.filter(({ sample }) => !sample.own) },
    { by, name: 'own templates', rows: report.filter(({ sample }) => sample.own) },
    { by, name: 'own, held back', rows: report.filter(({ sample }) => isHeldBack(sample)) },
  ];
}

/**
 * A scheme's scams stand among the innocent messages of all own templates, a family's disguised messages among the undisguised
 * innocent ones of their language: neither has innocent ones of its own.
 */
export function groupsBy(
  by: Dimension,
  report: readonly MeasuredRow[],
  families: readonly DisguisedFamily[],
): readonly Group[] {
  const own = report.filter(({ sample }) => sample.own);
  switch (by) {
    case 'lang':
      return [
        ...divide(by, report, ({ sample }) => [sample.lang]),
        ...divide(by, own, ({ sample }) => [`own ${sample.lang}`]),
      ];
    case 'source':
      return divide(by, report, ({ sample }) => [sample.set]);
    case 'family':
      return families.map(({ lang, family, rows }) => {
        const innocent = report.filter(({ sample }) => sample.lang === lang && sample.unwanted === 0);
        return { by, name: `${lang} ${family}`, rows: [...rows.map(({ disguised }) => disguised), ...innocent] };
      });
    case 'scheme': {
      const innocent = own.filter(({ sample }) => sample.kind !== 'scam');
      const scams = own.filter(({ sample }) => sample.kind === 'scam');
      const schemes = divide(by, scams, ({ sample }) => (sample.scheme === undefined ? [] : [sample.scheme]));
      return schemes.map((group) => ({ ...group, rows: [...group.rows, ...innocent] }));
    }
    case 'sector':
      return divide(by, own, ({ sample }) => (sample.sector === undefined ? [] : [sample.sector]));
    case 'ask':
      return divide(by, own, ({ sample }) => sample.asks ?? []);
  }
}

/** In the order of their names. */
function divide(
  by: Dimension,
  rows: readonly MeasuredRow[],
  namesOf: (row: MeasuredRow) => readonly string[],
): readonly Group[] {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows) {
    for (const name of namesOf(row)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [row]);
      else group.push(row);
    }
  }
  return [...groups.keys()].toSorted().map((name) => ({ by, name, rows: groups.get(name) ?? [] }));
}
