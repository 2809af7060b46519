// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestStore } from '../testing/database.ts';
import type { AuditEntry } from './audit.ts';
import type { AccessTables } from './tables.ts';
import { createTestAccess } from './test-access.ts';

const READ: AuditEntry = {
  actor: { kind: 'system', id: 'test' },
  action: 'audit.read',
  object: { kind: 'audit', id: '' },
};

async function world() {
  const store = await createTestStore();
  const db = store.db<AccessTables>();
  const access = createTestAccess(db);
  return {
    db,
    access,
    [Symbol.asyncDispose]: async () => {
      await access.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** As somebody would who owns the database. */
async function tamper(db: Kysely<AccessTables>, statement: string): Promise<void> {
  await sql.raw(`alter table access_audit disable trigger user; ${statement};`).execute(db);
}

test('rows that are appended at one time are numbered without gaps and follow one another', async () => {
  await using ours = await world();
  const { audit } = ours.access;
  await Promise.all(Array.from({ length: 60 }, async (_, n) => audit.record({ ...READ, why: `${n}` })));
  const proof = await audit.verify();
  expect(proof).toMatchObject({ ok: true, rows: 60, first: 1 });
  expect(proof.ok && proof.head).toEqual(await audit.head());
  const page = await audit.list({ limit: 3, before: 11 });
  expect(page.map(({ seq }) => seq)).toEqual([10, 9, 8]);
  const times = (await audit.list({ limit: 60 })).map(({ at }) => at);
  expect(new Set(times).size).toBe(60);
  expect(times).toEqual(times.toSorted((one, other) => other - one));
});

test('any text comes back as it was kept, and the chain still holds', async () => {
  await using ours = await world();
  const { audit } = ours.access;
  for (const why of ['a\0b', '\uD800', '😀'.repeat(600), '"\\', "'; drop table access_audit; --"])
    await audit.record({ ...READ, why });
  expect(await audit.verify()).toMatchObject({ ok: true, rows: 5 });
  const [injected, quoted, long] = await audit.list({ limit: 3 });
  expect(injected?.why).toBe("'; drop table access_audit; --");
  expect(quoted?.why).toBe('"\\');
  expect(long?.why).toBe('😀'.repeat(500));
});

test('the deed and its row come together or not at all', async () => {
  await using ours = await world();
  const { access, db } = ours;
  const failing = db.transaction().execute(async (transaction) => {
    await access.audit.record(READ, transaction);
    throw new Error('the deed failed');
  });
  await expect(failing).rejects.toThrow('the deed failed');
  expect((await access.audit.head()).seq).toBe(0);
});

test('the database refuses to change, delete or empty the trail', async () => {
  await using ours = await world();
  const { access, db } = ours;
  await access.audit.record(READ);
  for (const statement of [
    "update access_audit set why = 'x'",
    'delete from access_audit',
    'delete from access_audit where seq = 1',
    'truncate access_audit',
  ])
    await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only');
  expect(await access.audit.verify()).toMatchObject({ ok: true, rows: 1 });
});

test('what is past its three years goes from the old end alone, and the rest still proves itself', async () => {
  await using ours = await world();
  const { access, db } = ours;
  // The database goes by its own clock, which no test can set back.
  access.advance(-2000 * 86_400_000);
  for (let row = 0; row < 3; row += 1) await access.audit.record(READ);
  await expect(sql`delete from access_audit where seq = 2`.execute(db)).rejects.toThrow('append-only');
  await sql`delete from access_audit where seq <= 2`.execute(db);
  expect(await access.audit.verify()).toMatchObject({ ok: true, rows: 1, first: 3 });
  await sql`delete from access_audit`.execute(db);
  await access.audit.record(READ);
  expect(await access.audit.verify()).toMatchObject({ ok: true, rows: 1, first: 4 });
});

test('a row that the owner of the database changed, took out or slipped in shows', async () => {
  const faults = [];
  for (const statement of [
    "update access_audit set why = 'x' where seq = 2",
    'delete from access_audit where seq = 2',
    'delete from access_audit where seq = 1',
    "update access_audit set hash = '\\x00' where seq = 2",
    "update access_audit set before = '\\x00' where seq = 2",
  ]) {
    await using ours = await world();
    const { access, db } = ours;
    for (let row = 0; row < 3; row += 1) await access.audit.record(READ);
    await tamper(db, statement);
    const proof = await access.audit.verify();
    faults.push(proof.ok ? 'held' : `${proof.fault.seq} ${proof.fault.why}`);
  }
  expect(faults).toEqual(['2 changed', '2 missing', '1 missing', '2 changed', '2 torn']);
});

test('a trail that was written anew from some row on, or cut off, does not lead to the ends that were noted', async () => {
  await using ours = await world();
  const { audit } = ours.access;
  for (let n = 0; n < 5; n += 1) await audit.record(READ);
  const noted = await audit.head();
  for (let n = 0; n < 3; n += 1) await audit.record(READ);
  expect(await audit.verify([noted])).toMatchObject({ ok: true, rows: 8 });
  await tamper(ours.db, 'delete from access_audit where seq > 3');
  expect(await audit.verify()).toMatchObject({ ok: true, rows: 3 });
  expect(await audit.verify([noted])).toEqual({ ok: false, fault: { seq: 4, why: 'missing' } });
  for (let n = 0; n < 4; n += 1) await audit.record({ ...READ, why: 'other' });
  expect(await audit.verify()).toMatchObject({ ok: true, rows: 7 });
  expect(await audit.verify([noted])).toEqual({ ok: false, fault: { seq: 5, why: 'rewritten' } });
});
