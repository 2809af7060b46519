// SPDX-License-Identifier: Apache-2.0
/**
 * Takes a batch of records over from the spool. In one transaction the position of the spool moves on, the rows come in and the
 * counts go up, so that every record is in the tables exactly once, whoever is killed when.
 */
import { type Kysely, sql } from 'kysely';
import { beginOfDay, makePartition } from '../../store/partitions.ts';
import type { JournalTables } from './tables.ts';

export type SpoolPosition = { readonly node: string; readonly segment: number };

export type ShippedBatch = SpoolPosition & {
  /** Bytes of the segment: what the tables have, and what they have with this batch. */
  readonly from: number;
  readonly to: number;
  /** A JSON array of records in UTF-8; `undefined` where there is none to take. */
  readonly records: Buffer | undefined;
};

/** `moved`: another process has taken this stretch. `no-day`: a day has no partition yet. `refused`: a record's own fault. */
export type ShipAnswer = 'shipped' | 'moved' | 'no-day' | 'refused';

type Database = Kysely<JournalTables>;

export async function shipBatch(db: Database, batch: ShippedBatch): Promise<ShipAnswer> {
  try {
    return await db.transaction().execute(async (transaction) => {
      if (!(await movePosition(transaction, batch))) return 'moved';
      if (batch.records) await takeRecords(transaction, batch.records);
      return 'shipped';
    });
  } catch (error) {
    const answer = answerTo(error);
    if (answer === undefined) throw error;
    return answer;
  }
}

/** The first to move it from where it is wins: the row is locked until the transaction ends. */
async function movePosition(db: Database, { node, segment, from, to }: ShippedBatch): Promise<boolean> {
  const moved =
    from === 0
      ? sql`insert into journal_positions (node, segment, shipped, moved_at) values (${node}, ${segment}, ${to}, now())
            on conflict (node, segment) do nothing`
      : sql`update journal_positions set shipped = ${to}, moved_at = now()
            where node = ${node} and segment = ${segment} and shipped = ${from}`;
  const { numAffectedRows } = await moved.execute(db);
  return numAffectedRows === 1n;
}

// The names are those that `record.ts` writes.
const RECORD = sql`record (
  id text, event text, kind text, door text, mode text, decided timestamptz, at bigint, verdict text, score float8,
  scheme text, reasons json, model text, rules text, policy text, micros int, expires timestamptz, key text,
  keys text[], roles text[], content text)`;

const ROW = sql`
  select id, event, kind, door, mode, decided, to_timestamp(at / 1000.0), verdict, score, scheme, reasons, model, rules,
         policy, micros, expires, key, keys, roles from given`;

const COLUMNS = sql`
  id, event_id, kind, door, mode, decided_at, event_at, verdict, score, scheme, reasons, model, rules, policy, micros,
  expires_at, key_id, keys, roles`;

async function takeRecords(db: Database, records: Buffer): Promise<void> {
  await sql`
    with given as materialized (select * from json_to_recordset(${records}::json) as ${RECORD}),
    allowed as (insert into journal_allowed (${COLUMNS}) ${ROW} where verdict = 'allow'),
    flagged as (insert into journal_flagged (${COLUMNS}) ${ROW} where verdict <> 'allow'),
    contents as (
      insert into journal_contents (id, decided_at, content)
      select id, decided, content from given where content is not null)
    insert into decision_counts (day, kind, door, verdict, scheme, n)
    select (decided at time zone 'UTC')::date as day, kind, door, verdict, coalesce(scheme, '') as scheme, count(*)
    from given group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (day, kind, door, verdict, scheme) do update set n = decision_counts.n + excluded.n`.execute(db);
}

/** SQLSTATE (PostgreSQL manual, appendix A). Anything else is the server's trouble, which passes. */
function answerTo(error: unknown): ShipAnswer | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A row for which no partition is there violates the check that the partitions are.
  if (code === '23514') return 'no-day';
  // Data exception, integrity, program limit (too long for an index, too many columns).
  return /^(?:22|23|54)/u.test(code) ? 'refused' : undefined;
}

const PARTITIONED = ['journal_allowed', 'journal_flagged', 'journal_contents'] as const;

/** Makes the partitions of every day that the records speak of. False when one of them names no day. */
export async function makeDays(db: Database, records: Buffer): Promise<boolean> {
  const days = await sql<{ day: string | null }>`
    select distinct to_char(decided at time zone 'UTC', 'YYYYMMDD') as day
    from json_to_recordset(${records}::json) as ${RECORD}`.execute(db);
  let allNamed = true;
  for (const { day } of days.rows) {
    if (day === null || beginOfDay(day) === undefined) allNamed = false;
    else for (const table of PARTITIONED) await makePartition(db, table, day);
  }
  return allNamed;
}

/** Bytes of the segment that the tables have. */
export async function readPosition(db: Database, { node, segment }: SpoolPosition): Promise<number> {
  const row = await db
    .selectFrom('journal_positions')
    .select('shipped')
    .where('node', '=', node)
    .where('segment', '=', segment)
    .executeTakeFirst();
  return row?.shipped ?? 0;
}

/** For a segment whose file is gone. */
export async function forgetPosition(db: Database, { node, segment }: SpoolPosition): Promise<void> {
  await db.deleteFrom('journal_positions').where('node', '=', node).where('segment', '=', segment).execute();
}
