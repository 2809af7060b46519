// SPDX-License-Identifier: Apache-2.0
/**
 * The numbered migrations of this folder, `NNNN-name.sql`: forward only, each in a transaction of its own. The first line
 * says whether a program that does not know it may still use the database: `-- breaking: yes` or `no`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TocsinError } from '../../base/errors.ts';

export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly breaking: boolean;
  readonly sql: string;
  /** SHA-256 of the file: one that was applied must never change. */
  readonly digest: string;
};

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** In order. Throws a `TocsinError` for a file that is misnamed or leaves a gap. */
export function readMigrations(folder = FOLDER): readonly Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return files.toSorted().map((file, index) => {
    const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/u.exec(file) ?? [];
    if (number === undefined || name === undefined || Number(number) !== index + 1)
      throw new TocsinError(
        'bad-migration',
        `${file}: migrations are named NNNN-name.sql, counted from 0001 without gaps.`,
      );
    const sql = readFileSync(`${folder}/${file}`, 'utf8');
    const [, breaking] = /^-- breaking: (yes|no)\n/u.exec(sql) ?? [];
    if (breaking === undefined)
      throw new TocsinError(
        'bad-migration',
        `${file}:1: the first line must be "-- breaking: yes" or "-- breaking: no".`,
      );
    const digest = createHash('sha256').update(sql).digest('hex');
    return { number: index + 1, name, breaking: breaking === 'yes', sql, digest };
  });
}
