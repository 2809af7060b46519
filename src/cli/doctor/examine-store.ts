// SPDX-License-Identifier: Apache-2.0
/** The database: does it answer, is it the one this program knows, is there room, do its clock and its jobs run. */
import { statfsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { readMigrations } from '../../store/migrations/migrations.ts';
import type { Store } from '../../store/store.ts';
import { type Examination, ill, watch, well } from './check-up.ts';

const MIB = 1_048_576;
// What a day of a busy desk may write, and what PostgreSQL needs to end in order.
const LITTLE_ROOM_MIB = 2048;
const NO_ROOM_MIB = 128;
const MOST_CLOCK_SKEW_MS = 2000;

export function examineStore(store: Store, nowMs: () => number): readonly Examination[] {
  const db = store.db<object>();
  return [
    { what: 'database', look: async () => lookAtServer(store, db) },
    { what: 'schema', look: async () => lookAtSchema(db) },
    { what: 'clock', look: async () => lookAtClock(db, nowMs) },
    { what: 'jobs', look: async () => lookAtJobs(db) },
  ];
}

export function examineRoom(data: string): Examination {
  return {
    what: 'disk',
    look: async () => {
      const { bavail, bsize } = statfsSync(data);
      const freeMib = Math.floor((bavail * bsize) / MIB);
      const says = `${freeMib.toLocaleString('en')} MiB are free where the data lies.`;
      if (freeMib < NO_ROOM_MIB) return ill(`${says} Free some space now: nothing more can be kept.`);
      return freeMib < LITTLE_ROOM_MIB ? watch(`${says} Free some space soon.`) : well(says);
    },
  };
}

async function lookAtServer(store: Store, db: Kysely<object>) {
  const startedMs = performance.now();
  const { rows } = await sql<{ version: string; bytes: number; sums: string; backends: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database())::int8 as bytes,
           current_setting('data_checksums') as sums,
           (select count(*) from pg_stat_activity where datname = current_database())::int as backends`.execute(db);
  const [row] = rows;
  if (!row) return ill('The server answers with nothing.');
  const ms = Math.round(performance.now() - startedMs);
  const kind = store.kind === 'embedded' ? 'Embedded PostgreSQL' : 'PostgreSQL of DATABASE_URL';
  const says = `${kind} ${row.version.split(' ')[0] ?? ''} answers in ${ms} ms: ${Math.ceil(row.bytes / MIB)} MiB, ${row.backends} connections.`;
  if (Number.parseInt(row.version, 10) < 15) return ill(`${says} Tocsin needs version 15 or newer.`);
  return row.sums === 'on' ? well(says) : watch(`${says} Its pages have no checksums: a bad disk goes unnoticed.`);
}

async function lookAtSchema(db: Kysely<object>) {
  const { rows } = await sql<{ number: number; breaking: boolean; digest: string }>`
    select number, breaking, digest from store_migrations order by number`.execute(db);
  const known = readMigrations();
  const foreign = rows.find(({ number, digest }) => {
    const mine = known[number - 1];
    return mine !== undefined && mine.digest !== digest;
  });
  if (foreign) return ill(`Migration ${foreign.number} is not the one this Tocsin has. Use the Tocsin that made it.`);
  const unknown = rows.filter(({ number }) => number > known.length);
  if (unknown.some(({ breaking }) => breaking))
    return ill(`It is at ${rows.length}, breaking beyond what this Tocsin knows (${known.length}). Use the newer one.`);
  if (rows.length < known.length)
    return watch(`It is at ${rows.length} of ${known.length}. tocsin migrate brings it up to date.`);
  return well(`It is at migration ${rows.length}.`);
}

async function lookAtClock(db: Kysely<object>, nowMs: () => number) {
  const before = nowMs();
  const { rows } = await sql<{
    ms: number;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  const skewMs = Math.round((rows[0]?.ms ?? 0) - (before + nowMs()) / 2);
  const says = `Database and program differ by ${Math.abs(skewMs)} ms.`;
  return Math.abs(skewMs) > MOST_CLOCK_SKEW_MS ? ill(`${says} Let both follow the same time server.`) : well(says);
}

async function lookAtJobs(db: Kysely<object>) {
  const { rows: schema } = await sql`select 1 from pg_namespace where nspname = 'pgboss'`.execute(db);
  if (schema.length === 0) return watch('None has run yet. They begin with tocsin serve.');
  const { rows } = await sql<{ name: string; state: string; hours: number }>`
    select distinct on (name) name, state::text as state,
           (extract(epoch from now() - coalesce(completed_on, created_on)) / 3600)::float8 as hours
    from pgboss.job where state in ('completed', 'failed') and name not like '\\_\\_pgboss%'
    order by name, completed_on desc nulls last`.execute(db);
  const failed = rows.filter(({ state }) => state === 'failed').map(({ name }) => name);
  if (failed.length > 0) return ill(`The last run failed of: ${failed.join(', ')}. The server's log says why.`);
  if (rows.length === 0) return watch('None has ended yet.');
  const oldest = Math.max(...rows.map(({ hours }) => hours));
  return well(`${rows.length} kinds of work ran and ended well; the longest ago ${oldest.toFixed(1)} h.`);
}
