// SPDX-License-Identifier: Apache-2.0
/** Opens the store: the embedded server of a data folder, or the one that `DATABASE_URL` names; migrated, and watched. */
import { readFileSync, statfsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { EnvironmentError, TocsinError } from '../base/errors.ts';
import { refuseHalfRestored } from './backup/half-restored.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { type Durability, ensureCluster, SUPERUSER } from './embedded/cluster.ts';
import { claimFolder } from './embedded/one-process.ts';
import { findPlace, preparePlace } from './embedded/place.ts';
import { Postmaster } from './embedded/postmaster.ts';
import { runAs } from './embedded/unprivileged.ts';
import { createJobs } from './jobs/jobs.ts';
import { migrate } from './migrations/migrate.ts';
import { readMigrations } from './migrations/migrations.ts';
import { createKysely, createPool, driverOptions, stateOfError } from './pool.ts';
import type { Connection, Store, StoreLog, StoreState } from './store.ts';

export type StoreOptions = {
  /** Absolute, and there. */
  readonly data: string;
  readonly databaseUrl?: string;
  readonly log: StoreLog;
  readonly durability?: Durability;
};

const PULSE_MS = 2000;

/** Throws an `EnvironmentError` of one sentence. */
export async function openStore(options: StoreOptions): Promise<Store> {
  refuseHalfRestored(options.data);
  const { close, ...server } = await startServer(options);
  try {
    const store = await watched({ ...server, log: options.log });
    return {
      ...store,
      close: async () => {
        await store.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A server with whatever is in it: neither migrated nor watched. */
export type BareServer = Pick<Store, 'kind' | 'connection' | 'close'>;

/** Throws an `EnvironmentError` of one sentence. */
export async function openServer(options: StoreOptions): Promise<BareServer> {
  const { kind, connection, close } = await startServer(options);
  return { kind, connection, close };
}

type StartedServer = BareServer & Pick<Watching, 'serverState' | 'hasRoom'>;

async function startServer(options: StoreOptions): Promise<StartedServer> {
  return options.databaseUrl === undefined ? startEmbedded(options) : findExternal(options.databaseUrl);
}

async function startEmbedded({ data, log, durability = 'durable' }: StoreOptions): Promise<StartedServer> {
  const claim = claimFolder(data);
  try {
    const user = runAs();
    const place = preparePlace(data, user);
    const made = await ensureCluster(place, user, durability);
    if (made === 'made') log.info({}, 'The database was made.');
    const connection = connectionOf(place);
    const postmaster = new Postmaster({ place, user, durability, log, answers: async () => touch(connection) });
    await startPostmaster(postmaster);
    return {
      kind: 'embedded',
      connection,
      serverState: () => postmaster.state,
      hasRoom: () => hasRoomIn(place.cluster),
      close: async () => {
        await postmaster.stop();
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

async function startPostmaster(postmaster: Postmaster): Promise<void> {
  try {
    await postmaster.start();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new EnvironmentError('database-not-started', `PostgreSQL does not start: ${why}`, { cause });
  }
}

async function findExternal(databaseUrl: string): Promise<StartedServer> {
  const connection = parseDatabaseUrl(databaseUrl);
  try {
    await touch(connection);
  } catch (cause) {
    throw new EnvironmentError('database-unreachable', unreachable(cause), { cause });
  }
  return {
    kind: 'external',
    connection,
    serverState: () => 'ready',
    hasRoom: () => true,
    close: async () => undefined,
  };
}

function unreachable(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why: Readonly<Record<string, string>> = {
    '28P01': 'it refuses the user or the password',
    '28000': 'it refuses the user',
    '3D000': 'it has no such database',
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no such host',
  };
  return `The server of DATABASE_URL cannot be used: ${why[code] ?? 'it does not answer as PostgreSQL'}. Check the address and whether it runs.`;
}

function connectionOf({ socket, password }: { readonly socket: string; readonly password: string }): Connection {
  return {
    host: socket,
    port: 5432,
    user: SUPERUSER,
    password: readFileSync(password, 'utf8').trim(),
    database: 'postgres',
  };
}

/** The store of a folder that another process serves, for commands that only ask: nothing is started, nothing watched. */
export function openBeside(data: string, databaseUrl?: string): Store {
  const place = databaseUrl === undefined ? findPlace(data) : undefined;
  if (databaseUrl === undefined && place === undefined)
    throw new EnvironmentError('no-store', 'There is no database in this data folder yet. tocsin serve makes it.');
  const connection = place ? connectionOf(place) : parseDatabaseUrl(databaseUrl ?? '');
  const pool = createPool(connection);
  return {
    kind: place ? 'embedded' : 'external',
    connection,
    state: () => 'ready',
    db: <Tables>() => createKysely<Tables>(pool),
    jobs: createJobs(connection, { info: ignore, warn: ignore, error: ignore }),
    close: async () => pool.end(),
  };
}

function ignore(): void {}

async function touch(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...driverOptions(connection), connectionTimeoutMillis: 5000 });
  client.on('error', ignore);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(ignore);
  }
}

type Watching = {
  readonly kind: Store['kind'];
  readonly connection: Connection;
  readonly log: StoreLog;
  readonly serverState: () => StoreState;
  readonly hasRoom: () => boolean;
};

// One segment of the write-ahead log. A touched row may still fit where a new one no longer does.
const LEAST_FREE_BYTES = 16 * 1_048_576;

function hasRoomIn(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= LEAST_FREE_BYTES;
}

async function watched({ kind, connection, log, serverState, hasRoom }: Watching): Promise<Store> {
  const pool = createPool(connection);
  const db = createKysely<object>(pool);
  try {
    const client = await pool.connect();
    try {
      const { applied, number } = await migrate(client, readMigrations());
      if (applied.length > 0) log.info({ number }, 'The schema was brought up to date.');
    } finally {
      client.release();
    }
  } catch (cause) {
    await pool.end();
    if (cause instanceof TocsinError) throw cause;
    throw new EnvironmentError('database-not-migrated', 'The schema of the database could not be brought up to date.', {
      cause,
    });
  }
  const jobs = createJobs(connection, log);
  let state: StoreState = 'ready';
  const ending = new AbortController();
  const beating = beat();
  async function beat(): Promise<void> {
    while (!ending.signal.aborted) {
      await sleep(PULSE_MS, undefined, { signal: ending.signal }).catch(ignore);
      if (ending.signal.aborted) return;
      const beaten = sql`update store_pulse set beaten_at = now()`.execute(db);
      const next = await beaten.then(() => (hasRoom() ? 'ready' : 'disk-full'), stateOfError);
      if (next !== state)
        log[next === 'ready' ? 'info' : 'warn']({ state: next }, 'The state of the database changed.');
      state = next;
    }
  }
  return {
    kind,
    connection,
    state: () => (serverState() === 'ready' ? state : serverState()),
    db: <Tables>() => createKysely<Tables>(pool),
    jobs,
    close: async () => {
      ending.abort();
      await jobs.stop();
      await beating;
      await pool.end();
      state = 'closed';
    },
  };
}
