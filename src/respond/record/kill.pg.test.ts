// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '../../testing/database.ts';
import { isInstalled } from '../../testing/peers.ts';
import { readConsistency, readLeavesBetween } from './browse.ts';
import { openCheckpoint } from './checkpoint.ts';
import { openCommitment } from './commitment.ts';
import { folderReader } from './files.ts';
import { parseVerifierKey } from './note.ts';
import { verifyConsistency } from './proof.ts';
import { openTestRecord, temporaryFolder } from './test-record.ts';
import { verifyLog } from './verify-log.ts';

const DRIVER = fileURLToPath(new URL('append-driver.ts', import.meta.url));
const VERIFIER = fileURLToPath(new URL('outside/verify.py', import.meta.url));
const ROUNDS = 8;

type Acknowledged = { readonly index: number; readonly value: string; readonly salt: string };

/** Appends and publishes until it is killed; every line that came out whole is a leaf that was committed. */
function startDriver(
  url: string,
  data: string,
  acknowledged: Acknowledged[],
): { child: ChildProcess; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [DRIVER, url, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [index, value = '', salt = ''] = line.split(' ');
      acknowledged.push({ index: Number(index), value, salt });
    }
  });
  return { child, ended: once(child, 'close') };
}

describe('a record whose processes are killed', () => {
  it(
    'never forks, loses no acknowledged leaf, and every head that was seen grew into the last',
    { timeout: 120_000 },
    async () => {
      using data = temporaryFolder();
      await using store = await createTestStore();
      const checkpointFile = path.join(data.path, 'record/checkpoint');
      const seen = new Set<string>();
      const acknowledged: Acknowledged[] = [];
      const look = (): void => {
        if (existsSync(checkpointFile)) seen.add(readFileSync(checkpointFile, 'utf8'));
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = acknowledged.length;
        const drivers = [0, 1].map(() => startDriver(store.url, data.path, acknowledged));
        for (let tries = 0; acknowledged.length === before && tries < 800; tries += 1) await sleep(10);
        expect(acknowledged.length).toBeGreaterThan(before);
        // Somewhere in the middle of whatever it is doing.
        for (const { child } of drivers) {
          await sleep((round * 37) % 150);
          look();
          child.kill('SIGKILL');
        }
        await Promise.all(drivers.map(async ({ ended }) => ended));
        look();
      }
      await using record = await openTestRecord(store, data.path);
      const { head } = await record.publish();
      const read = folderReader(path.join(data.path, 'record'));
      const key = parseVerifierKey(record.verifierKey)!;
      expect(seen.size).toBeGreaterThan(ROUNDS / 2);
      for (const text of seen) {
        const opened = openCheckpoint(text, key);
        if (!opened.ok) throw new Error(opened.why);
        const from = opened.checkpoint.head;
        const hashes = await readConsistency(read, from.size, { size: head.size, published: head.size });
        expect(verifyConsistency({ from, to: head, hashes })).toBe(true);
      }
      expect((await verifyLog({ read, key })).findings).toEqual([]);
      expect(new Set(acknowledged.map(({ index }) => index)).size).toBe(acknowledged.length);
      const leaves = await readLeavesBetween(read, head.size, { from: 0, to: head.size });
      const lost = acknowledged.filter(({ index, value, salt }) => {
        const leaf = leaves[index]?.leaf;
        return (
          leaf?.kind !== 'indicator.confirmed' || !openCommitment(leaf.commitment, { kind: 'domain', value, salt })
        );
      });
      expect(lost).toEqual([]);
      const outside = isInstalled('python3') && isInstalled('openssl');
      const said = outside
        ? spawnSync('python3', [VERIFIER, path.join(data.path, 'record'), record.verifierKey]).status
        : 0;
      expect(said).toBe(0);
    },
  );
});
