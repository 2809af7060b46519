// SPDX-License-Identifier: Apache-2.0
/** A report as aligned tables of plain text. Plots are left out: every figure of theirs stands in a table. */
import type { Report, Section } from './section.ts';
import { table } from './tables.ts';

/** Ends with a line break. */
export function printReport(report: Report): string {
  return [`${report.title}. ${report.notes.join('\n')}\n`, ...report.sections.map(printSection)].join('\n');
}

export function printSection(section: Section): string {
  const tables = section.tables.map(({ caption, head, rows, words }) => {
    const body = table(head, rows, words);
    return caption === undefined ? body : `${caption}\n${body}`;
  });
  const heading = [section.title, ...section.notes].join('\n');
  return tables.length === 0 ? `${heading}\n` : `${heading}\n\n${tables.join('\n')}`;
}
