// SPDX-License-Identifier: Apache-2.0
/**
 * The schema as text, read from the catalogue: what migrations really made, so that a change to one shows as a difference. The
 * same on PostgreSQL 15 and 18. Partitions are left out, since they come and go with the days, pg-boss's own schema, and
 * what a view selects, which the two write differently.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';

type Line = { readonly owner: string; readonly line: string };

const OURS = sql`relnamespace = 'public'::regnamespace and not relispartition`;

/** Ends with a line feed. */
export async function describeSchema<Tables>(db: Kysely<Tables>): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    // Only what is outside the search path is written with its schema.
    await sql`select set_config('search_path', 'public', true)`.execute(transaction);
    const read = async (query: RawBuilder<Line>): Promise<readonly Line[]> => (await query.execute(transaction)).rows;
    const tables = await read(TABLES);
    const parts = [...(await read(COLUMNS)), ...(await read(CONSTRAINTS)), ...(await read(INDEXES))];
    parts.push(...(await read(TRIGGERS)));
    const described = tables.map(({ owner, line }) =>
      [line, ...parts.filter((part) => part.owner === owner).map((part) => `  ${part.line}`), ''].join('\n'),
    );
    const apart = [...(await read(SEQUENCES)), ...(await read(TYPES)), ...(await read(FUNCTIONS))];
    return [...described, ...apart.map(({ line }) => `${line}\n`)].join('\n');
  });
}

const TABLES = sql<Line>`
  select relname as owner,
         case relkind when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end || relname || case relkind when 'p' then ' partitioned by ' || pg_get_partkeydef(oid) else '' end
           || case relpersistence when 'u' then ' unlogged' else '' end as line
  from pg_class where ${OURS} and relkind in ('r', 'p', 'v', 'm') order by relname collate "C"`;

const COLUMNS = sql<Line>`
  select relname as owner,
         attname || ' ' || format_type(atttypid, atttypmod)
           || case when attcollation <> typcollation then ' collate ' || attcollation::regcollation::text else '' end
           || case when attnotnull then ' not null' else '' end
           || case attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end
           || case when attgenerated <> '' then ' generated as ' || pg_get_expr(adbin, adrelid)
                   when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end as line
  from pg_attribute join pg_class on pg_class.oid = attrelid join pg_type on pg_type.oid = atttypid
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where ${OURS} and relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped order by attrelid, attnum`;

// Since PostgreSQL 18 "not null" is a constraint (n) too; it stands beside its column. Triggers (t) have their own lines.
const CONSTRAINTS = sql<Line>`
  select relname as owner, 'constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid) as line
  from pg_constraint join pg_class on pg_class.oid = conrelid
  where ${OURS} and contype not in ('n', 't') order by contype, conname collate "C"`;

const INDEXES = sql<Line>`
  select pg_class.relname as owner, pg_get_indexdef(indexrelid) as line
  from pg_index join pg_class on pg_class.oid = indrelid join pg_class made on made.oid = indexrelid
  where pg_class.relnamespace = 'public'::regnamespace and not pg_class.relispartition
    and not exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid)
  order by made.relname collate "C"`;

const TRIGGERS = sql<Line>`
  select relname as owner, pg_get_triggerdef(pg_trigger.oid) as line
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where ${OURS} and not tgisinternal order by tgname collate "C"`;

const SEQUENCES = sql<Line>`
  select relname as owner, 'sequence ' || relname || ' as ' || format_type(seqtypid, null) as line
  from pg_sequence join pg_class on pg_class.oid = seqrelid where ${OURS} order by relname collate "C"`;

const TYPES = sql<Line>`
  select typname as owner, 'type ' || typname || ' ' || coalesce(
           (select 'enum ' || string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = pg_type.oid),
           'domain ' || format_type(typbasetype, typtypmod)
             || (select coalesce(string_agg(' ' || pg_get_constraintdef(oid), '' order by conname), '') from pg_constraint
                 where contypid = pg_type.oid and contype <> 'n')) as line
  from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') order by typname collate "C"`;

// Those of an extension are its own.
const FUNCTIONS = sql<Line>`
  select proname as owner, trim(trailing chr(10) from pg_get_functiondef(oid)) as line
  from pg_proc where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
    and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
  order by proname collate "C", oid`;
