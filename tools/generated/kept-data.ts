// SPDX-License-Identifier: Apache-2.0
/** docs/reference/kept-data.md: every table, why it is kept and for how long. */
import { keptTables } from '../../src/app/kept-tables.ts';
import { loadJournalPolicy } from '../../src/screen/journal/journal-policy.ts';
import { SHIPPED_POLICY_DIR } from '../../src/screen/load.ts';
import type { Retention } from '../../src/store/kept-table.ts';

export function renderKeptData(): string {
  const rows = keptTables(loadJournalPolicy(SHIPPED_POLICY_DIR)).map(
    ({ table, purpose, legalBasis, retention }) =>
      `| \`${table}\` | ${purpose} | ${legalBasis} | ${sentenceOf(retention)} |`,
  );
  return `# What is kept

Every table of the database. A job deletes each hour what has had its time. Days of the journal are those of
\`policy/journal.yaml\` as shipped; your own file may say others.

| table | what for | legal basis | how long |
|---|---|---|---|
${rows.join('\n')}
`;
}

function sentenceOf(retention: Retention): string {
  switch (retention.kind) {
    case 'partitions':
      return `${counted(retention.days)} after the UTC day, day by day`;
    case 'rows':
      return `${counted(retention.days)} after \`${retention.column}\``;
    case 'kept':
      return `For good: ${retention.because.charAt(0).toLowerCase()}${retention.because.slice(1).replace(/\.$/u, '')}`;
  }
}

function counted(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
