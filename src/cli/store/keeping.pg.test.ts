// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../store/migrations/migrations.ts';
import { openStore } from '../../store/open-store.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { runCommandLine } from '../run-command-line.ts';
import { createTestIo, type TestIoOptions } from '../test-io.ts';
import { QUIET } from './with-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-keeping-'));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);
const NEWEST = readMigrations().length;

async function run(argv: readonly string[], options: TestIoOptions = {}) {
  const io = createTestIo(options);
  const code = await runCommandLine(argv, io);
  return { code, out: io.out(), err: io.err() };
}

describe('tocsin migrate', () => {
  it('says what is missing, applies it, and finds nothing missing then', async () => {
    await using database = await createTestDatabase('empty');
    const env = { DATABASE_URL: database.url };
    const data = ['--data', at('external')];
    mkdirSync(at('external'));
    const before = await run(['migrate', '--check', ...data], { env });
    expect(before).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^The schema is at migration 0\. Missing: 0001-store, /u),
    });
    expect(await run(['migrate', ...data], { env })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Applied: 0001-store, /u),
    });
    const after = await run(['migrate', '--check', '--json', ...data], { env });
    expect(after).toMatchObject({ code: 0, out: `{"number":${NEWEST},"applied":[],"missing":[]}\n` });
  });

  it('makes no database by looking for one', async () => {
    mkdirSync(at('nothing'));
    const { code, err } = await run(['migrate', '--check', '--data', at('nothing')]);
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('There is no database in the data folder') });
    expect(readdirSync(at('nothing'))).toEqual([]);
  });
});

describe('tocsin backup and restore', () => {
  it(
    'copy a data folder beside the server that has it, and make another one of the copy',
    { timeout: 120_000 },
    async () => {
      const data = at('data');
      mkdirSync(data, { mode: 0o711 });
      writeFileSync(path.join(data, 'access.key'), 'secret');
      const store = await openStore({ data, log: QUIET, durability: 'process' });
      await sql`insert into journal_positions values ('node_1', 1, 7, now())`.execute(store.db());
      const backup = await run(['backup', at('backup'), '--data', data]);
      await store.close();
      expect(backup).toMatchObject({ code: 0, err: '' });
      expect(backup.out).toMatch(
        /^\d+ tables with \d+ rows as of \S+Z, at migration \d+, and 1 files?: 0\.\d MiB\.\nIt holds the keys: /u,
      );

      const restored = await run(['restore', at('backup'), '--data', at('new'), '--json']);
      expect(restored).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(restored.out)).toMatchObject({ migration: NEWEST, files: 1 });
      const again = await openStore({ data: at('new'), log: QUIET, durability: 'process' });
      const { rows } = await sql`select node, shipped from journal_positions`.execute(again.db());
      await again.close();
      expect(rows).toEqual([{ node: 'node_1', shipped: 7 }]);

      const twice = await run(['restore', at('backup'), '--data', at('new')]);
      expect(twice).toMatchObject({ code: 4, out: '', err: expect.stringContaining('already has postgres in it') });
      const over = await run(['backup', at('backup'), '--data', at('new')]);
      expect(over).toMatchObject({ code: 4, out: '', err: expect.stringContaining('not an empty folder') });
    },
  );

  it('that are interrupted end with their own status and leave nothing', async () => {
    await using database = await createTestDatabase();
    mkdirSync(at('interrupted'));
    const options = { env: { DATABASE_URL: database.url }, signal: AbortSignal.abort() };
    expect(await run(['backup', at('none'), '--data', at('interrupted')], options)).toEqual({
      code: 130,
      out: '',
      err: '',
    });
    expect(readdirSync(folder)).not.toContain('none');
  });

  it.each([
    [['backup'], 2, 'tocsin backup needs one folder to write to'],
    [['backup', 'a', 'b'], 2, 'tocsin backup needs one folder to write to'],
    [['restore'], 2, 'tocsin restore needs the folder of one backup'],
    [['migrate', 'now'], 2, 'tocsin migrate takes no words'],
    [['backup', at('x'), '--data', at('nowhere')], 4, 'There is no data folder'],
    [['restore', at('nowhere'), '--data', at('target')], 4, 'There is no whole backup in'],
  ])('refuse %j', async (argv, code, sentence) => {
    expect(await run(argv)).toMatchObject({ code, out: '', err: expect.stringContaining(sentence) });
  });

  it('refuse a data folder of which a restore did not end', async () => {
    mkdirSync(at('half', 'postgres'), { recursive: true });
    writeFileSync(at('half', 'restore-unfinished'), '');
    const { code, err } = await run(['backup', at('y'), '--data', at('half')]);
    expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('Run the same tocsin restore again') });
  });
});
