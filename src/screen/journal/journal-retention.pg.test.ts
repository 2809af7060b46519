// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { enforceRetention } from '../../store/retention.ts';
import { createTestStore, type TestStore } from '../../testing/database.ts';
import { TEST_NOW } from '../../testing/engine.ts';
import { decided, HARMLESS, openTestJournal, SCAM, until } from '../../testing/journal.ts';
import { SHIPPED_POLICY_DIR } from '../load.ts';
import { loadJournalPolicy } from './journal-policy.ts';
import { createJournalReader } from './journal-store.ts';
import { openKeyRing, readKeys } from './key-ring.ts';
import { journalTables, type JournalTables } from './tables.ts';

const DAY = 86_400_000;
const policy = loadJournalPolicy(SHIPPED_POLICY_DIR);
const quiet = (): void => undefined;
const folders: string[] = [];

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-retention-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** One allowed and one flagged decision, kept on 4 March. */
async function keepTwo(store: TestStore, data: string) {
  await using journal = openTestJournal({ data, connection: store.connection });
  const [harmless, scam] = [decided(HARMLESS), decided(SCAM)];
  for (const { event, decision } of [harmless, scam]) journal.keep(event, decision, 'screen');
  await until('both are shipped', () => journal.figures().shipped === 2);
  return { allowed: harmless.decision.id, flagged: scam.decision.id };
}

async function daysLater(store: TestStore, data: string, days: number): Promise<void> {
  const now = instantOf(TEST_NOW + days * DAY);
  const log = { info: quiet, warn: quiet, error: quiet };
  await enforceRetention({ db: store.db(), tables: journalTables(policy), now, log });
  openKeyRing({
    data,
    policy,
    clock: () => now,
    random: (length) => new Uint8Array(length).fill(days),
  }).destroyExpired();
}

describe('retention', () => {
  it('ends allowed rows with their key, contents, and flagged rows with theirs, and leaves the counts', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const { allowed, flagged } = await keepTwo(store, data);
    const reader = createJournalReader({ db: store.db<JournalTables>() });
    const kept = async () => ({
      allowed: (await reader.find(allowed)).length,
      flagged: (await reader.find(flagged)).map(({ content }) => content !== undefined),
    });
    const hasKey = (id: string) => readKeys(data).some((key) => key.id === id);
    const flaggedKey = readKeys(data).find(({ id }) => id.startsWith('flagged'))?.id ?? '';
    await daysLater(store, data, 2);
    expect(await kept()).toEqual({ allowed: 1, flagged: [true] });
    expect(hasKey('allowed-20260304-1')).toBe(true);
    await daysLater(store, data, 3);
    expect(await kept()).toEqual({ allowed: 0, flagged: [true] });
    expect(hasKey('allowed-20260304-1')).toBe(false);
    await daysLater(store, data, 15);
    expect(await kept()).toEqual({ allowed: 0, flagged: [false] });
    expect(hasKey(flaggedKey)).toBe(true);
    await daysLater(store, data, 181);
    expect(await kept()).toEqual({ allowed: 0, flagged: [] });
    await daysLater(store, data, 211);
    expect(hasKey(flaggedKey)).toBe(false);
    const { rows } = await sql`select sum(n)::int as n from decision_counts`.execute(store.db());
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('ends late comers too: what waited in the spool longer than it may live goes with the next turn', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    await daysLater(store, data, 5);
    const { allowed } = await keepTwo(store, data);
    await daysLater(store, data, 5);
    expect(await createJournalReader({ db: store.db<JournalTables>() }).find(allowed)).toEqual([]);
  });
});
