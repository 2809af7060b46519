// SPDX-License-Identifier: Apache-2.0
/** Figures of the link model as sections of a report. */
import type { Report, Section } from '../evaluate/section.ts';
import { decimals, percent, percentages } from '../evaluate/tables.ts';
import type { LinkEvaluation, LinkFlags, Ranked } from './evaluate-links.ts';
import type { LeftOutSource } from './leave-sources-out.ts';

export function describeLinks(evaluation: LinkEvaluation): Report {
  const { model, rows } = evaluation;
  return {
    title: `Link model ${model.version}`,
    notes: [
      `${rows.scams} scams of 2025 and ${rows.honest} honest links of lists, none of a domain trained on; ${rows.small} ordinary small sites that another hand wrote down.`,
      'Trained on what was seen to the end of 2024. Nothing was opened: an address is judged by its form.',
    ],
    sections: [ranking(evaluation), flags(evaluation.flags)],
  };
}

function ranking({ later, product, plain }: LinkEvaluation): Section {
  return {
    id: 'ranking',
    title: 'Ranking, a year later',
    notes: [
      'The model alone, without what is known of owners; the score of the whole product, which knows owners of lists that the honest links are from; and logistic regression over pieces of the lower-cased address.',
    ],
    tables: [
      {
        head: ['', 'AUC', 'R@1%', 'R@0.1%', 'small sites over the 1 % line', 'ECE'],
        rows: [rankedCells('model', later), rankedCells('product', product), rankedCells('plain', plain)],
      },
    ],
    plots: [],
  };
}

function rankedCells(name: string, ranked: Ranked): readonly string[] {
  const { auc, recall1, recall01, smallOverLine, ece } = ranked;
  return [name, decimals(auc), percentages(recall1), percentages(recall01), percentages(smallOverLine), ece.toFixed(3)];
}

function flags(groups: readonly LinkFlags[]): Section {
  return {
    id: 'flagged',
    title: 'Flagged as shipped',
    notes: ['Verdict other than allow, by the whole product; held: behind a page in between, where a person asks.'],
    tables: [
      {
        head: ['group', 'n', 'person', 'screen', 'held'],
        rows: groups.map(({ group, n, person, screen, held }) => [
          group,
          String(n),
          percentages(person),
          percentages(screen),
          percentages(held),
        ]),
      },
    ],
    plots: [
      {
        kind: 'bars',
        title: 'Flagged where a person asks',
        alt: `Share flagged by group: ${groups.map(({ group, person }) => `${group} ${percent(person.value)} %`).join(', ')}.`,
        most: 1,
        unit: 'share',
        rows: groups.map(({ group, person }) => ({ name: group, marks: [{ series: 'person', at: person }] })),
      },
    ],
  };
}

export function describeLeftOut(sources: readonly LeftOutSource[]): Section {
  return {
    id: 'left-out',
    title: 'Without a list of honest links',
    notes: [
      'A model trained without the list, asked about it: the share of its links that the model alone would warn about.',
    ],
    tables: [
      {
        head: ['list', 'n', 'warned about'],
        rows: sources.map(({ source, n, alarms }) => [source, String(n), percentages(alarms)]),
      },
    ],
    plots: [],
  };
}
