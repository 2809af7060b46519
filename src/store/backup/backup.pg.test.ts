// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { canMount, smallDisk } from '../../testing/small-disk.ts';
import { parseDatabaseUrl } from '../database-url.ts';
import { migrate } from '../migrations/migrate.ts';
import { type Migration, readMigrations } from '../migrations/migrations.ts';
import { openBeside, openStore } from '../open-store.ts';
import { makePartition } from '../partitions.ts';
import type { Store } from '../store.ts';
import { backUp } from './back-up.ts';
import { openCopyClient } from './copy-client.ts';
import type { Manifest } from './manifest.ts';
import { restore, type RestoreParts } from './restore.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const never = new AbortController().signal;
const folders: string[] = [];
const CAN_MOUNT = await canMount();

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-backup-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function migration(number: number, text: string): Migration {
  return { number, name: 'later', breaking: false, sql: text, digest: String(number % 10).repeat(64) };
}

const SHIPPED = readMigrations();
const EXTRA = migration(
  SHIPPED.length + 1,
  `create table a_child (id int generated always as identity primary key, parent_id bigint);
   create table b_parent (id bigserial primary key, note text, said bytea, share float8, at timestamptz, many text[], whole json,
     twice bigint generated always as (id * 2) stored, self_id bigint references b_parent (id), "order" int default 7);
   alter table a_child add foreign key (parent_id) references b_parent (id);
   create table c_days (at timestamptz not null, n int not null) partition by range (at);
   insert into b_parent (note) values ('from the migration')`,
);
const KNOWN = [...SHIPPED, EXTRA];

type Source = AsyncDisposable & { readonly store: Store; readonly db: Kysely<object>; readonly data: string };

async function createSource(known: readonly Migration[] = KNOWN): Promise<Source> {
  const database = await createTestDatabase('empty');
  const store = openBeside('', database.url);
  const client = await openCopyClient(store.connection);
  await migrate(client, known);
  await client.end();
  const close = async (): Promise<void> => {
    await store.close();
    await database[Symbol.asyncDispose]();
  };
  return { store, db: store.db(), data: makeFolder(), [Symbol.asyncDispose]: close };
}

// A file that says how far a restore is, and how long after it appeared it is killed.
const MOMENTS = [
  ['restore-unfinished', 0],
  ['postgres/cluster.part', 100],
  ['postgres/cluster/postmaster.pid', 500],
  ['postgres/cluster/postmaster.pid', 1500],
] as const;

const AWKWARD = [
  '',
  '\\N',
  'tab\t line\n return\r back\\slash',
  '"quoted", {braces}',
  '🦊 \u0001 \u202E نص',
  '\\.',
  'x'.repeat(100_000),
];

async function fill({ db, data }: Source): Promise<void> {
  for (const text of AWKWARD)
    await sql`insert into b_parent (note, said, share, at, many, whole, self_id)
      values (${text}, ${Buffer.from(text)}, ${Math.PI}, '2024-02-29 23:59:59.123456+05:30', ${[text, 'b']}, ${JSON.stringify({ text })}, 1)`.execute(
      db,
    );
  await sql`insert into b_parent (note, share, at) values (null, 'NaN', '-infinity'), (null, '-0', 'infinity')`.execute(
    db,
  );
  await sql`insert into a_child (parent_id) select id from b_parent`.execute(db);
  await sql`delete from a_child where id = (select max(id) from a_child)`.execute(db);
  for (const day of ['20240228', '20240229', '20240301']) await makePartition(db, 'c_days', day);
  await sql`insert into c_days select '2024-02-28T00:00:00Z'::timestamptz + n * interval '1 minute', n from generate_series(0, 4000) n`.execute(
    db,
  );
  await sql`insert into record_openings (leaf_index, kind, value, salt, expires_at)
    with leaf as (insert into record_leaves values (0, 'switch', 'ab', sha256('ab'), now()) returning leaf_index)
    select leaf_index, 'k', 'v', 's', now() from leaf`
    .execute(db)
    .catch(async () => undefined);
  await sql`insert into access_audit values (1, now(), 'p', 'p', 'a', 'o', 'o', 'w', 'ok', 'a', 'b')`.execute(db);
  mkdirSync(path.join(data, 'keys/journal'), { recursive: true });
  writeFileSync(path.join(data, 'keys/journal/allowed-20240229-1'), 'secret');
  writeFileSync(path.join(data, 'access.key'), 'seal');
  writeFileSync(path.join(data, 'record.key'), 'sign');
  mkdirSync(path.join(data, 'record/tile/0/x001'), { recursive: true });
  mkdirSync(path.join(data, 'record/half-done'));
  writeFileSync(path.join(data, 'record/half-done/1-1'), 'half');
  writeFileSync(path.join(data, 'record/checkpoint'), 'signed');
  writeFileSync(path.join(data, 'record/tile/0/x001/234'), 'tile');
  mkdirSync(path.join(data, 'spool'));
}

