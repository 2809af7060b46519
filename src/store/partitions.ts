// SPDX-License-Identifier: Apache-2.0
/**
 * Tables that are partitioned by UTC day: the partition of 4 March 2026 is `<table>_20260304`. Both making and dropping one needs
 * the table to itself for a moment: when a reader keeps it longer than two seconds, both are left for another time.
 */
import { type Kysely, sql } from 'kysely';
import { TocsinError } from '../base/errors.ts';
import { formatInstant, type Instant, instantOf, parseInstant } from '../base/instant.ts';

/** As `20260304`. */
export type PartitionDay = string;

const MS_PER_DAY = 86_400_000;
// Whoever uses the table waits behind one who waits to have it alone: then rather another time.
const PATIENCE_MS = 2000;
// A space of advisory locks of its own: "part" in ASCII.
const LOCK = 0x7061_7274;
// lock_not_available (PostgreSQL manual, appendix A).
const STILL_USED = '55P03';

export function partitionDay(at: Instant): PartitionDay {
  return formatInstant(at).slice(0, 10).replaceAll('-', '');
}

/** The first moment of the day; `undefined` where the text names none. */
export function beginOfDay(day: PartitionDay): Instant | undefined {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/u.exec(day) ?? [];
  return date === undefined ? undefined : parseInstant(`${year}-${month}-${date}T00:00:00Z`);
}

/**
 * One statement that makes the partition of a day where it is missing. Any number of processes may run it at once. It fails with
 * SQLSTATE 55P03 when the table is in use for longer than two seconds.
 *
 * NOTE: `attach partition` would wait for nobody, and is no way: a session that reads the list of partitions at that very moment
 * keeps the older one, finds no row of the new partition and cannot insert into it (tried on 15 and 18).
 */
export function partitionStatement(table: string, day: PartitionDay): string {
  const begin = beginOfDay(day);
  if (begin === undefined || !/^[a-z_][a-z0-9_]*$/u.test(table))
    throw new TocsinError('bad-partition', 'A partition is named by a table of ours and a day as 20260304.');
  const name = `${table}_${day}`;
  const end = partitionDay(instantOf(begin + MS_PER_DAY));
  return `do $$
begin
  perform set_config('lock_timeout', '${PATIENCE_MS}', true);
  perform pg_advisory_xact_lock(${LOCK}, hashtext('${name}'));
  if not exists (select from pg_class where relname = '${name}' and relnamespace = current_schema()::regnamespace) then
    create table ${name} partition of ${table} for values from ('${day} 00:00:00+00') to ('${end} 00:00:00+00');
  end if;
end $$`;
}

export async function makePartition<Tables>(db: Kysely<Tables>, table: string, day: PartitionDay): Promise<void> {
  await sql.raw(partitionStatement(table, day)).execute(db);
}

/**
 * Today's partition and those of the days that follow, so that no first row of a day has to wait for one. False when the table is
 * in use: then for the next time.
 */
export async function makePartitionsAhead<Tables>(
  db: Kysely<Tables>,
  { table, now, days }: { readonly table: string; readonly now: Instant; readonly days: number },
): Promise<boolean> {
  const there = new Set(await readPartitionDays(db, table));
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const day = partitionDay(instantOf(now + ahead * MS_PER_DAY));
    if (!there.has(day) && !(await unlessUsed(async () => makePartition(db, table, day)))) return false;
  }
  return true;
}

/** Oldest first. Partitions that are not of a day have another name, and nothing here touches them. */
async function readPartitionDays<Tables>(db: Kysely<Tables>, table: string): Promise<readonly PartitionDay[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = ${table}::regclass order by child.relname`.execute(db);
  return daysOf(
    table,
    rows.map(({ name }) => name),
  );
}

/** The days that names of partitions stand for. */
export function daysOf(table: string, names: readonly string[]): readonly PartitionDay[] {
  const days = names.filter((name) => name.startsWith(`${table}_`)).map((name) => name.slice(table.length + 1));
  return days.filter((day) => beginOfDay(day) !== undefined).toSorted();
}

export type Dropped = {
  readonly dropped: readonly PartitionDay[];
  /** Due as well, and still being read: for the next time. */
  readonly postponed: readonly PartitionDay[];
};

/** Drops every partition whose day ended `days` ago or earlier. */
export async function dropDuePartitions<Tables>(
  db: Kysely<Tables>,
  { table, now, days }: { readonly table: string; readonly now: Instant; readonly days: number },
): Promise<Dropped> {
  const dropped: PartitionDay[] = [];
  const postponed: PartitionDay[] = [];
  for (const day of await readPartitionDays(db, table)) {
    const begin = beginOfDay(day);
    if (begin === undefined || begin + (1 + days) * MS_PER_DAY > now) continue;
    ((await dropPartition(db, `${table}_${day}`)) ? dropped : postponed).push(day);
  }
  return { dropped, postponed };
}

async function dropPartition<Tables>(db: Kysely<Tables>, partition: string): Promise<boolean> {
  return unlessUsed(async () =>
    db.transaction().execute(async (transaction) => {
      await sql`select set_config('lock_timeout', ${String(PATIENCE_MS)}, true)`.execute(transaction);
      await sql`drop table if exists ${sql.table(partition)}`.execute(transaction);
    }),
  );
}

/** False when it was not to be had alone in time. */
async function unlessUsed(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === STILL_USED) return false;
    throw error;
  }
}
