// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { createTestStore } from '../../testing/database.ts';
import { decided, HARMLESS, openTestJournal, until } from '../../testing/journal.ts';

const DRIVER = fileURLToPath(new URL('../../testing/journal-driver.ts', import.meta.url));
const quiet = (): void => undefined;
const LOG = { info: quiet, warn: quiet, error: quiet };

const folders: string[] = [];
const children: ChildProcess[] = [];

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-crash-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function startDriver(data: string, { connection }: Pick<Store, 'connection'>, acknowledged: Set<string>): ChildProcess {
  const child = spawn(process.execPath, [DRIVER, data, JSON.stringify(connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) acknowledged.add(line);
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

/** Every id once, and how often a count was made of them. */
async function inTables(store: Store) {
  const { rows } = await sql<{ id: string; n: number }>`
    select id, count(*)::int as n from (
      select id from journal_allowed union all select id from journal_flagged) each group by id`.execute(store.db());
  const counted = await sql<{ n: number }>`select coalesce(sum(n), 0)::int as n from decision_counts`.execute(
    store.db(),
  );
  return {
    ids: new Set(rows.map(({ id }) => id)),
    twice: rows.filter(({ n }) => n !== 1),
    counted: counted.rows[0]?.n,
  };
}

async function expectExactlyOnce(store: Store, data: string, acknowledged: ReadonlySet<string>): Promise<void> {
  await using journal = openTestJournal({ data, connection: store.connection });
  await until('the spool is empty', () => journal.figures().spoolBytes === 0, 60_000);
  const { ids, twice, counted } = await inTables(store);
  expect(twice).toEqual([]);
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  expect(counted).toBe(ids.size);
}

describe('what was answered', () => {
  it('is in the database exactly once, however often the process is killed', { timeout: 180_000 }, async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const before = acknowledged.size;
      const child = startDriver(data, store, acknowledged);
      await until('the driver keeps', () => acknowledged.size > before + 20, 30_000);
      await sleep(Math.random() * 700);
      await kill(child);
    }
    expect(acknowledged.size).toBeGreaterThan(100);
    await expectExactlyOnce(store, data, acknowledged);
  });

  it('is there after PostgreSQL was killed, and after both were', { timeout: 180_000 }, async () => {
    const data = dataFolder();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      const store = await openStore({ data, log: LOG, durability: 'process' });
      const before = acknowledged.size;
      const child = startDriver(data, store, acknowledged);
      await until('the driver keeps', () => acknowledged.size > before + 50, 30_000);
      await sleep(Math.random() * 500);
      process.kill(
        Number.parseInt(readFileSync(path.join(data, 'postgres/cluster/postmaster.pid'), 'utf8'), 10),
        'SIGKILL',
      );
      if (round === 1) await kill(child);
      const since = acknowledged.size;
      if (round !== 1) {
        await until('the driver goes on without it', () => acknowledged.size > since + 50, 30_000);
        await kill(child);
      }
      await store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(100);
    const store = await openStore({ data, log: LOG, durability: 'process' });
    try {
      await expectExactlyOnce(store, data, acknowledged);
    } finally {
      await store.close();
    }
  });

  it('waits for a database that is away, and catches up by itself', { timeout: 60_000 }, async () => {
    const data = dataFolder();
    const store = await openStore({ data, log: LOG, durability: 'process' });
    await using journal = openTestJournal({ data, connection: store.connection });
    const all = Array.from({ length: 500 }, () => decided(HARMLESS));
    const keep = (from: number, to: number): void => {
      for (const { event, decision } of all.slice(from, to)) journal.keep(event, decision, 'screen');
    };
    keep(0, 100);
    await until('the first are shipped', () => journal.figures().shipped === 100);
    await store.close();
    keep(100, 400);
    await until('it says so', () => journal.state() === 'behind');
    const again = await openStore({ data, log: LOG, durability: 'process' });
    keep(400, 500);
    await until('it has caught up', () => journal.figures().shipped === 500 && journal.state() === 'ok', 30_000);
    const { ids, twice } = await inTables(again);
    await journal.close();
    await again.close();
    expect(twice).toEqual([]);
    expect(ids.size).toBe(500);
  });
});