async function backUpTo(folder: string, { store, data }: Source, hasJournalKeys = true): Promise<Manifest> {
  const clock = () => instantOf(1_700_000_000_000);
  const parts = { connection: store.connection, data, folder, version: '1.2.3', clock, signal: never, hasJournalKeys };
  return backUp({ ...parts, onTable: () => undefined });
}

function partsFor(folder: string, more: Partial<RestoreParts> = {}): RestoreParts {
  return {
    folder,
    data: makeFolder(),
    log: quiet,
    durability: 'process',
    known: KNOWN,
    signal: never,
    onTable: () => undefined,
    ...more,
  };
}

/** By table: how many rows, and a digest of all of them. */
async function contentOf(db: Kysely<object>): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`.execute(
    db,
  );
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ said: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate "C")), '') as said
      from ${sql.table(name)} t`.execute(db);
    content[name] = rows[0]!.said;
  }
  return content;
}

async function inEmbedded<Result>(data: string, work: (db: Kysely<object>) => Promise<Result>): Promise<Result> {
  const store = await openStore({ data, log: quiet, durability: 'process' });
  try {
    return await work(store.db());
  } finally {
    await store.close();
  }
}

describe('a backup that is restored', () => {
  it(
    'is everything again: each row of each table, sequences, keys and the published record',
    { timeout: 60_000 },
    async () => {
      await using source = await createSource();
      await fill(source);
      const folder = path.join(makeFolder(), 'new', 'backup');
      const manifest = await backUpTo(folder, source);
      expect(manifest.tables.find(({ table }) => table === 'c_days')).toMatchObject({
        rows: 4001,
        days: ['20240228', '20240229', '20240301'],
      });
      expect(manifest.files.map((file) => file.path).toSorted()).toEqual([
        'access.key',
        'keys/journal/allowed-20240229-1',
        'record.key',
        'record/checkpoint',
        'record/tile/0/x001/234',
      ]);
      const parts = partsFor(folder);
      expect(await restore(parts)).toEqual({ manifest, number: KNOWN.length, leftOut: [] });
      const before = await contentOf(source.db);
      await inEmbedded(parts.data, async (db) => {
        const after = await contentOf(db);
        // The open store beats.
        expect({ ...after, store_pulse: '' }).toEqual({ ...before, store_pulse: '' });
        expect(Object.keys(after).length).toBeGreaterThan(15);
        const next = await sql`insert into a_child (parent_id) values (1) returning id`.execute(db);
        expect(next.rows).toEqual([{ id: 11 }]);
      });
      for (const file of manifest.files) {
        const restored = path.join(parts.data, file.path);
        expect(readFileSync(restored, 'utf8')).toBe(readFileSync(path.join(source.data, file.path), 'utf8'));
        expect(statSync(restored).mode & 0o777).toBe(0o600);
      }
      expect(statSync(path.join(parts.data, 'keys')).mode & 0o777).toBe(0o700);
      expect(existsSync(path.join(parts.data, 'restore-unfinished'))).toBe(false);
    },
  );

  it('does without the keys of identifiers where those shall not outlive their rows', async () => {
    await using source = await createSource();
    await fill(source);
    const { files } = await backUpTo(path.join(makeFolder(), 'backup'), source, false);
    const paths = files.map((file) => file.path).toSorted();
    expect(paths).toEqual(['access.key', 'record.key', 'record/checkpoint', 'record/tile/0/x001/234']);
  });

  it('lets nobody but its owner in', async () => {
    await using source = await createSource();
    await fill(source);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    const all = readdirSync(folder, { recursive: true, withFileTypes: true });
    const modes = all.map((entry) => [
      entry.isDirectory(),
      statSync(path.join(entry.parentPath, entry.name)).mode & 0o777,
    ]);
    expect(new Set(modes.map(String))).toEqual(new Set(['true,448', 'false,384']));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is one moment of a database that is written to meanwhile', async () => {
    await using source = await createSource();
    const { db } = source;
    await sql`insert into b_parent (id, note) values (1000, '0')`.execute(db);
    for (let day = 1; day <= 20; day += 1) await makePartition(db, 'c_days', `202403${String(day).padStart(2, '0')}`);
    const writing = new AbortController();
    const writers = [1, 2, 3].map(async (writer) => {
      for (let n = 0; !writing.signal.aborted; n += 1) {
        const day = `202403${String(1 + (n % 20)).padStart(2, '0')}`;
        await db.transaction().execute(async (transaction) => {
          await sql`insert into a_child (parent_id) values (1000)`.execute(transaction);
          await sql`insert into c_days values (${`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T12:00:00Z`}, ${writer})`.execute(
            transaction,
          );
          await sql`update b_parent set note = (note::int + 1)::text where id = 1000`.execute(transaction);
        });
      }
    });
    await sleep(300);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    writing.abort();
    await Promise.all(writers);
    await using target = await createTestDatabase('empty');
    await restore(partsFor(folder, { databaseUrl: target.url }));
    const restored = openBeside('', target.url);
    const { rows } = await sql<{ a: number; b: number; c: number }>`
      select (select count(*) from a_child)::int as a, (select note::int from b_parent where id = 1000) as b,
             (select count(*) from c_days)::int as c`.execute(restored.db());
    await restored.close();
    expect(rows[0]!.a).toBeGreaterThan(10);
    expect(rows[0]).toEqual({ a: rows[0]!.a, b: rows[0]!.a, c: rows[0]!.a });
  });

  it('is brought up to date when it is older than the program', async () => {
    await using source = await createSource(SHIPPED);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    await using target = await createTestDatabase('empty');
    expect(await restore(partsFor(folder, { databaseUrl: target.url }))).toMatchObject({ number: KNOWN.length });
    const restored = openBeside('', target.url);
    expect(Object.keys(await contentOf(restored.db()))).toContain('b_parent');
    await restored.close();
  });
});

