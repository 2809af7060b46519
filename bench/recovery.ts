// SPDX-License-Identifier: Apache-2.0
/** How long the store is away: made anew, found again, and after kills under a stream of writes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { type Figure, percentile } from './figure.ts';

const DRIVER = fileURLToPath(new URL('../src/testing/store-driver.ts', import.meta.url));
const KILLS = 10;
const ROWS_BETWEEN = 200;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function benchRecovery(): Promise<readonly Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'tocsin-bench-'));
  chmodSync(data, 0o711);
  try {
    const [made, firstStore] = await timed(async () => openStore({ data, log: quiet }));
    await firstStore.close();
    const [found, store] = await timed(async () => openStore({ data, log: quiet }));
    await sql`create table driven (n int primary key)`.execute(store.db());
    const server = await killServer(store, data);
    await store.close();
    const both = await killBoth(data);
    return [
      { what: 'store made anew, to the first query', value: made, unit: 'ms' },
      { what: 'reference: store found again', value: found, unit: 'ms' },
      { what: `PostgreSQL killed under writes: away, median of ${KILLS}`, value: median(server), unit: 'ms' },
      { what: `PostgreSQL killed under writes: away, longest of ${KILLS}`, value: Math.max(...server), unit: 'ms' },
      { what: `Tocsin and PostgreSQL killed: store open again, median of ${KILLS}`, value: median(both), unit: 'ms' },
      { what: 'the same, ratio to the reference', value: median(both) / found, unit: '×' },
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** From each kill to the first write that is acknowledged after one that was not: a process of the server may outlive it. */
async function killServer(store: Store, data: string): Promise<readonly number[]> {
  const awayMs: number[] = [];
  let n = 0;
  const write = async (): Promise<boolean> => {
    n += 1;
    return sql`insert into driven values (${n})`.execute(store.db()).then(
      () => true,
      () => false,
    );
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let row = 0; row < ROWS_BETWEEN; row += 1) await write();
    const killedMs = performance.now();
    process.kill(postmasterOf(data), 'SIGKILL');
    while (await write());
    while (!(await write()));
    awayMs.push(performance.now() - killedMs);
  }
  return awayMs;
}

async function killBoth(data: string): Promise<readonly number[]> {
  const openMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const driver = spawn(process.execPath, [DRIVER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(driver.stdout, 'data');
    process.kill(postmasterOf(data), 'SIGKILL');
    driver.kill('SIGKILL');
    await once(driver, 'exit');
    const [ms, store] = await timed(async () => openStore({ data, log: quiet }));
    openMs.push(ms);
    await store.close();
  }
  return openMs;
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> {
  const startedMs = performance.now();
  const result = await work();
  return [performance.now() - startedMs, result];
}

function median(samples: readonly number[]): number {
  return percentile(Float64Array.from(samples), 0.5);
}

function postmasterOf(data: string): number {
  return Number.parseInt(readFileSync(path.join(data, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}
