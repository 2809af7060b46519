// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestStore, type TestStore } from '../../testing/database.ts';
import { TEST_NOW } from '../../testing/engine.ts';
import { decided, HARMLESS, openTestJournal, SCAM, until } from '../../testing/journal.ts';
import { createJournalReader } from './journal-store.ts';
import { readKeys } from './key-ring.ts';
import type { JournalTables } from './tables.ts';

const folders: string[] = [];

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-journal-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function idsIn(store: TestStore): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from journal_allowed union all select id from journal_flagged`.execute(store.db());
  return rows.map(({ id }) => id);
}

function everythingIn(folder: string): Buffer {
  return Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
  );
}

describe('the journal', () => {
  it('has every decision in the database, in the table of its verdict, with what policy keeps of it', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    await using journal = openTestJournal({ data, connection: store.connection });
    const harmless = decided(HARMLESS);
    const scam = decided(SCAM);
    expect([harmless.decision.verdict, scam.decision.verdict]).toEqual(['allow', 'warn']);
    for (const { event, decision } of [harmless, scam]) journal.keep(event, decision, 'screen');
    await until('both are shipped', () => journal.figures().shipped === 2);
    const reader = createJournalReader({ db: store.db<JournalTables>() });
    const [allowed] = await reader.find(harmless.decision.id);
    expect(allowed).toMatchObject({ verdict: 'allow', door: 'screen', decidedAt: TEST_NOW, roles: ['from', 'to'] });
    expect(allowed).not.toHaveProperty('content');
    const [flagged] = await reader.find(scam.event.id);
    expect(flagged).toMatchObject({
      id: scam.decision.id,
      verdict: 'warn',
      score: scam.decision.score,
      versions: scam.decision.versions,
      roles: ['from', 'to', 'host'],
      reasons: scam.decision.reasons.map(({ code, weight }) => ({ code, weight })),
    });
    const { event } = JSON.parse(flagged?.content ?? '{}');
    expect(event).toEqual({ kind: 'text', from: SCAM.from, body: SCAM.body });
    const { rows } = await sql`select verdict, n from decision_counts order by verdict`.execute(store.db());
    expect(rows).toEqual([
      { verdict: 'allow', n: 1 },
      { verdict: 'warn', n: 1 },
    ]);
  });

  it('finds the decisions of a number by its keys, and only with them', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    await using journal = openTestJournal({ data, connection: store.connection });
    const { event, decision } = decided(SCAM);
    journal.keep(event, decision, 'screen');
    await until('it is shipped', () => journal.figures().shipped === 1);
    const reader = createJournalReader({ db: store.db<JournalTables>() });
    const ask = async (value: string, keys = readKeys(data)) =>
      (await reader.findBy({ identifier: { kind: 'phone', value }, keys, most: 10 })).map(({ id }) => id);
    expect(await ask(SCAM.to)).toEqual([decision.id]);
    expect(await ask(SCAM.from)).toEqual([decision.id]);
    expect(await ask('+447700900000')).toEqual([]);
    expect(await ask(SCAM.to, [])).toEqual([]);
  });

  it('keeps what JSON can say and PostgreSQL cannot', async () => {
    await using store = await createTestStore();
    await using journal = openTestJournal({ data: dataFolder(), connection: store.connection });
    const body = `${SCAM.body} \0 \uD800 \uDC00 "\\ \u2028`;
    const { event, decision } = decided({ ...SCAM, body, at: '0000-01-01T00:00:00Z' });
    journal.keep(event, decision, 'screen');
    await until('it is shipped', () => journal.figures().shipped === 1);
    const [kept] = await createJournalReader({ db: store.db<JournalTables>() }).find(decision.id);
    expect(JSON.parse(kept?.content ?? '{}').event.body).toBe(body);
    expect(kept?.eventAt).toBe(event.at);
  });

  it('never lets the words or the number of an allowed event touch the disk', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const nowhere = { ...store.connection, host: '/nowhere' };
    {
      await using journal = openTestJournal({ data, connection: nowhere });
      const { event, decision } = decided(HARMLESS);
      expect(await journal.durable(journal.keep(event, decision, 'screen'), 5000)).toBe(true);
    }
    const bytes = everythingIn(path.join(data, 'spool'));
    expect(bytes.includes(decided(HARMLESS).decision.versions.model)).toBe(true);
    for (const secret of ['eight', '7700900123', '7700900999']) expect(bytes.includes(secret)).toBe(false);
  });

  it('keeps what was decided while the database was away, and takes it over once', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const all = Array.from({ length: 300 }, () => decided(HARMLESS));
    {
      await using journal = openTestJournal({ data, connection: { ...store.connection, host: '/nowhere' } });
      for (const { event, decision } of all.slice(0, 200)) journal.keep(event, decision, 'screen');
      await until('it says that it waits', () => journal.state() === 'behind');
    }
    await using journal = openTestJournal({ data, connection: store.connection });
    for (const { event, decision } of all.slice(200)) journal.keep(event, decision, 'screen');
    await until('all are shipped', () => journal.figures().shipped === 300);
    await until('it has caught up', () => journal.state() === 'ok' && journal.figures().oldestSeconds === 0);
    expect((await idsIn(store)).toSorted()).toEqual(all.map(({ decision }) => decision.id).toSorted());
  });

  it('sets a record aside that the database refuses, and takes all others', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const all = Array.from({ length: 20 }, () => decided(HARMLESS));
    await using journal = openTestJournal({ data, connection: store.connection });
    all.forEach(({ event, decision }, index) => {
      const broken =
        index === 7
          ? { ...decision, score: Number.NaN, micros: 1e12 }
          : index === 13
            ? { ...decision, at: '' }
            : decision;
      journal.keep(event, broken, 'screen');
    });
    await until('the good ones are shipped', () => journal.figures().shipped === 18 && journal.figures().refused === 2);
    expect(readdirSync(path.join(data, 'spool', 'refused'))).toHaveLength(2);
    expect(await idsIn(store)).toHaveLength(18);
  });

  it('passes over what a crash left of a record, and counts it', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    const all = Array.from({ length: 3 }, () => decided(HARMLESS));
    {
      await using journal = openTestJournal({ data, connection: { ...store.connection, host: '/nowhere' } });
      for (const { event, decision } of all) journal.keep(event, decision, 'screen');
    }
    const [segment = ''] = readdirSync(path.join(data, 'spool'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.journal'),
    );
    const file = path.join(data, 'spool', segment);
    const bytes = readFileSync(file);
    bytes[30] = 0;
    writeFileSync(file, bytes.subarray(0, -20));
    await using journal = openTestJournal({ data, connection: store.connection });
    await until('the rest is shipped', () => journal.figures().shipped === 1 && journal.figures().torn === 2);
    expect(await idsIn(store)).toEqual([all[1]?.decision.id]);
    await until('the file is gone', () => journal.figures().spoolBytes === 0);
  });

  it('is taken over from a process that is gone, and left to one that lives', async () => {
    await using store = await createTestStore();
    const data = dataFolder();
    await using first = openTestJournal({ data, connection: store.connection });
    await using second = openTestJournal({ data, connection: store.connection });
    const [one, two] = [decided(HARMLESS), decided(SCAM)];
    first.keep(one.event, one.decision, 'screen');
    second.keep(two.event, two.decision, 'screen');
    await until('each ships its own', () => first.figures().shipped === 1 && second.figures().shipped === 1);
    const nodes = readdirSync(path.join(data, 'spool'));
    await Promise.all([first.close(), second.close()]);
    await using third = openTestJournal({ data, connection: store.connection });
    expect(third.state()).toBe('ok');
    expect(readdirSync(path.join(data, 'spool'))).toEqual(nodes);
    expect(nodes).toHaveLength(2);
  });
});
