// SPDX-License-Identifier: Apache-2.0
/** A connection for COPY, on which values are written and read in one way, whatever the server's or the user's settings are. */
import pg from 'pg';
import { EnvironmentError } from '../../base/errors.ts';
import { driverOptions } from '../pool.ts';
import type { Connection } from '../store.ts';

const SETTINGS = `
  set client_encoding to 'UTF8'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres'; set timezone to 'UTC';
  set extra_float_digits to 1; set bytea_output to 'hex'; set search_path to public; set row_security to off;
  set statement_timeout to 0; set idle_in_transaction_session_timeout to 0; set lock_timeout to '60s'`;

/** Ended by `end`, also in the middle of a COPY. Throws an `EnvironmentError` when the server does not answer. */
export async function openCopyClient(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client({ ...driverOptions(connection), connectionTimeoutMillis: 10_000, keepAlive: true });
  // One that breaks fails the query that is under way; the event besides would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(SETTINGS);
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new EnvironmentError('database-unreachable', 'The database does not answer. tocsin doctor says how it is.', {
      cause,
    });
  }
  return client;
}