describe('a restore', () => {
  it("leaves out what is somebody else's, and says so", async () => {
    await using source = await createSource();
    await sql`create table a_foreign (n serial, "Odd Name" int)`.execute(source.db);
    await sql`create table "Not Ours" (n serial)`.execute(source.db);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    await using target = await createTestDatabase('empty');
    expect(await restore(partsFor(folder, { databaseUrl: target.url }))).toMatchObject({ leftOut: ['a_foreign'] });
  });

  it('refuses a schema that it does not know, and one that is not its own', async () => {
    await using source = await createSource();
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    const older = restore(partsFor(folder, { known: SHIPPED }));
    await expect(older).rejects.toThrow(
      `The backup is of migration ${KNOWN.length}, and this Tocsin knows them up to ${SHIPPED.length}.`,
    );
    const other = [...SHIPPED, { ...EXTRA, digest: 'f'.repeat(64) }];
    await expect(restore(partsFor(folder, { known: other }))).rejects.toThrow(/is not the one that this Tocsin has/u);
  });

  describe('of a backup that is damaged', () => {
    let whole = '';
    beforeAll(async () => {
      await using source = await createSource();
      await fill(source);
      whole = path.join(mkdtempSync(path.join(tmpdir(), 'tocsin-backup-')), 'whole');
      await backUpTo(whole, source);
    });
    afterAll(() => rmSync(path.dirname(whole), { recursive: true }));

    it.each([
      ['a byte of a table is another', 'tables/c_days.copy.gz', (file: string) => flip(file)],
      [
        'a table is cut off',
        'tables/b_parent.copy.gz',
        (file: string) => writeFileSync(file, readFileSync(file).subarray(0, -9)),
      ],
      ['a table is gone', 'tables/access_audit.copy.gz', (file: string) => rmSync(file)],
      ['a key is longer', 'data/access.key', (file: string) => appendFileSync(file, 'x')],
      ['a folder stands in the place of a file', 'data/record.key', (file: string) => (rmSync(file), mkdirSync(file))],
      [
        'the manifest says another number',
        'manifest.json',
        (file: string) => replaceIn(file, '"rows": 4001', '"rows": 4002'),
      ],
      [
        'the manifest says another sequence',
        'manifest.json',
        (file: string) => replaceIn(file, '"last": "10"', '"last": "1"'),
      ],
      [
        'the manifest leads elsewhere',
        'manifest.json',
        (file: string) => replaceIn(file, '"access.key"', '"../access.key"'),
      ],
      [
        'the manifest is cut off',
        'manifest.json',
        (file: string) => writeFileSync(file, readFileSync(file).subarray(0, -20)),
      ],
      ['the manifest is gone', 'manifest.json', (file: string) => rmSync(file)],
    ])('names the file when %s, and leaves nothing', async (_, name, damage) => {
      const folder = path.join(makeFolder(), 'backup');
      cpSync(whole, folder, { recursive: true });
      damage(path.join(folder, name));
      const parts = partsFor(folder);
      await expect(restore(parts)).rejects.toThrow(name);
      expect(readdirSync(parts.data)).toEqual([]);
    });
  });

  it('never writes over a data folder or a database that has anything in it', async () => {
    await using source = await createSource();
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    for (const name of ['postgres', 'keys', 'record', 'spool', 'access.key']) {
      const parts = partsFor(folder);
      mkdirSync(path.join(parts.data, name));
      await expect(restore(parts)).rejects.toThrow(`already has ${name} in it`);
      expect(readdirSync(parts.data)).toEqual([name]);
    }
    await using filled = await createTestDatabase();
    const parts = partsFor(folder, { databaseUrl: filled.url });
    await expect(restore(parts)).rejects.toThrow(/is not empty/u);
    expect(readdirSync(parts.data)).toEqual([]);
  });

  it('that is broken off leaves an empty database and an empty folder', async () => {
    await using source = await createSource();
    await fill(source);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    await using target = await createTestDatabase('empty');
    const stopping = new AbortController();
    const parts = partsFor(folder, {
      databaseUrl: target.url,
      signal: stopping.signal,
      onTable: ({ nth }) => nth > 20 && stopping.abort(),
    });
    await expect(restore(parts)).rejects.toThrow(/abort/iu);
    expect(readdirSync(parts.data)).toEqual([]);
    expect(await restore(partsFor(folder, { databaseUrl: target.url }))).toMatchObject({ number: KNOWN.length });
  });

  it('that is killed at any moment leaves what no server starts with, and is begun anew', async () => {
    await using source = await createSource(SHIPPED);
    await sql`insert into access_audit select n, now(), 'p', 'p', 'a', 'o', 'o', repeat('w', 400), 'ok', sha256(n::text::bytea), sha256('b')
      from generate_series(1, 40000) n`.execute(source.db);
    const before = await contentOf(source.db);
    const folder = path.join(makeFolder(), 'backup');
    await backUpTo(folder, source);
    const data = makeFolder();
    const launcher = fileURLToPath(new URL('../../../bin/tocsin.js', import.meta.url));
    const mark = path.join(data, 'restore-unfinished');
    for (const [moment, afterMs] of MOMENTS) {
      const startedMs = Date.now();
      const child = spawn(process.execPath, [launcher, 'restore', folder, '--data', data], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const isReached = () => (statSync(path.join(data, moment), { throwIfNoEntry: false })?.ctimeMs ?? 0) > startedMs;
      while (!isReached() && child.exitCode === null) await sleep(2);
      await sleep(afterMs);
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(mark)) break;
      await expect(openStore({ data, log: quiet })).rejects.toThrow(/did not end.*Run the same tocsin restore again/u);
    }
    if (existsSync(mark)) await restore(partsFor(folder, { data, known: SHIPPED }));
    const after = await inEmbedded(data, contentOf);
    expect({ ...after, store_pulse: '' }).toEqual({ ...before, store_pulse: '' });
  }, 240_000);
});

