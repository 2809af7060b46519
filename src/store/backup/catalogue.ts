// SPDX-License-Identifier: Apache-2.0
/** What of a database is exported: its tables in an order in which they can be filled again, and how far its sequences are. */
import type pg from 'pg';
import { EnvironmentError, TocsinError } from '../../base/errors.ts';
import { daysOf, type PartitionDay } from '../partitions.ts';

export type ExportedTable = {
  readonly table: string;
  /** Those that are stored rather than computed. */
  readonly columns: readonly string[];
  readonly isPartitioned: boolean;
  readonly days: readonly PartitionDay[];
};

export type ExportedSequence = { readonly name: string; readonly last: string; readonly isCalled: boolean };

// A name of another form is somebody else's. Jobs are left out: pg-boss makes its schema, and the server its queues and clocks,
// at every start.
const TABLES = `
  select relname as table, relkind = 'p' as "isPartitioned",
    array(select attname::text from pg_attribute
          where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
    array(select child.relname::text from pg_inherits join pg_class child on child.oid = inhrelid
          where inhparent = pg_class.oid) as partitions,
    array(select distinct target.relname::text from pg_constraint join pg_class target on target.oid = confrelid
          where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid and not target.relispartition) as needs
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
    and relname ~ '^[a-z_][a-z0-9_]*$'
  order by relname collate "C"`;

type TableRow = Omit<ExportedTable, 'days'> & {
  readonly partitions: readonly string[];
  readonly needs: readonly string[];
};

/** Each table behind those that its rows refer to. */
export async function readTables(client: pg.ClientBase): Promise<readonly ExportedTable[]> {
  const { rows } = await client.query<TableRow>(TABLES);
  const ordered: ExportedTable[] = [];
  const waiting = new Map(rows.map((row) => [row.table, row]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (ready.length === 0)
      throw new TocsinError(
        'tables-in-a-circle',
        `Tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}.`,
      );
    for (const row of ready) {
      waiting.delete(row.table);
      ordered.push(tableOf(row));
    }
  }
  return ordered;
}

function tableOf({ table, columns, isPartitioned, partitions }: TableRow): ExportedTable {
  const days = daysOf(table, partitions);
  if (days.length < partitions.length)
    throw new TocsinError(
      'foreign-partition',
      `The table ${table} has partitions that are not of a day. If it is not Tocsin's, move it to another database.`,
    );
  return { table, columns, isPartitioned, days };
}

export async function readSequences(client: pg.ClientBase): Promise<readonly ExportedSequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
      and relname ~ '^[a-z_][a-z0-9_]*$'
    order by relname collate "C"`);
  const read: ExportedSequence[] = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<Omit<ExportedSequence, 'name'>>(
      `select last_value::text as last, is_called as "isCalled" from ${quoted(name)}`,
    );
    read.push(...state.map((each) => ({ name, ...each })));
  }
  return read;
}

export async function readMigrationNumber(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ there: string | null }>(
    `select to_regclass('store_migrations')::text as there`,
  );
  if (rows[0]?.there === null)
    throw new EnvironmentError('no-schema', 'The database has nothing in it yet. tocsin serve fills it.');
  const { rows: newest } = await client.query<{ number: number }>(
    'select coalesce(max(number), 0)::int as number from store_migrations',
  );
  return newest[0]?.number ?? 0;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
