// SPDX-License-Identifier: Apache-2.0
/**
 * Fills an empty database from a backup, in one transaction: schema, rows and sequences are there together or not at all,
 * whenever it is killed.
 */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EnvironmentError } from '../../base/errors.ts';
import { makeSchema } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migrations.ts';
import { partitionStatement } from '../partitions.ts';
import type { TableProgress } from './back-up.ts';
import { quoted, readSequences, readTables } from './catalogue.ts';
import { type Manifest, tableFile } from './manifest.ts';

export type LoadParts = {
  readonly client: pg.Client;
  /** Of the backup. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** Those that make the backup's schema. */
  readonly migrations: readonly Migration[];
  readonly signal: AbortSignal;
  readonly onTable: (progress: TableProgress) => void;
};

/** Throws an `EnvironmentError` when there is anything in the database. */
export async function refuseFilled(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(`
    select exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'S') and nspname not like 'pg\\_%' and nspname <> 'information_schema') as filled`);
  if (rows[0]?.filled === true)
    throw new EnvironmentError(
      'database-not-empty',
      'The database of DATABASE_URL is not empty. Name an empty one: nothing that is there is ever written over.',
    );
}

/** Gives the tables of the backup that no migration makes, and that were left out: somebody else's. */
export async function loadBackup(parts: LoadParts): Promise<readonly string[]> {
  const { client, manifest, migrations } = parts;
  await client.query('begin');
  await refuseFilled(client);
  await makeSchema(client, migrations);
  const made = await readMade(client, manifest);
  const tables = manifest.tables.filter(({ table }) => made.tables.has(table));
  // What migrations put there stands in the backup as well, as it was by then.
  for (const { table } of tables.toReversed()) await client.query(`delete from ${quoted(table)}`);
  for (const [index, table] of tables.entries()) await loadTable(parts, table, { nth: index + 1, of: tables.length });
  for (const { name, last, isCalled } of manifest.sequences)
    if (made.sequences.has(name))
      await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, isCalled]);
  await client.query('commit');
  // Otherwise the first questions would be planned as if all tables were empty.
  await client.query('analyze');
  return manifest.tables.map(({ table }) => table).filter((table) => !made.tables.has(table));
}

type Made = { readonly tables: ReadonlySet<string>; readonly sequences: ReadonlySet<string> };

/** What migrations make. All of it stands in the manifest, column for column, or nothing is loaded. */
async function readMade(client: pg.Client, manifest: Manifest): Promise<Made> {
  const said = new Map(manifest.tables.map(({ table, columns }) => [table, columns.toSorted().join()]));
  const saidSequences = new Set(manifest.sequences.map(({ name }) => name));
  const tables = await readTables(client);
  const sequences = (await readSequences(client)).map(({ name }) => name);
  const isAllThere =
    tables.every(({ table, columns }) => said.get(table) === columns.toSorted().join()) &&
    sequences.every((name) => saidSequences.has(name));
  if (isAllThere) return { tables: new Set(tables.map(({ table }) => table)), sequences: new Set(sequences) };
  throw new EnvironmentError(
    'backup-damaged',
    'The backup does not have the tables that its migrations make. Restore it with the Tocsin that made it, or use another backup.',
  );
}

async function loadTable(
  { client, folder, signal, onTable }: LoadParts,
  { table, columns, days, rows }: Manifest['tables'][number],
  place: { readonly nth: number; readonly of: number },
): Promise<void> {
  for (const day of days) await client.query(partitionStatement(table, day));
  const file = createReadStream(path.join(folder, tableFile(table)));
  const into = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
  file.on('data', () => onTable({ table, ...place, bytes: file.bytesRead }));
  await pipeline(file, createGunzip(), into, { signal });
  if (into.rowCount !== rows)
    throw new EnvironmentError(
      'backup-damaged',
      `The file ${tableFile(table)} of the backup does not have as many rows as it should. Use another backup.`,
    );
}