describe('a backup', () => {
  it.runIf(CAN_MOUNT)('says that its disk is full, and leaves nothing there', async () => {
    await using source = await createSource();
    await sql`insert into b_parent (note) select string_agg(sha256(n::text::bytea)::text, '') from generate_series(1, 40000) n`.execute(
      source.db,
    );
    await using disk = smallDisk(1);
    await expect(backUpTo(path.join(disk.folder, 'b'), source)).rejects.toThrow('The disk of the backup is full.');
    expect(readdirSync(disk.folder).filter((name) => name !== 'lost+found')).toEqual([]);
  });

  it('takes no folder that has anything in it, and leaves it alone', async () => {
    await using source = await createSource();
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'mine'), '');
    await expect(backUpTo(folder, source)).rejects.toThrow(/not an empty folder/u);
    expect(readdirSync(folder)).toEqual(['mine']);
  });

  it('that is broken off leaves nothing', async () => {
    await using source = await createSource();
    await fill(source);
    const parent = makeFolder();
    const stopping = new AbortController();
    const parts = {
      connection: source.store.connection,
      data: source.data,
      folder: path.join(parent, 'b'),
      version: '1',
      hasJournalKeys: true,
    };
    const broken = backUp({
      ...parts,
      clock: () => instantOf(0),
      signal: stopping.signal,
      onTable: () => stopping.abort(),
    });
    await expect(broken).rejects.toThrow(/abort/iu);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('says that there is nothing to back up', async () => {
    await using database = await createTestDatabase('empty');
    const parent = makeFolder();
    const parts = {
      connection: parseDatabaseUrl(database.url),
      data: parent,
      folder: path.join(parent, 'b'),
      version: '1',
      hasJournalKeys: true,
    };
    const empty = backUp({ ...parts, clock: () => instantOf(0), signal: never, onTable: () => undefined });
    await expect(empty).rejects.toThrow(/has nothing in it yet/u);
    expect(readdirSync(parent)).toEqual([]);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}

function replaceIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}
