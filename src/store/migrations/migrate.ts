// SPDX-License-Identifier: Apache-2.0
/** Brings a database to this program's schema, or says why it must not be touched. */
import type pg from 'pg';
import { EnvironmentError } from '../../base/errors.ts';
import type { Migration } from './migrations.ts';

export type Applied = { readonly number: number; readonly breaking: boolean; readonly digest: string };

export type Migrated = {
  /** Applied just now. */
  readonly applied: readonly Migration[];
  /** The number the schema has now, which may be higher than this program knows. */
  readonly number: number;
};

// Any number that nobody else locks: "Tocsin" in ASCII.
const LOCK = 0x746f_6373;

const JOURNAL = `
  create table if not exists store_migrations (
    number int primary key,
    name text not null,
    breaking boolean not null,
    digest text not null,
    applied_at timestamptz not null default now()
  )`;

/**
 * Applies what is missing, up to `until` where it is given; several processes may call it at once. Throws an
 * `EnvironmentError` for a schema that is newer in a way this program does not understand, or not its own.
 */
export async function migrate(
  client: pg.ClientBase,
  known: readonly Migration[],
  { until = known.length }: { readonly until?: number } = {},
): Promise<Migrated> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(JOURNAL);
    const before = await readApplied(client);
    refuseForeign(before, known);
    const applied = known.slice(before.length, until);
    for (const migration of applied) await apply(client, migration);
    return { applied, number: before.length + applied.length };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

/**
 * Makes the schema of the given migrations in the transaction that is open, so that what follows in it is there together with
 * the schema or not at all. Throws where the database has one.
 */
export async function makeSchema(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(JOURNAL.replace(' if not exists', ''));
  for (const migration of migrations) await applyWithin(client, migration);
}

/** What `migrate` would apply, without applying it. Throws as it does. */
export async function findMissing(
  client: pg.ClientBase,
  known: readonly Migration[],
): Promise<{ readonly number: number; readonly missing: readonly Migration[] }> {
  const { rows } = await client.query<{ made: boolean }>(`select to_regclass('store_migrations') is not null as made`);
  const applied = rows[0]?.made === true ? await readApplied(client) : [];
  refuseForeign(applied, known);
  return { number: applied.length, missing: known.slice(applied.length) };
}

export async function readApplied(client: pg.ClientBase): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>('select number, breaking, digest from store_migrations order by number');
  return rows;
}

/** A breaking migration that this program does not know, or one that has another content here. */
export function refuseForeign(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const { number, breaking, digest } of applied) {
    const mine = known[number - 1];
    if (mine === undefined && breaking)
      throw new EnvironmentError(
        'schema-newer',
        `The database has the breaking migration ${number}, and this Tocsin knows them up to ${known.length}. Use the newer Tocsin.`,
      );
    if (mine !== undefined && mine.digest !== digest)
      throw new EnvironmentError(
        'schema-foreign',
        `Migration ${number} of the database is not the one that this Tocsin has. Use the Tocsin that made it, or another database.`,
      );
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await applyWithin(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function applyWithin(client: pg.ClientBase, { number, name, breaking, sql, digest }: Migration): Promise<void> {
  await client.query(sql);
  await client.query('insert into store_migrations (number, name, breaking, digest) values ($1, $2, $3, $4)', [
    number,
    name,
    breaking,
    digest,
  ]);
}
