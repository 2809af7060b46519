// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { canMount, smallDisk } from '../testing/small-disk.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CAN_MOUNT = await canMount();

async function becomes(store: Store, state: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (store.state() === state) return;
    await sleep(25);
  }
  throw new Error(`The store is ${store.state()}, not ${state}, after 30 s.`);
}

/** Rows of a kilobyte until one is refused; the numbers that were acknowledged. */
async function insertUntilRefused(store: Store, most: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let n = 0; n < most; n += 1) {
    const bytes = 'x'.repeat(1000);
    const done = await sql`insert into written values (${n}, ${bytes})`.execute(store.db()).then(
      () => true,
      () => false,
    );
    if (!done) break;
    acknowledged.push(n);
  }
  return acknowledged;
}

describe.runIf(CAN_MOUNT)('a disk that takes no more', () => {
  it(
    'full: says so, keeps every acknowledged row, and writes again when there is room',
    { timeout: 120_000 },
    async () => {
      await using disk = smallDisk(160);
      const data = path.join(disk.folder, 'data');
      mkdirSync(data, { mode: 0o711 });
      const store = await openStore({ data, log: quiet, durability: 'process' });
      await sql`create table written (n int primary key, bytes text)`.execute(store.db());
      disk.fill();
      const acknowledged = await insertUntilRefused(store, 100_000);
      await becomes(store, 'disk-full');
      disk.empty();
      await becomes(store, 'ready');
      const { rows } = await sql<{ n: number }>`select n from written order by n`.execute(store.db());
      const kept = new Set(rows.map(({ n }) => n));
      expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
      await sql`insert into written values (-1, 'again')`.execute(store.db());
      await store.close();
    },
  );

  it('read-only: says so, and writes again when it may', { timeout: 120_000 }, async () => {
    await using disk = smallDisk(160);
    const data = path.join(disk.folder, 'data');
    mkdirSync(data, { mode: 0o711 });
    const store = await openStore({ data, log: quiet, durability: 'process' });
    await store.close();
    disk.remount('ro');
    await expect(openStore({ data, log: quiet, durability: 'process' })).rejects.toThrow(/read-only/u);
    disk.remount('rw');
    const again = await openStore({ data, log: quiet, durability: 'process' });
    expect(again.state()).toBe('ready');
    await again.close();
  });

  it('too small for a cluster: is refused in a sentence', async () => {
    await using disk = smallDisk(8);
    await expect(openStore({ data: disk.folder, log: quiet })).rejects.toThrow(/the disk is full/u);
  });
});
