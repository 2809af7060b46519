// SPDX-License-Identifier: Apache-2.0
/** What is asked over HTTP, one by one and in batches, is what the journal answers for afterwards. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestIo } from '../src/cli/test-io.ts';
import { runCommandLine } from '../src/cli/run-command-line.ts';
import { openBeside } from '../src/store/open-store.ts';
import { HARMLESS, SCAM, until } from '../src/testing/journal.ts';
import { startWorld, type World } from '../src/testing/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ flags: { workers: '1' } });
});

afterAll(async () => world.stop());

async function post(path: string, type: string, body: string): Promise<string> {
  const response = await fetch(world.url + path, { method: 'POST', headers: { 'content-type': type }, body });
  expect(response.status).toBe(200);
  return response.text();
}

async function figure(name: string): Promise<number> {
  const text = await (await fetch(`${world.url}/metrics`)).text();
  return Number(new RegExp(`^tocsin_journal_${name} (\\S+)$`, 'mu').exec(text)?.[1]);
}

async function idsKept(): Promise<Set<string>> {
  const store = openBeside('', world.databaseUrl);
  try {
    const { rows } = await sql<{ id: string }>`
      select id from journal_allowed union all select id from journal_flagged`.execute(store.db());
    return new Set(rows.map(({ id }) => id));
  } finally {
    await store.close();
  }
}

function idsIn(answer: string): string[] {
  return [...answer.matchAll(/"id":"(dec_[0-9a-f]{24})"/gu)].map(([, id]) => id ?? '');
}

async function decisions(...words: string[]) {
  const io = createTestIo({ env: { DATABASE_URL: world.databaseUrl } });
  const status = await runCommandLine(['decisions', ...words, '--data', world.dataDir], io);
  return { status, out: io.out(), err: io.err() };
}

describe('the journal behind the HTTP door', () => {
  it(
    'has every decision of single events and of batches, decided here and by workers',
    { timeout: 120_000 },
    async () => {
      const one = idsIn(await post('/v1/screen', 'application/json', JSON.stringify(SCAM)));
      const lines = Array.from({ length: 40 }, (_, n) => JSON.stringify({ ...HARMLESS, id: `e${n}` }));
      const small = idsIn(await post('/v1/screen/batch', 'application/x-ndjson', `${lines.join('\n')}\n{\n`));
      // Over a mebibyte of batches, worker threads take over.
      const large = Array.from({ length: 9000 }, (_, n) => JSON.stringify({ ...HARMLESS, id: `f${n}` })).join('\n');
      const first = idsIn(await post('/v1/screen/batch', 'application/x-ndjson', large));
      const second = idsIn(await post('/v1/screen/batch', 'application/x-ndjson', large));
      const all = [...one, ...small, ...first, ...second];
      expect(all).toHaveLength(1 + 40 + 18_000);
      await until('all are shipped', async () => (await figure('shipped_total')) === all.length, 60_000);
      expect(await idsKept()).toEqual(new Set(all));
      expect(await figure('lost_total')).toBe(0);
    },
  );

  it('forgets what the page without script was asked', async () => {
    const before = await figure('records_total');
    await post('/', 'application/x-www-form-urlencoded', new URLSearchParams({ q: SCAM.body }).toString());
    expect(await figure('records_total')).toBe(before);
  });

  it('answers why, by id and by number, and every reading stands in the audit trail', { timeout: 60_000 }, async () => {
    const shipped = await figure('shipped_total');
    const [id = ''] = idsIn(await post('/v1/screen', 'application/json', JSON.stringify({ ...SCAM, id: 'bank-77' })));
    await until('it is shipped', async () => (await figure('shipped_total')) > shipped);
    const shown = await decisions('show', 'bank-77');
    expect(shown.status).toBe(0);
    expect(shown.out).toContain(id);
    expect(shown.out).toMatch(/Verdict +warn[\s\S]*\+3\.\d\d +It asks you to[\s\S]*kept until/u);
    expect(shown.out).not.toContain('customs');
    expect((await decisions('show', id, '--content')).out).toContain('customs');
    const facts: unknown = JSON.parse((await decisions('show', id, '--json')).out);
    expect(facts).toMatchObject({ id, verdict: 'warn', kept: { content: 'kept' } });
    expect(facts).not.toHaveProperty('content');
    const listed = await decisions('list', '--number', '+44 7700 900998');
    expect(listed).toMatchObject({ status: 0 });
    expect(listed.out).toContain(id);
    const store = openBeside('', world.databaseUrl);
    const { rows } = await sql<{ what: string }>`
      select action || ' ' || object_kind as what from access_audit order by seq`.execute(store.db());
    await store.close();
    expect(rows.map(({ what }) => what)).toEqual([
      'decisions.read decision',
      'contents.read decision',
      'decisions.read decision',
      'decisions.read phone',
    ]);
  });

  it('says what it may know at all where it knows nothing', async () => {
    expect(await decisions('show', 'dec_nobody')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/2 days.*180/u),
    });
    expect(await decisions('list', '--subject', 'nobody')).toMatchObject({ status: 1 });
    expect(await decisions('list', '--number', '+44', '--account', 'x')).toMatchObject({ status: 2 });
    expect(await decisions('list', '--number', 'bank')).toMatchObject({
      status: 2,
      err: expect.not.stringContaining('bank'),
    });
    expect(await decisions('list', '--number', '112', '--day', '2026-02-30')).toMatchObject({ status: 2 });
    expect(await decisions('why')).toMatchObject({ status: 2 });
  });
});
