// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openBeside } from '../../store/open-store.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { EXIT } from '../command.ts';
import { doctorCommand } from '../doctor.ts';
import { parseArguments } from '../parse-arguments.ts';
import { createTestIo } from '../test-io.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-doctor-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function examine(data: string, env: Readonly<Record<string, string>> = {}) {
  const parsed = parseArguments(doctorCommand, ['--data', data]);
  if (parsed.kind !== 'run') throw new Error('It asks for help.');
  const io = createTestIo({ env });
  const status = await doctorCommand.run(parsed.input, io);
  return { status, lines: io.out() };
}

describe('tocsin doctor', () => {
  it('says of everything in a line how it is, and ends well where nothing is ill', async () => {
    await using database = await createTestDatabase();
    const { status, lines } = await examine(dataFolder(), { DATABASE_URL: database.url });
    expect(status).toBe(EXIT.done);
    for (const what of [
      'server',
      'disk',
      'policy',
      'database',
      'schema',
      'clock',
      'jobs',
      'journal',
      'record',
      'access',
    ])
      expect(lines).toMatch(new RegExp(`^[✓!] ${what} `, 'mu'));
  });

  it('finds a schema that is not this program’s', async () => {
    await using database = await createTestDatabase();
    const store = openBeside('', database.url);
    await sql`insert into store_migrations (number, name, breaking, digest) values (999, 'later', true, 'x')`.execute(
      store.db(),
    );
    await store.close();
    const { status, lines } = await examine(dataFolder(), { DATABASE_URL: database.url });
    expect(status).toBe(EXIT.finding);
    expect(lines).toMatch(/✗ database .*breaking migration 999/u);
  });

  it('finds a record that is newer than the database, and records that were refused', async () => {
    await using database = await createTestDatabase();
    const data = dataFolder();
    mkdirSync(path.join(data, 'record'));
    writeFileSync(path.join(data, 'record', 'checkpoint'), 'tocsin-record/x\n7\nAAAA\n\n— x y\n');
    mkdirSync(path.join(data, 'spool', 'refused'), { recursive: true });
    writeFileSync(path.join(data, 'spool', 'refused', 'node-1-0.json'), '{}');
    const { status, lines } = await examine(data, { DATABASE_URL: database.url });
    expect(status).toBe(EXIT.finding);
    expect(lines).toMatch(/✗ record .*older than its record/u);
    expect(lines).toMatch(/✗ journal .*1 records that the database would not take/u);
  });

  it('says where there is nothing yet, and makes nothing', async () => {
    const data = dataFolder();
    const { status, lines } = await examine(data);
    expect(status).toBe(EXIT.done);
    expect(lines).toContain('There is none yet. tocsin serve makes it.');
    await expect(examine(path.join(data, 'nowhere'))).rejects.toThrow(/There is no data folder there yet/u);
  });

  it('says what is wrong with a DATABASE_URL without repeating it', async () => {
    const { status, lines } = await examine(dataFolder(), { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' });
    expect(status).toBe(EXIT.finding);
    expect(lines).toMatch(/✗ database .*nothing listens there/u);
    expect(lines).not.toContain('secret');
  });
});
