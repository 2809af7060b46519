// SPDX-License-Identifier: Apache-2.0
/**
 * A database for each test that asks: a copy of a migrated template (some 60 ms) on the one server of the run, which
 * `tools/test-postgres.ts` started.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { parseDatabaseUrl } from '../store/database-url.ts';
import { openBeside } from '../store/open-store.ts';
import { driverOptions } from '../store/pool.ts';
import type { Store } from '../store/store.ts';

/** Set by the run's own setup: the template's address. */
export const TEMPLATE_URL = 'TEST_DATABASE_URL';

export type TestDatabase = { readonly url: string; readonly [Symbol.asyncDispose]: () => Promise<void> };
export type TestStore = Store & { readonly url: string; readonly [Symbol.asyncDispose]: () => Promise<void> };

/** A fresh, migrated database; `empty` gives one without a table. */
export async function createTestDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const template = process.env[TEMPLATE_URL];
  if (template === undefined) throw new Error('Run tests by vitest: its setup starts the PostgreSQL they need.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = from === 'empty' ? 'template0' : parseDatabaseUrl(template).database;
  await administer(template, `create database ${name} template ${source} strategy wal_log`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => administer(template, `drop database if exists ${name} with (force)`),
  };
}

export async function createTestStore(): Promise<TestStore> {
  const database = await createTestDatabase();
  const store = openBeside('', database.url);
  return {
    ...store,
    url: database.url,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function administer(template: string, statement: string): Promise<void> {
  const connection = { ...parseDatabaseUrl(template), database: 'postgres' };
  const client = new pg.Client(driverOptions(connection));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
