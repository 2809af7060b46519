// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { parseDatabaseUrl } from '../database-url.ts';
import { driverOptions } from '../pool.ts';
import { migrate } from './migrate.ts';
import { type Migration, readMigrations } from './migrations.ts';

async function connect(url: string) {
  const client = new pg.Client(driverOptions(parseDatabaseUrl(url)));
  await client.connect();
  return { client, [Symbol.asyncDispose]: async () => client.end() };
}

function migration(number: number, sql: string, breaking = false): Migration {
  return { number, name: `m${number}`, breaking, sql, digest: `${number}:${sql}` };
}

const ONE = migration(1, 'create table one (a int)');
const TWO = migration(2, 'create table two (a int)');

describe('migrating', () => {
  it('applies what is missing, in order and once, also when several begin together', async () => {
    await using database = await createTestDatabase('empty');
    await using a = await connect(database.url);
    await using b = await connect(database.url);
    const both = await Promise.all([migrate(a.client, [ONE, TWO]), migrate(b.client, [ONE, TWO])]);
    expect(both.map(({ applied }) => applied.length).toSorted((left, right) => left - right)).toEqual([0, 2]);
    expect(both.map(({ number }) => number)).toEqual([2, 2]);
  });

  it('leaves nothing of one that fails', async () => {
    await using database = await createTestDatabase('empty');
    await using a = await connect(database.url);
    const bad = migration(2, 'create table two (a int); select 1/0');
    await expect(migrate(a.client, [ONE, bad])).rejects.toThrow(/division by zero/u);
    expect((await migrate(a.client, [ONE, TWO])).applied).toEqual([TWO]);
  });

  it('refuses a newer breaking schema and bears one that is newer and not breaking', async () => {
    await using database = await createTestDatabase('empty');
    await using a = await connect(database.url);
    await migrate(a.client, [ONE, TWO]);
    expect(await migrate(a.client, [ONE])).toEqual({ applied: [], number: 2 });
    await migrate(a.client, [ONE, TWO, migration(3, 'drop table one', true)]);
    await expect(migrate(a.client, [ONE])).rejects.toThrow(/breaking migration 3, and this Tocsin knows them up to 1/u);
  });

  it('refuses a schema whose migrations are not its own', async () => {
    await using database = await createTestDatabase('empty');
    await using a = await connect(database.url);
    await migrate(a.client, [ONE]);
    await expect(migrate(a.client, [migration(1, 'select 1')])).rejects.toThrow(/Migration 1 of the database/u);
  });
});

describe('reading migrations', () => {
  it('finds the shipped ones numbered without gaps, each marked', () => {
    const found = readMigrations();
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => index + 1));
  });

  it.each([
    ['0002-late.sql', '-- breaking: no\n', /0002-late\.sql: migrations are named/u],
    ['first.sql', '-- breaking: no\n', /first\.sql: migrations are named/u],
    ['0001-first.sql', 'select 1', /0001-first\.sql:1: the first line/u],
  ])('names the file that is wrong: %s', (name, text, message) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-migrations-'));
    writeFileSync(path.join(folder, name), text);
    expect(() => readMigrations(folder)).toThrow(message);
    rmSync(folder, { recursive: true });
  });
});
