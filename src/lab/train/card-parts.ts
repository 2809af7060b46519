// SPDX-License-Identifier: Apache-2.0
/** What the cards of all models are made of. */
import type { DataFile } from './corpora.ts';

export function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

export function tableOfData(files: readonly DataFile[]): string {
  const rows = files.map(
    ({ file, rows: count, licence, sha256 }) => `| ${file} | ${count} | ${licence} | \`${sha256.slice(0, 16)}…\` |`,
  );
  return ['| file | rows | licence | SHA-256 |', '|---|---|---|---|', ...rows].join('\n');
}
