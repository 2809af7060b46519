// SPDX-License-Identifier: Apache-2.0
/** Ends what has had its time, as every table states it (`kept-table.ts`): whole days of a partitioned one, rows of any other. */
import { type Kysely, sql } from 'kysely';
import type { Instant } from '../base/instant.ts';
import type { KeptTable } from './kept-table.ts';

export type Ended = {
  readonly table: string;
  /** Partitions dropped, or rows deleted. */
  readonly count: number;
};

const MS_PER_DAY = 86_400_000;
// One statement's share, so that no lock is held for long.
const ROWS_AT_ONCE = 5000;

/** In the order of `tables`; those that lost nothing are left out. Bears being run twice, and beside itself. */
export async function enforceRetention<Tables>(
  db: Kysely<Tables>,
  tables: readonly KeptTable[],
  now: Instant,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const { table, retention } of tables) {
    const count =
      retention.kind === 'partitions'
        ? await dropDays(db, table, now - retention.days * MS_PER_DAY)
        : retention.kind === 'rows'
          ? await deleteRows(db, table, retention.column, now - retention.days * MS_PER_DAY)
          : 0;
    if (count > 0) ended.push({ table, count });
  }
  return ended;
}

/** Partitions are named for the UTC day they hold: `journal_allowed_20261125`. */
async function dropDays<Tables>(db: Kysely<Tables>, table: string, beforeMs: number): Promise<number> {
  let dropped = 0;
  for (const { name, day } of await daysOf(db, table)) {
    if (day + MS_PER_DAY > beforeMs) continue;
    await sql`drop table if exists ${sql.table(name)}`.execute(db);
    dropped += 1;
  }
  return dropped;
}

type DayPartition = {
  readonly name: string;
  /** Its first moment. */
  readonly day: number;
};

async function daysOf<Tables>(db: Kysely<Tables>, table: string): Promise<readonly DayPartition[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = inhrelid
    where inhparent = to_regclass(${table}) order by child.relname`.execute(db);
  return rows.flatMap(({ name }) => {
    const [, year, month, date] = /_(\d{4})(\d{2})(\d{2})$/u.exec(name) ?? [];
    return date === undefined ? [] : [{ name, day: Date.UTC(Number(year), Number(month) - 1, Number(date)) }];
  });
}

/** The oldest first: a trail whose rows are chained may be shortened from its beginning alone. */
async function deleteRows<Tables>(
  db: Kysely<Tables>,
  table: string,
  column: string,
  beforeMs: number,
): Promise<number> {
  const [from, of] = [sql.table(table), sql.ref(column)];
  let deleted = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${from} where ctid = any(array(
        select ctid from ${from} where ${of} < ${new Date(beforeMs)} order by ${of}, ctid limit ${ROWS_AT_ONCE}
      ))`.execute(db);
    deleted += Number(numAffectedRows);
    if (numAffectedRows < ROWS_AT_ONCE) return deleted;
  }
}
