// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestDatabase, createTestStore } from '../testing/database.ts';
import { describeSchema } from './describe-schema.ts';
import { openBeside } from './open-store.ts';
import { makePartition } from './partitions.ts';

describe('the schema as text', () => {
  it('is the one in schema.txt after every migration; node tools/schema.ts writes it', async () => {
    await using store = await createTestStore();
    expect(await describeSchema(store.db())).toBe(readFileSync(new URL('schema.txt', import.meta.url), 'utf8'));
  });

  it('does not change with the days', async () => {
    await using store = await createTestStore();
    const before = await describeSchema(store.db());
    await makePartition(store.db(), 'journal_allowed', '20240301');
    expect(await describeSchema(store.db())).toBe(before);
  });

  it('names everything that a migration can make', async () => {
    await using database = await createTestDatabase('empty');
    const store = openBeside('', database.url);
    const db = store.db();
    for (const statement of [
      sql`create type mood as enum ('good', 'bad')`,
      sql`create domain short as text check (length(value) < 9)`,
      sql`create table parent (id bigint generated always as identity primary key, name text collate "C" not null default 'x',
          twice int generated always as (2 * 3) stored, unique (name), check (name <> ''))`,
      sql`create table child (parent_id bigint references parent (id) on delete cascade, at timestamptz(3), n serial)`,
      sql`create index on child (at desc) where at is not null`,
      sql`create view seen as select id from parent`,
      sql`create function stop() returns trigger language plpgsql as 'begin return null; end'`,
      sql`create trigger stopped before update on child for each row execute function stop()`,
    ])
      await statement.execute(db);
    expect(await describeSchema(db)).toMatchInlineSnapshot(`
      "table child
        parent_id bigint
        at timestamp(3) with time zone
        n integer not null default nextval('child_n_seq'::regclass)
        constraint child_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES parent(id) ON DELETE CASCADE
        CREATE INDEX child_at_idx ON public.child USING btree (at DESC) WHERE (at IS NOT NULL)
        CREATE TRIGGER stopped BEFORE UPDATE ON public.child FOR EACH ROW EXECUTE FUNCTION stop()

      table parent
        id bigint not null identity always
        name text collate "C" not null default 'x'::text
        twice integer generated as (2 * 3)
        constraint parent_name_check CHECK ((name <> ''::text))
        constraint parent_pkey PRIMARY KEY (id)
        constraint parent_name_key UNIQUE (name)

      view seen
        id bigint

      sequence child_n_seq as integer

      sequence parent_id_seq as bigint

      type mood enum 'good', 'bad'

      type short domain text CHECK ((length(VALUE) < 9))

      CREATE OR REPLACE FUNCTION public.stop()
       RETURNS trigger
       LANGUAGE plpgsql
      AS $function$begin return null; end$function$
      "
    `);
    await store.close();
  });
});
