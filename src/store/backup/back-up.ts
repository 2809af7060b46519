// SPDX-License-Identifier: Apache-2.0
/**
 * A backup: every table as one moment saw it, the published record as it was just before, the keys as they were just after, and
 * last of all the manifest. Servers go on reading and writing meanwhile; only partitions are neither made nor dropped.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { type Clock, formatInstant } from '../../base/instant.ts';
import { printable } from '../../base/printable.ts';
import { readApplied } from '../migrations/migrate.ts';
import type { Connection } from '../store.ts';
import { type ExportedTable, quoted, readMigrationNumber, readSequences, readTables } from './catalogue.ts';
import { openCopyClient } from './copy-client.ts';
import { copyDataFiles, JOURNAL_KEYS, KEYS, PUBLISHED } from './data-files.ts';
import { makePrivateFolder, syncFolders } from '../durable-files.ts';
import { dataFile, type Manifest, tableFile, writeManifest } from './manifest.ts';

export type BackUpParts = {
  readonly connection: Connection;
  /** The data folder that belongs to the database. */
  readonly data: string;
  /** Where to: a folder that is not there yet, or is empty. Absolute. */
  readonly folder: string;
  /** Whether the keys of the journal's identifiers are copied too: rows can be shown without, not found by number. */
  readonly hasJournalKeys: boolean;
  /** Of this Tocsin. */
  readonly version: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onTable: (progress: TableProgress) => void;
};

export type TableProgress = {
  readonly table: string;
  readonly nth: number;
  readonly of: number;
  readonly bytes: number;
};

// Of the text of COPY the least effort takes off most there is to take off, at several times the speed of more.
const GZIP_LEVEL = 1;
const MOST_TRIES = 5;

/** Throws an `EnvironmentError` of one sentence; then nothing of the backup is left. */
export async function backUp(parts: BackUpParts): Promise<Manifest> {
  const { folder, signal } = parts;
  const isNew = prepareTarget(folder);
  try {
    const client = await openCopyClient(parts.connection);
    try {
      return await write(client, parts);
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (cause) {
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
    if (isNew) rmSync(folder, { recursive: true, force: true });
    signal.throwIfAborted();
    throw cause instanceof TocsinError ? cause : new EnvironmentError('backup-failed', whyNot(cause), { cause });
  }
}

/** True when the folder was made. */
function prepareTarget(folder: string): boolean {
  const shown = printable(folder, 300);
  try {
    if (existsSync(folder)) {
      if (statSync(folder).isDirectory() && readdirSync(folder).length === 0) return false;
      throw new EnvironmentError(
        'backup-exists',
        `${shown} is there already, and not an empty folder. Name another one.`,
      );
    }
    makePrivateFolder(folder);
    return true;
  } catch (cause) {
    if (cause instanceof TocsinError) throw cause;
    throw new EnvironmentError('backup-unwritable', `The folder ${shown} cannot be made. Name another one.`, { cause });
  }
}

async function write(client: pg.Client, parts: BackUpParts): Promise<Manifest> {
  const { data, folder, version, clock } = parts;
  makePrivateFolder(path.join(folder, 'tables'));
  const copies = { from: data, to: path.join(folder, dataFile('')) };
  await readMigrationNumber(client);
  const published = await copyDataFiles(PUBLISHED, copies);
  const tables = await beginSnapshot(client);
  const at = formatInstant(clock());
  const migrations = (await readApplied(client)).map(({ number, digest }) => ({ number, digest }));
  const without = parts.hasJournalKeys ? {} : { without: JOURNAL_KEYS };
  const keys = await copyDataFiles(KEYS, { ...copies, ...without });
  const written: Manifest['tables'][number][] = [];
  for (const [index, table] of tables.entries())
    written.push(await writeTable(client, table, parts, { nth: index + 1, of: tables.length }));
  // Sequences know no snapshot: read last, they are ahead of every row.
  const sequences = await readSequences(client);
  await client.query('commit');
  await syncFolders(folder);
  const manifest: Manifest = {
    format: 'tocsin-backup-1',
    at,
    version,
    migrations,
    tables: written,
    sequences: [...sequences],
    files: [...published, ...keys],
  };
  await writeManifest(folder, manifest);
  return manifest;
}

/**
 * Begins the transaction that all is read in. The tables are locked before its snapshot is taken: a partition that is dropped after
 * the snapshot would be missing from it, since a drop knows no snapshots.
 */
async function beginSnapshot(client: pg.Client): Promise<readonly ExportedTable[]> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await readTables(client);
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`lock table ${before.map(({ table }) => quoted(table)).join(', ')} in access share mode`);
    const tables = await readTables(client);
    if (JSON.stringify(tables.map(({ table }) => table)) === JSON.stringify(before.map(({ table }) => table)))
      return tables;
    // A migration came between.
    await client.query('rollback');
  }
  throw new EnvironmentError('backup-restless', 'The schema keeps changing. Try again when the migration has ended.');
}

async function writeTable(
  client: pg.Client,
  { table, columns, isPartitioned, days }: ExportedTable,
  { folder, signal, onTable }: BackUpParts,
  place: { readonly nth: number; readonly of: number },
): Promise<Manifest['tables'][number]> {
  const names = columns.map(quoted).join(', ');
  const source = isPartitioned ? `(select ${names} from ${quoted(table)})` : `${quoted(table)} (${names})`;
  const rows = client.query(copyTo(`copy ${source} to stdout`));
  const hash = createHash('sha256');
  let bytes = 0;
  const metered = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      onTable({ table, ...place, bytes });
      done(null, chunk);
    },
  });
  const file = createWriteStream(path.join(folder, tableFile(table)), { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(rows, createGzip({ level: GZIP_LEVEL }), metered, file, { signal });
  // The count comes behind the last row: an answer to anything later has it before.
  await client.query('select 1');
  return { table, columns: [...columns], days: [...days], rows: rows.rowCount, bytes, sha256: hash.digest('hex') };
}

function whyNot(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk of the backup is full. Free some space, or name a folder on another disk.';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'The backup cannot be written there by this user. Name another folder.';
    case '42501':
      return 'The user of the database may not read every table. Use the one that Tocsin runs with.';
    case '55P03':
      return 'Something holds a table for itself. Try again when it has ended.';
    default:
      return 'The database or the disk broke off in the middle, and the backup was not written. tocsin doctor says how they are.';
  }
}
