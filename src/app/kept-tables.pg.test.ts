// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Instant, instantOf } from '../base/instant.ts';
import { loadJournalPolicy } from '../screen/journal/journal-policy.ts';
import { SHIPPED_POLICY_DIR } from '../screen/load.ts';
import { makePartition, partitionDay } from '../store/partitions.ts';
import { enforceRetention } from '../store/retention.ts';
import { createTestStore } from '../testing/database.ts';
import { keptTables } from './kept-tables.ts';

const TABLES = keptTables(loadJournalPolicy(SHIPPED_POLICY_DIR));
const MS_PER_DAY = 86_400_000;
const NOW = instantOf(Date.now());
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const daysAgo = (days: number, ms = 0): Instant => instantOf(NOW - days * MS_PER_DAY + ms);
const daysOf = (table: string): number => {
  const kept = TABLES.find((each) => each.table === table)?.retention;
  if (kept === undefined || kept.kind === 'kept') throw new Error(`${table} is not one that ages.`);
  return kept.days;
};

async function enforce(db: Kysely<object>): Promise<void> {
  await enforceRetention({ db, tables: TABLES, now: NOW, log: quiet });
}

async function columnOf(db: Kysely<object>, table: string, column: string): Promise<readonly unknown[]> {
  const { rows } = await sql<{ value: unknown }>`
    select ${sql.ref(column)} as value from ${sql.table(table)} order by 1`.execute(db);
  return rows.map(({ value }) => value);
}

describe('what is kept', () => {
  it('is answered for, each table of it: with purpose, legal basis and retention, and none that is not there', async () => {
    await using store = await createTestStore();
    await store.jobs.start();
    await store.jobs.stop();
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      union select nspname from pg_namespace where nspname not like 'pg\\_%' and nspname not in ('public', 'information_schema')
      order by 1`.execute(store.db());
    expect(TABLES.map(({ table }) => table).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
    for (const { purpose, legalBasis } of TABLES) {
      expect(purpose).toMatch(/^[A-Z].{20,}\.$/u);
      expect(legalBasis).toMatch(/^(?:GDPR Art\. \d|Concerns (?:no person|institutions)).*\.$/u);
    }
  });

  it('can age as it says: the column is a moment or a day, the table has partitions', async () => {
    await using store = await createTestStore();
    const unable: string[] = [];
    for (const { table, retention } of TABLES) {
      const { rows } = await sql<{ name: string; type: string; kind: string }>`
        select attname as name, atttypid::regtype::text as type, relkind as kind
        from pg_attribute join pg_class on pg_class.oid = attrelid where relname = ${table}`.execute(store.db());
      const type = retention.kind === 'rows' ? rows.find(({ name }) => name === retention.column)?.type : 'date';
      const isAble = type === 'date' || type === 'timestamp with time zone';
      if (!isAble || (retention.kind === 'partitions' && rows[0]?.kind !== 'p')) unable.push(table);
    }
    expect(unable).toEqual([]);
  });

  it('is kept to the day and not longer: partitions', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    const days = daysOf('journal_contents');
    for (const ago of [0, days, days + 1, days + 40]) {
      await makePartition(db, 'journal_contents', partitionDay(daysAgo(ago)));
      await sql`insert into journal_contents values (${String(ago)}, ${new Date(daysAgo(ago))}, 'said')`.execute(db);
    }
    await enforce(db);
    expect(await columnOf(db, 'journal_contents', 'id')).toEqual(['0', String(days)]);
    // The days that come are there before they begin.
    await sql`insert into journal_contents values ('later', ${new Date(daysAgo(-3))}, 'said')`.execute(db);
  });

  it('is kept to the moment and not longer: rows, however many', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    const days = daysOf('journal_positions');
    await sql`insert into journal_positions select 'due', n, 0, ${new Date(daysAgo(days, -1000))} from generate_series(1, 12000) n`.execute(
      db,
    );
    await sql`insert into journal_positions select 'kept', n, 0, ${new Date(daysAgo(days, 60_000))} from generate_series(1, 3) n`.execute(
      db,
    );
    await enforce(db);
    expect(await columnOf(db, 'journal_positions', 'node')).toEqual(['kept', 'kept', 'kept']);
  });

  it('is kept to the day and not longer: rows of a day', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    const days = daysOf('decision_counts');
    for (const ago of [days - 1, days + 1])
      await sql`insert into decision_counts values (${new Date(daysAgo(ago))}, 'text', 'screen', 'allow', ${String(ago)}, 1)`.execute(
        db,
      );
    await enforce(db);
    expect(await columnOf(db, 'decision_counts', 'scheme')).toEqual([String(days - 1)]);
  });

  it('loses the beginning of the audit trail and nothing else, in the order it was written', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    const days = daysOf('access_audit');
    // All of one moment, and more than a batch.
    await sql`insert into access_audit select n, ${new Date(daysAgo(days + 1))}, 'p', 'p', 'a', 'o', 'o', '', 'ok', sha256(n::text::bytea), 'h'
      from generate_series(12000, 1, -1) n`.execute(db);
    await sql`insert into access_audit values (12001, ${new Date(daysAgo(days - 1))}, 'p', 'p', 'a', 'o', 'o', '', 'ok', 'b', 'h')`.execute(
      db,
    );
    await enforce(db);
    expect(await columnOf(db, 'access_audit', 'seq')).toEqual(['12001'].map(Number));
    expect(await columnOf(db, 'access_audit_floor', 'seq')).toEqual([12_000]);
  });

  it('takes nothing from a table that is kept, and fails for none that is empty', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    await sql`update store_pulse set beaten_at = 'epoch'`.execute(db);
    await enforce(db);
    await enforce(db);
    expect(await columnOf(db, 'store_pulse', 'only_row')).toEqual([true]);
    expect(await columnOf(db, 'record_head', 'only_row')).toEqual([true]);
  });

  it('is enforced for every other table when one fails', async () => {
    await using store = await createTestStore();
    const db = store.db<object>();
    const due = new Date(daysAgo(daysOf('journal_positions') + 1));
    await sql`insert into journal_positions values ('due', 1, 0, ${due})`.execute(db);
    const broken = {
      table: 'nowhere',
      purpose: '',
      legalBasis: '',
      retention: { kind: 'rows', column: 'at', days: 1 },
    } as const;
    const enforcing = enforceRetention({ db, tables: [broken, ...TABLES], now: NOW, log: quiet });
    await expect(enforcing).rejects.toThrow(/nowhere/u);
    expect(await columnOf(db, 'journal_positions', 'node')).toEqual([]);
  });
});
