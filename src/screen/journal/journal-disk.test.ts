// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { decided, HARMLESS, openTestJournal, until } from '../../testing/journal.ts';
import { canMount, type SmallDisk, smallDisk } from '../../testing/small-disk.ts';
import type { Journal } from './journal.ts';

const NOWHERE = { host: '/nowhere', port: 5432, user: 'tocsin', password: '', database: 'none' };
const CAN_MOUNT = await canMount();

function keepMany(journal: Journal, count: number): number {
  const { event, decision } = decided(HARMLESS);
  let ticket = 0;
  for (let n = 0; n < count; n += 1) ticket = journal.keep(event, decision, 'screen');
  return ticket;
}

describe.runIf(CAN_MOUNT)('a disk that takes no more', () => {
  it('full: is said, holds up nobody, and costs nothing that fits into memory', { timeout: 60_000 }, async () => {
    await using disk = smallDisk(8);
    await using journal = openTestJournal({ data: disk.folder, connection: NOWHERE });
    expect(await journal.durable(keepMany(journal, 100), 10_000)).toBe(true);
    disk.fill();
    const ticket = keepMany(journal, 1000);
    expect(await journal.written(ticket, 20)).toBe(false);
    await until('it says so', () => journal.state() === 'disk-full');
    expect(journal.figures()).toMatchObject({ lost: 0, late: 1 });
    disk.empty();
    expect(await journal.durable(ticket, 10_000)).toBe(true);
    expect(journal.state()).not.toBe('disk-full');
    expect(journal.figures()).toMatchObject({ records: 1100, lost: 0, waitingBytes: 0 });
  });

  it('full for longer: counts what memory could not hold', { timeout: 60_000 }, async () => {
    await using disk = smallDisk(8);
    await using journal = openTestJournal({ data: disk.folder, connection: NOWHERE, bounds: { memoryBytes: 100_000 } });
    disk.fill();
    for (let round = 0; round < 10; round += 1) {
      keepMany(journal, 100);
      await sleep(5);
    }
    const { lost, records, waitingBytes } = journal.figures();
    expect(lost).toBeGreaterThan(0);
    expect(lost + records).toBe(1000);
    expect(waitingBytes).toBeLessThan(110_000);
    disk.empty();
    await until('what was held is written', () => journal.figures().waitingBytes === 0);
    expect(await journal.durable(keepMany(journal, 1), 10_000)).toBe(true);
  });

  it('read-only: is said, and passes', { timeout: 60_000 }, async () => {
    await using disk = smallDisk(8);
    await using journal = openTestJournal({
      data: disk.folder,
      connection: NOWHERE,
      bounds: { segmentMs: 1 },
      clock: () => instantOf(Date.now()),
    });
    // A file that is open for writing keeps a disk writable: here a segment is closed within a second or two.
    expect(await journal.durable(keepMany(journal, 10), 10_000)).toBe(true);
    await until('no file is open any more', () => isReadOnly(disk));
    const ticket = keepMany(journal, 10);
    await until('it says so', () => journal.state() === 'read-only');
    disk.remount('rw');
    expect(await journal.durable(ticket, 10_000)).toBe(true);
    expect(journal.figures()).toMatchObject({ records: 20, lost: 0 });
  });

  it('is not filled beyond the bound of the spool', async () => {
    await using disk = smallDisk(8);
    await using journal = openTestJournal({ data: disk.folder, connection: NOWHERE, bounds: { spoolBytes: 50_000 } });
    await journal.written(keepMany(journal, 200), 10_000);
    expect(journal.state()).toBe('spool-full');
    expect(keepMany(journal, 1)).toBe(0);
    expect(await journal.written(0, 1000)).toBe(false);
    expect(journal.figures().lost).toBe(1);
  });
});

function isReadOnly({ folder }: SmallDisk): boolean {
  return spawnSync('mount', ['-o', 'remount,ro', folder]).status === 0;
}
