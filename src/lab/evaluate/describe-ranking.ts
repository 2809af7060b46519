// SPDX-License-Identifier: Apache-2.0
/** Group figures as tables, and the recall of each as bars. */
import type { GroupFigures, Question } from './ranking.ts';
import type { Section, Table } from './section.ts';
import { percent, percentages } from './tables.ts';

const TITLES: Readonly<Record<Question, string>> = {
  unwanted: 'Unwanted bulk? (question A)',
  scam: 'Part of a scam? (the score, at each group’s own base rate)',
};
const NONE = '–';

export function describeRanking(figures: readonly GroupFigures[]): Section {
  const scam = figures.filter(({ question }) => question === 'scam');
  const all = scam.find(({ group }) => group === 'all');
  const recall = all?.ranked?.recall1.value ?? 0;
  return {
    id: 'groups',
    title: 'Groups',
    notes: [
      'R@1%, R@0.1%: recall at the line that this share of the group’s innocent rows exceeds. flagged, alarms: bad and innocent rows that the whole product flags at screen; the plain classifier’s at the same share of scams.',
      'Plain figures are without intervals here; --json has them.',
    ],
    tables: (['unwanted', 'scam'] as const).map((question) => tableOf(question, figures)),
    plots: [
      {
        kind: 'bars',
        title: 'Recall at 1 % false alarms, by group (part of a scam?)',
        alt: `Recall of scams at 1 % false alarms by group, beside the plain classifier. Of all rows: ${percent(recall)} % against ${percent(all?.plainRanked?.recall1.value ?? 0)} %.`,
        most: 1,
        unit: 'share',
        rows: scam.flatMap(({ group, ranked, plainRanked }) =>
          ranked === undefined || plainRanked === undefined
            ? []
            : [
                {
                  name: group,
                  marks: [
                    { series: 'model', at: ranked.recall1 },
                    { series: 'plain', at: plainRanked.recall1 },
                  ],
                },
              ],
        ),
      },
    ],
  };
}

function tableOf(question: Question, figures: readonly GroupFigures[]): Table {
  const plain = ['AUC', 'R@1%', 'R@0.1%', 'ECE', 'Brier', 'flagged', 'alarms'].map((name) => `plain ${name}`);
  return {
    caption: TITLES[question],
    head: ['group', 'n', 'bad', 'AUC', 'R@1%', 'R@0.1%', 'ECE', 'Brier', 'flagged', 'alarms', ...plain],
    rows: figures.filter((row) => row.question === question).map(cellsOf),
  };
}

function cellsOf({ group, n, bad, ranked, plainRanked, flagged, plainFlagged }: GroupFigures): readonly string[] {
  const own =
    ranked === undefined
      ? [NONE, NONE, NONE, NONE, NONE]
      : [
          ranked.auc.value.toFixed(3),
          percentages(ranked.recall1),
          percentages(ranked.recall01),
          ranked.ece.toFixed(3),
          ranked.brier.toFixed(3),
        ];
  const plain =
    plainRanked === undefined
      ? [NONE, NONE, NONE, NONE, NONE]
      : [
          plainRanked.auc.value.toFixed(3),
          percent(plainRanked.recall1.value),
          percent(plainRanked.recall01.value),
          plainRanked.ece.toFixed(3),
          plainRanked.brier.toFixed(3),
        ];
  return [
    group,
    String(n),
    String(bad),
    ...own,
    bad === 0 ? NONE : percentages(flagged.bad),
    bad === n ? NONE : percentages(flagged.innocent),
    ...plain,
    bad === 0 ? NONE : percent(plainFlagged.bad.value),
    bad === n ? NONE : percent(plainFlagged.innocent.value),
  ];
}
