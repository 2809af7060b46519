// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Instant, instantOf, parseInstant } from '../base/instant.ts';
import { createTestStore } from '../testing/database.ts';
import {
  dropDuePartitions,
  makePartition,
  makePartitionsAhead,
  partitionDay,
  partitionStatement,
} from './partitions.ts';

const at = (text: string): Instant => parseInstant(text)!;

async function makeTable(db: Kysely<object>): Promise<void> {
  await sql`create table seen (n int generated always as identity, at timestamptz not null, what text default 'x' check (what <> ''))
    partition by range (at)`.execute(db);
  await sql`create index on seen (at)`.execute(db);
}

async function partitionsOf(db: Kysely<object>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'seen'::regclass order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

const insert = (db: Kysely<object>, text: string) => sql`insert into seen (at) values (${text})`.execute(db);

describe('partitions of a day', () => {
  it('take the rows of their UTC day and no others', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    await makePartition(db, 'seen', '20240229');
    await insert(db, '2024-02-29T00:00:00Z');
    await insert(db, '2024-02-29T23:59:59.999999Z');
    await insert(db, '2024-03-01T01:00:00+02');
    await expect(insert(db, '2024-03-01T00:00:00Z')).rejects.toThrow(/no partition/u);
    await expect(insert(db, '2024-02-28T23:59:59Z')).rejects.toThrow(/no partition/u);
    const { rows } = await sql`select n, what from seen_20240229 order by n`.execute(db);
    expect(rows).toEqual([
      { n: 1, what: 'x' },
      { n: 2, what: 'x' },
      { n: 3, what: 'x' },
    ]);
  });

  it('are made once when many ask at the same moment', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    await Promise.all(Array.from({ length: 10 }, async () => makePartition(db, 'seen', '20240301')));
    expect(await partitionsOf(db)).toEqual(['seen_20240301']);
  });

  it('are known to every session as soon as they are there, however busy it is', { timeout: 60_000 }, async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    const done = new AbortController();
    let day = '';
    let next = 0;
    const missed: string[] = [];
    const sessions = Array.from({ length: 6 }, async () => {
      while (!done.signal.aborted) {
        const mine = day;
        const noon = `${mine.slice(0, 4)}-${mine.slice(4, 6)}-${mine.slice(6)}T12:00:00Z`;
        if (mine === '') await setImmediate();
        else {
          const seen = await sql`select from seen where at = ${noon} limit 1`.execute(db);
          if (seen.rows.length === 0) missed.push(mine);
          await insert(db, noon);
        }
      }
    });
    const untilMs = performance.now() + 3000;
    while (performance.now() < untilMs) {
      const made = partitionDay(instantOf(at('2000-01-01T00:00:00Z') + (next += 1) * 86_400_000));
      await makePartition(db, 'seen', made);
      await insert(db, `${made.slice(0, 4)}-${made.slice(4, 6)}-${made.slice(6)}T12:00:00Z`);
      day = made;
    }
    done.abort();
    await Promise.all(sessions);
    expect(missed).toEqual([]);
    expect(next).toBeGreaterThan(3);
  });

  it('wait for a long reader no longer than others can wait behind them', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    await makePartition(db, 'seen', '20240301');
    const ahead = { table: 'seen', now: at('2024-03-01T12:00:00Z'), days: 1 };
    await db.transaction().execute(async (reader) => {
      await sql`select count(*) from seen`.execute(reader);
      expect(await makePartitionsAhead(db, ahead)).toBe(false);
      await insert(db, '2024-03-01T12:00:00Z');
    });
    expect(await makePartitionsAhead(db, ahead)).toBe(true);
    expect(await partitionsOf(db)).toEqual(['seen_20240301', 'seen_20240302']);
  });

  it('are ready before their day begins', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    const ahead = { table: 'seen', now: at('2023-12-30T23:59:59Z'), days: 2 };
    await makePartitionsAhead(db, ahead);
    await makePartitionsAhead(db, ahead);
    expect(await partitionsOf(db)).toEqual(['seen_20231230', 'seen_20231231', 'seen_20240101']);
  });

  it('go when their day ended as many days ago as was said, not a millisecond earlier', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    for (const day of ['20240301', '20240302', '20240303']) await makePartition(db, 'seen', day);
    await sql`create table seen_other partition of seen default`.execute(db);
    const early = await dropDuePartitions(db, { table: 'seen', now: at('2024-03-03T23:59:59.999Z'), days: 2 });
    expect(early).toEqual({ dropped: [], postponed: [] });
    const due = await dropDuePartitions(db, { table: 'seen', now: at('2024-03-04T00:00:00Z'), days: 2 });
    expect(due).toEqual({ dropped: ['20240301'], postponed: [] });
    expect(await partitionsOf(db)).toEqual(['seen_20240302', 'seen_20240303', 'seen_other']);
  });

  it('that are still being read are left for the next time, and writers go on', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await makeTable(db);
    await makePartition(db, 'seen', '20240301');
    const due = { table: 'seen', now: at('2024-05-01T00:00:00Z'), days: 2 };
    await db.transaction().execute(async (reader) => {
      await sql`select count(*) from seen`.execute(reader);
      expect(await dropDuePartitions(db, due)).toEqual({ dropped: [], postponed: ['20240301'] });
      await insert(db, '2024-03-01T12:00:00Z');
    });
    expect(await dropDuePartitions(db, due)).toEqual({ dropped: ['20240301'], postponed: [] });
  });

  it.each([
    ['seen', '20240230'],
    ['seen', '2024'],
    ['seen; drop table x', '20240301'],
  ])('are refused for %s and %s', (table, day) => {
    expect(() => partitionStatement(table, day)).toThrow(/A partition is named by/u);
  });

  it('have the day of a moment in UTC', () => {
    expect(partitionDay(at('2024-03-01T01:00:00+02:00'))).toBe('20240229');
  });
});
