// SPDX-License-Identifier: Apache-2.0
/** The bad day: the database is killed, then the server, and traffic is answered throughout; afterwards nothing is missing. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { postmasterOf, type ServerProcess, startServerProcess } from '../src/testing/server-process.ts';

const LAUNCHER = fileURLToPath(new URL('../bin/tocsin.js', import.meta.url));
const HEADERS = { 'content-type': 'application/json' };
let running: ServerProcess | undefined;
const folders: string[] = [];

afterEach(async () => {
  await running?.end('SIGTERM');
  running = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-day-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

async function start(data: string): Promise<ServerProcess> {
  running = await startServerProcess(data, ['--log-level', 'warn']);
  return running;
}

/** The ids of so many decisions on scams; every one must be answered. */
async function ask(url: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const body = JSON.stringify({
      kind: 'text',
      from: '+447700900123',
      to: `+4477009${String(n).padStart(5, '0')}`,
      body: 'Your parcel is held. Pay the fee of 1.99 within 24 hours at http://swiftpost.pay-fee.top',
    });
    const response = await fetch(`${url}/v1/screen`, { method: 'POST', headers: HEADERS, body });
    expect(response.status).toBe(200);
    const decision: unknown = await response.json();
    ids.push(/"id":"(dec_[0-9a-f]+)"/u.exec(JSON.stringify(decision))?.[1] ?? '');
  }
  return ids;
}

async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1] ?? Number.NaN);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error(`Not within 30 s: ${what}`);
}

/** Each asked of the journal by the command line. */
async function expectKept(data: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      LAUNCHER,
      'decisions',
      'show',
      id,
      '--data',
      data,
      '--json',
    ]);
    expect(stdout).toContain(id);
  }
}

describe('the bad day', { timeout: 120_000 }, () => {
  it('answers while PostgreSQL is killed and comes back, and has every decision afterwards', async () => {
    const data = dataFolder();
    const { url } = await start(data);
    const before = await ask(url, 5);
    process.kill(postmasterOf(data), 'SIGKILL');
    const during = await ask(url, 40);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await until('the database answers again', async () => {
      const ready = await (await fetch(`${url}/readyz`)).text();
      return ready.includes('"store":"ready"');
    });
    const after = await ask(url, 5);
    await until('the journal has caught up', async () => (await figure(url, 'tocsin_journal_shipped_total')) >= 50);
    await expectKept(data, [before[0] ?? '', during[0] ?? '', during.at(-1) ?? '', after.at(-1) ?? '']);
  });

  it('has what it answered before it and its database were killed together', async () => {
    const data = dataFolder();
    const first = await start(data);
    const ids = await ask(first.url, 20);
    process.kill(postmasterOf(data), 'SIGKILL');
    const last = await ask(first.url, 20);
    await first.end('SIGKILL');
    const second = await start(data);
    await until('the spool is taken over', async () => {
      return (await figure(second.url, 'tocsin_journal_spool_oldest_seconds')) === 0;
    });
    expect(await figure(second.url, 'tocsin_journal_lost_total')).toBe(0);
    await expectKept(data, [ids[0] ?? '', ids.at(-1) ?? '', last[0] ?? '', last.at(-1) ?? '']);
  });
});
