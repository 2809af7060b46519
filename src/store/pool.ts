// SPDX-License-Identifier: Apache-2.0
/** The one pool of a process, and what a failed query says about the server's state. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Connection, StoreState } from './store.ts';

const MOST_CONNECTIONS = 12;

export function createPool(connection: Connection): pg.Pool {
  const pool = new pg.Pool({
    ...driverOptions(connection),
    // Counts and indexes, all of them exact below 2^53; the driver would hand them out as text.
    types: { getTypeParser: (oid) => (oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid)) },
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    // A statement that nobody waits for any more must not hold its locks.
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks while idle is replaced when it is next needed: there is nothing else to do.
  pool.on('error', () => undefined);
  // One that breaks while it is used fails its query; the event besides would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** For drivers that open connections of their own. */
export function driverOptions({ host, port, user, password, database, ssl }: Connection) {
  return { host, port, user, password, database, ssl: ssl === true, application_name: 'tocsin' };
}

/** Any number of views of one pool: each slice sees its own tables. They are never destroyed, the pool is ended. */
export function createKysely<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** SQLSTATE classes (PostgreSQL manual, appendix A). */
export function stateOfError(error: unknown): StoreState {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case '53100':
      return 'disk-full';
    case '25006':
      return 'read-only';
    case '58030':
      // io_error carries the system's words and no code of its own.
      return error instanceof Error && /read-only file system/iu.test(error.message) ? 'read-only' : 'disk-full';
    default:
      return 'away';
  }
}
