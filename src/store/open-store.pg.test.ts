// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../testing/database.ts';
import type { Durability } from './embedded/cluster.ts';
import { openStore } from './open-store.ts';
import type { Store, StoreLog } from './store.ts';

const DRIVER = fileURLToPath(new URL('../testing/store-driver.ts', import.meta.url));
const folders: string[] = [];
const quiet: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** As the server makes it: passable for the database's user where this is root. */
function dataFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(path.join(parent, 'tocsin-data-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    const link = path.join(folder, 'postgres');
    if (existsSync(link) && lstatSync(link).isSymbolicLink()) rmSync(readlink(link), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

function readlink(link: string): string {
  return execFileSync('readlink', ['-f', link], { encoding: 'utf8' }).trim();
}

async function open(data: string, durability: Durability = 'process'): Promise<Store & AsyncDisposable> {
  const store = await openStore({ data, log: quiet, durability });
  return { ...store, [Symbol.asyncDispose]: store.close };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error(`Not within 15 s: ${what}`);
}

function postmasterOf(data: string): number {
  return Number.parseInt(readFileSync(path.join(data, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A process of its own that inserts numbers and prints each one that was acknowledged. */
async function startDriver(data: string): Promise<{ child: ChildProcess; acknowledged: number[] }> {
  const child = spawn(process.execPath, [DRIVER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (/^\d+$/u.test(line)) acknowledged.push(Number(line));
  });
  await until('the driver writes', () => acknowledged.length > 20);
  return { child, acknowledged };
}

async function numbersIn(store: Store): Promise<Set<number>> {
  const { rows } = await sql<{ n: number }>`select n from driven`.execute(store.db());
  return new Set(rows.map(({ n }) => n));
}

describe('the embedded store', () => {
  it('makes a cluster with checksums behind a socket and a password, and finds it again', async () => {
    const data = dataFolder();
    {
      await using store = await open(data, 'durable');
      const { rows } = await sql<Record<string, string>>`
        select current_setting('data_checksums') sums, current_setting('listen_addresses') listens,
               current_setting('fsync') fsync, current_setting('synchronous_commit') commits`.execute(store.db());
      expect(rows).toEqual([{ sums: 'on', listens: '', fsync: 'on', commits: 'on' }]);
      expect(statSync(path.join(data, 'postgres')).mode & 0o777).toBe(0o700);
      await expect(openStore({ data, log: quiet })).rejects.toThrow(/Another Tocsin \(process \d+\) is running/u);
      await sql`create table mine (a int)`.execute(store.db());
      const wrong = { ...store.connection, password: 'wrong' };
      const { default: pg } = await import('pg');
      await expect(new pg.Client(wrong).connect()).rejects.toThrow(/password authentication failed/u);
    }
    expect(existsSync(path.join(data, 'postgres/cluster/postmaster.pid'))).toBe(false);
    await using store = await open(data);
    await sql`insert into mine values (1)`.execute(store.db());
    expect(store.state()).toBe('ready');
  });

  it('starts PostgreSQL again when it is killed, and has every row that was acknowledged', async () => {
    const data = dataFolder();
    await using store = await open(data);
    await sql`create table driven (n int primary key)`.execute(store.db());
    const acknowledged: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      if (n === 30) process.kill(postmasterOf(data), 'SIGKILL');
      const done = await sql`insert into driven values (${n})`.execute(store.db()).then(
        () => true,
        () => false,
      );
      if (done) acknowledged.push(n);
    }
    await until('PostgreSQL answers again', async () => {
      const answer = await sql`select 1`.execute(store.db()).then(
        () => true,
        () => false,
      );
      return answer && store.state() === 'ready';
    });
    const kept = await numbersIn(store);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  });

  it('ends the server that a killed Tocsin left behind, and loses none of its acknowledged rows', async () => {
    const data = dataFolder();
    const { child, acknowledged } = await startDriver(data);
    const left = postmasterOf(data);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(left)).toBe(true);
    await using store = await open(data);
    expect(postmasterOf(data)).not.toBe(left);
    const kept = await numbersIn(store);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  });

  it('bears that Tocsin and PostgreSQL are killed together', async () => {
    const data = dataFolder();
    const { child, acknowledged } = await startDriver(data);
    process.kill(postmasterOf(data), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using store = await open(data);
    const kept = await numbersIn(store);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  });

  it('makes its socket elsewhere where the folder lies deep', async () => {
    const deep = path.join(dataFolder(), 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(deep, { recursive: true });
    await using store = await open(deep);
    expect(Buffer.byteLength(store.connection.host)).toBeLessThan(90);
    expect(store.state()).toBe('ready');
  });

  it.runIf(process.getuid?.() === 0)(
    'keeps data and programs where its user can go, below a folder only root enters',
    async () => {
      const closed = dataFolder();
      chmodSync(closed, 0o700);
      await using store = await open(closed);
      expect(lstatSync(path.join(closed, 'postgres')).isSymbolicLink()).toBe(true);
      expect(store.state()).toBe('ready');
    },
  );

  it('takes a half made cluster for none', async () => {
    const data = dataFolder();
    const first = await open(data);
    await first.close();
    const cluster = path.join(data, 'postgres/cluster');
    rmSync(path.join(cluster, 'PG_VERSION'));
    execFileSync('mv', [cluster, `${cluster}.part`]);
    await using store = await open(data);
    expect(store.state()).toBe('ready');
  });
});

describe('a server named by DATABASE_URL', () => {
  it('is migrated and used', async () => {
    await using database = await createTestDatabase('empty');
    const store = await openStore({ data: dataFolder(), databaseUrl: database.url, log: quiet });
    expect((await sql`select number from store_migrations`.execute(store.db())).rows.length).toBeGreaterThan(0);
    await store.close();
  });

  it.each([
    ['mysql://x', /DATABASE_URL must be as/u],
    ['postgres://tocsin:secret@127.0.0.1:1/none', /cannot be used: nothing listens there/u],
    ['postgres://a:b@h/d?sslmode=maybe', /sslmode in DATABASE_URL/u],
    ['postgres://a:b@h/d?options=-c', /only host and sslmode/u],
  ])('is refused in a sentence that does not repeat it: %s', async (databaseUrl, sentence) => {
    const opening = openStore({ data: dataFolder(), databaseUrl, log: quiet });
    await expect(opening).rejects.toThrow(sentence);
    await expect(opening).rejects.not.toThrow(/secret/u);
  });

  it('says when the password is wrong', async () => {
    await using database = await createTestDatabase('empty');
    const wrong = new URL(database.url);
    wrong.password = 'wrong';
    await expect(openStore({ data: dataFolder(), databaseUrl: wrong.href, log: quiet })).rejects.toThrow(
      /refuses the user or the password/u,
    );
  });
});
