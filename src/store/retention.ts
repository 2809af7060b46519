// SPDX-License-Identifier: Apache-2.0
/** Ends what has had its time, as every table states it (`kept-table.ts`): whole days of a partitioned one, rows of any other. */
import { type Kysely, sql } from 'kysely';
import { type Instant, instantOf } from '../base/instant.ts';
import type { KeptTable } from './kept-table.ts';
import { dropDuePartitions, makePartitionsAhead } from './partitions.ts';
import type { StoreLog } from './store.ts';

export type RetentionParts<Tables> = {
  readonly db: Kysely<Tables>;
  readonly tables: readonly KeptTable[];
  readonly now: Instant;
  readonly log: StoreLog;
};

const MS_PER_DAY = 86_400_000;
// One statement's share, so that no lock is held for long.
const ROWS_AT_ONCE = 5000;
// Over a long weekend without this job a day still finds its partition.
const DAYS_AHEAD = 4;

/**
 * In the order of `tables`. Bears being run twice, and beside itself. A table that fails keeps no other from its turn; the first
 * failure is thrown at the end.
 */
export async function enforceRetention<Tables>(parts: RetentionParts<Tables>): Promise<void> {
  const failures: unknown[] = [];
  for (const kept of parts.tables) {
    try {
      await enforce(parts, kept);
    } catch (error) {
      failures.push(error);
      parts.log.error({ err: error, table: kept.table }, 'What has had its time could not be ended.');
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function enforce<Tables>({ db, now, log }: RetentionParts<Tables>, kept: KeptTable): Promise<void> {
  const { table, retention } = kept;
  switch (retention.kind) {
    case 'kept':
      return;
    case 'partitions': {
      const { dropped, postponed } = await dropDuePartitions(db, { table, now, days: retention.days });
      if (dropped.length > 0) log.info({ table, count: dropped.length }, 'Days that had had their time were dropped.');
      if (postponed.length > 0)
        log.warn({ table, count: postponed.length }, 'Days that have had their time are still being read.');
      if (!(await makePartitionsAhead(db, { table, now, days: DAYS_AHEAD })))
        log.warn({ table }, 'The days that come could not be made ready, since the table is in use.');
      return;
    }
    case 'rows': {
      const count = await deleteRows(db, kept.table, retention.column, instantOf(now - retention.days * MS_PER_DAY));
      if (count > 0) log.info({ table, count }, 'Rows that had had their time were deleted.');
    }
  }
}

/**
 * The oldest first, and of those that are as old in the order of the key: a trail whose rows are chained may be shortened from its
 * beginning alone.
 */
async function deleteRows<Tables>(db: Kysely<Tables>, table: string, column: string, before: Instant): Promise<number> {
  const [from, of] = [sql.table(table), sql.ref(column)];
  const order = sql.join([column, ...(await readPrimaryKey(db, table))].map((name) => sql.ref(name)));
  let deleted = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${from} where ctid = any(array(
        select ctid from ${from} where ${of} < ${new Date(before)} order by ${order} limit ${ROWS_AT_ONCE}
      )) and ${of} < ${new Date(before)}`.execute(db);
    deleted += Number(numAffectedRows);
    if (numAffectedRows < ROWS_AT_ONCE) return deleted;
  }
}

async function readPrimaryKey<Tables>(db: Kysely<Tables>, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_index
    cross join unnest(indkey::int2[]) with ordinality as key (number, place)
    join pg_attribute on attrelid = indrelid and attnum = key.number
    where indrelid = ${table}::regclass and indisprimary order by place`.execute(db);
  return rows.map(({ name }) => name);
}
