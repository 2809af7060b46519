// SPDX-License-Identifier: Apache-2.0
/**
 * A restore, into a data folder and a database that are empty.
 *
 * verified → marked (the folder is half restored from here on) → files copied → database filled at once → unmarked → migrated
 *
 * Killed at any moment in between it leaves the mark, which no server starts with; the next restore clears the folder and
 * begins anew. One that fails clears the folder itself.
 */
import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import type { Durability } from '../embedded/cluster.ts';
import { holderOf } from '../embedded/one-process.ts';
import { endLeftBehind } from '../embedded/postmaster.ts';
import { migrate } from '../migrations/migrate.ts';
import { type Migration, readMigrations } from '../migrations/migrations.ts';
import { openServer } from '../open-store.ts';
import type { StoreLog } from '../store.ts';
import type { TableProgress } from './back-up.ts';
import { openCopyClient } from './copy-client.ts';
import { copyDataFiles, KEYS, listOwned, PUBLISHED, removeOwned } from './data-files.ts';
import { syncFolder, syncFolders } from '../durable-files.ts';
import { isHalfRestored, markHalfRestored, unmarkHalfRestored } from './half-restored.ts';
import { loadBackup, refuseFilled } from './load-backup.ts';
import { dataFile, type Manifest } from './manifest.ts';
import { migrationsOf, verifyBackup } from './verify-backup.ts';

export type RestoreParts = {
  /** Of the backup. Absolute. */
  readonly folder: string;
  /** Absolute, there, and without a database. */
  readonly data: string;
  readonly databaseUrl?: string;
  readonly log: StoreLog;
  readonly durability?: Durability;
  /** For tests, instead of those that this program has. */
  readonly known?: readonly Migration[];
  readonly signal: AbortSignal;
  readonly onTable: (progress: TableProgress) => void;
};

export type Restored = {
  readonly manifest: Manifest;
  /** Where the schema is now: at the backup's migration or a later one. */
  readonly number: number;
  /** Tables of the backup that are not Tocsin's own. */
  readonly leftOut: readonly string[];
};

/** Throws an `EnvironmentError` of one sentence; then nothing is left of what it began. */
export async function restore(parts: RestoreParts): Promise<Restored> {
  const { folder, data, signal, known = readMigrations() } = parts;
  const manifest = await verifyBackup(folder, signal);
  const migrations = migrationsOf(manifest, known);
  refuseTaken(data);
  if (parts.databaseUrl !== undefined) await refuseFilledServer(parts);
  markHalfRestored(data);
  await removeHalf(data);
  let isWhole = false;
  try {
    return await withClient(parts, async (client) => {
      const leftOut = await fill(client, parts, { manifest, migrations });
      unmarkHalfRestored(data);
      isWhole = true;
      return { manifest, number: await bringUpToDate(client, known), leftOut };
    });
  } catch (cause) {
    if (!isWhole) {
      removeOwned(data);
      unmarkHalfRestored(data);
    }
    signal.throwIfAborted();
    throw cause instanceof TocsinError ? cause : new EnvironmentError('restore-failed', whyNot(cause), { cause });
  }
}

/** What another restore began. Its server may still be running. */
async function removeHalf(data: string): Promise<void> {
  const postgres = path.join(data, 'postgres');
  if (existsSync(postgres)) await endLeftBehind(path.join(realpathSync(postgres), 'cluster'));
  removeOwned(data);
}

function refuseTaken(data: string): void {
  const shown = printable(data, 300);
  const holder = holderOf(path.join(data, 'tocsin.pid'));
  if (holder !== undefined)
    throw new EnvironmentError(
      'data-in-use',
      `Another Tocsin (process ${holder}) is running on the data folder ${shown}. Name another one with --data DIR.`,
    );
  const [owned] = isHalfRestored(data) ? [] : listOwned(data);
  if (owned === undefined) return;
  throw new EnvironmentError(
    'data-not-empty',
    `The data folder ${shown} already has ${owned} in it. Name another one with --data DIR: nothing that is there is ever written over.`,
  );
}

async function withClient<Result>(parts: RestoreParts, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const server = await openServer(parts);
  try {
    const client = await openCopyClient(server.connection);
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  } finally {
    await server.close();
  }
}

async function refuseFilledServer(parts: RestoreParts): Promise<void> {
  await withClient(parts, refuseFilled);
}

type Plan = { readonly manifest: Manifest; readonly migrations: readonly Migration[] };

async function fill(client: pg.Client, parts: RestoreParts, plan: Plan): Promise<readonly string[]> {
  const { folder, data, signal, onTable } = parts;
  const names = [...PUBLISHED, ...KEYS];
  await copyDataFiles(names, { from: path.join(folder, dataFile('')), to: data });
  for (const name of names) {
    const place = path.join(data, name);
    if (existsSync(place) && statSync(place).isDirectory()) await syncFolders(place);
  }
  await syncFolder(data);
  return loadBackup({ client, folder, ...plan, signal, onTable });
}

async function bringUpToDate(client: pg.Client, known: readonly Migration[]): Promise<number> {
  try {
    return (await migrate(client, known)).number;
  } catch (cause) {
    throw new EnvironmentError(
      'database-not-migrated',
      'Everything is restored as it was; the migrations since then fail. Use the Tocsin that made the backup, and please report it.',
      { cause },
    );
  }
}

function whyNot(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case '53100':
      return 'The disk is full. Free some space, or name a data folder on another disk with --data DIR.';
    case '42501':
      return 'The user of DATABASE_URL may not make tables there. Give it that right, or use the user who owns the database.';
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return 'The backup changed while it was read. Use another copy of it.';
    default:
      return 'The database or the disk broke off in the middle, and nothing was restored. tocsin doctor says how they are.';
  }
}
