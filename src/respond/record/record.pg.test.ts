// SPDX-License-Identifier: Apache-2.0
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '../../testing/database.ts';
import { openCheckpoint } from './checkpoint.ts';
import { openCommitment } from './commitment.ts';
import { folderReader } from './files.ts';
import { parseVerifierKey } from './note.ts';
import { type PublicRecord, readAuditEnds } from './record.ts';
import { RecordError } from './record-error.ts';
import type { RecordTables } from './tables.ts';
import { confirmation, openTestRecord, temporaryFolder } from './test-record.ts';
import { verifyLog } from './verify-log.ts';

async function appendMany(record: PublicRecord, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, async (_, at) => record.append(confirmation(`d${at}.example`))));
}

function keyOf({ verifierKey }: PublicRecord) {
  return parseVerifierKey(verifierKey)!;
}

async function verify(record: PublicRecord, data: string) {
  return verifyLog({ read: folderReader(path.join(data, 'record')), key: keyOf(record) });
}

describe('the public record', () => {
  it('publishes what is appended, and anybody can verify it without the database', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    expect((await verify(record, data.path)).findings).toEqual([]);
    await appendMany(record, 3);
    await record.publish();
    await appendMany(record, 700);
    const { head } = await record.publish();
    expect(head.size).toBe(703);
    expect(record.state()).toEqual({ kind: 'ready', size: 703 });
    const report = await verify(record, data.path);
    expect(report).toMatchObject({ leaves: 703, findings: [] });
    expect(readdirSync(path.join(data.path, 'record/tile/0'))).toEqual(['000', '001', '002.p']);
    expect(statSync(path.join(data.path, 'record.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(data.path, 'record/key'), 'utf8').trim()).toBe(record.verifierKey);
  });

  it('answers each draft, lets refused ones take no place, and opens commitments for the parties', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    const decidedBy = { role: 'analyst' as const };
    const answers = await Promise.all([
      record.append(confirmation('bad.example')),
      record.append(confirmation('bad.example', { scheme: 'unclassified' })),
      record.append({ kind: 'indicator.withdrawn', confirmed: 0, decidedBy, reason: 'It is a mistake.' }),
      record.append({ kind: 'indicator.withdrawn', confirmed: 1, decidedBy }),
      record.append({
        kind: 'point.enforce',
        point: 'dns',
        firstRole: 'operator',
        secondRole: 'approver',
        reason: 'A trial.',
      }),
    ]);
    expect(answers.map((one) => (one.ok ? one.index : one.why))).toEqual([
      0,
      'no-scheme',
      1,
      'no-such-confirmation',
      2,
    ]);
    const [first] = answers;
    const opening = (await record.open(0))!;
    expect(opening.value).toBe('bad.example');
    expect(first?.ok && 'commitment' in first.leaf && openCommitment(first.leaf.commitment, opening)).toBe(true);
    expect(await record.open(1)).toMatchObject({ kind: 'reason', value: 'It is a mistake.' });
    await record.publish();
    expect((await verify(record, data.path)).findings).toEqual([]);
  });

  it('appends in the transaction of the act itself: both are there or neither', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    await sql`create table act (n int)`.execute(store.db());
    const db = store.db<{ act: { n: number } }>();
    const failing = db.transaction().execute(async (tx) => {
      await tx.insertInto('act').values({ n: 1 }).execute();
      expect(await record.appendIn(tx, [confirmation('a.example')])).toMatchObject([{ ok: true, index: 0 }]);
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await db.transaction().execute(async (tx) => {
      await tx.insertInto('act').values({ n: 2 }).execute();
      expect(await record.appendIn(tx, [confirmation('b.example')])).toMatchObject([{ ok: true, index: 0 }]);
    });
    expect((await record.publish()).head.size).toBe(1);
    expect(await db.selectFrom('act').selectAll().execute()).toEqual([{ n: 2 }]);
  });

  it('records the digests of the files in force once, and again when they change', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    const digests = { policy: 'a'.repeat(12), taxonomy: 'b'.repeat(12), rules: 'c'.repeat(12), models: 'd'.repeat(12) };
    await Promise.all([record.recordDigests(digests), record.recordDigests(digests)]);
    await record.recordDigests(digests);
    expect((await record.publish()).head.size).toBe(1);
    await record.recordDigests({ ...digests, rules: 'e'.repeat(12) });
    expect((await record.publish()).head.size).toBe(2);
  });

  it('records where the audit trail ends, each end once', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    const end = { rows: 7, hash: 'a'.repeat(64) };
    await record.recordAuditEnd(end);
    await record.recordAuditEnd(end);
    await record.recordAuditEnd({ rows: 9, hash: 'b'.repeat(64) });
    expect(await readAuditEnds(store.db<RecordTables>())).toEqual([end, { rows: 9, hash: 'b'.repeat(64) }]);
  });

  it('goes on where it stood, and every earlier head is one that the later grew out of', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    const heads: string[] = [];
    for (const count of [1, 300, 5, 0, 600]) {
      await using record = await openTestRecord(store, data.path);
      await appendMany(record, count);
      heads.push((await record.publish()).text);
    }
    await using record = await openTestRecord(store, data.path);
    for (const text of heads) {
      const opened = openCheckpoint(text, keyOf(record));
      if (!opened.ok) throw new Error(opened.why);
      const read = folderReader(path.join(data.path, 'record'));
      const report = await verifyLog({ read, key: keyOf(record), earlier: opened.checkpoint });
      expect(report).toMatchObject({ leaves: 906, findings: [] });
    }
  });

  it('gives two processes of one folder, or of two, the same record', async () => {
    using data = temporaryFolder();
    using other = temporaryFolder();
    await using store = await createTestStore();
    await using one = await openTestRecord(store, data.path);
    await using two = await openTestRecord(store, data.path);
    cpSync(path.join(data.path, 'record.key'), path.join(other.path, 'record.key'));
    await using three = await openTestRecord(store, other.path);
    const all = [one, two, three];
    await Promise.all(all.map(async (record) => appendMany(record, 400)));
    const heads = await Promise.all(all.map(async (record) => record.publish()));
    expect(heads.map(({ head }) => head.size)).toEqual([1200, 1200, 1200]);
    expect((await verify(one, data.path)).findings).toEqual([]);
    expect((await verify(three, other.path)).findings).toEqual([]);
  });
});

describe('a record that must not go on', () => {
  it('refuses a second key, and a key that went away', async () => {
    using data = temporaryFolder();
    using other = temporaryFolder();
    await using store = await createTestStore();
    await (await openTestRecord(store, data.path)).close();
    await expect(openTestRecord(store, other.path)).rejects.toThrow(/Restore record\.key from a backup/u);
    await using elsewhere = await createTestStore();
    await (await openTestRecord(elsewhere, other.path)).close();
    await expect(openTestRecord(store, other.path)).rejects.toThrow(/signed with another key than record\.key/u);
    writeFileSync(path.join(other.path, 'record.key'), 'PRIVATE');
    await expect(openTestRecord(store, other.path)).rejects.toThrow(/is not a key/u);
  });

  it('signs and appends nothing when an older database comes back', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using older = await createTestStore();
    {
      await using record = await openTestRecord(store, data.path);
      await appendMany(record, 10);
      await record.publish();
    }
    await using record = await openTestRecord(older, data.path);
    expect(record.state()).toMatchObject({ kind: 'refusing', code: 'record-behind' });
    await expect(record.append(confirmation('x.example'))).rejects.toThrow(/10 are published: an older backup/u);
    await expect(record.publish()).rejects.toThrow(RecordError);
    expect((await verify(record, data.path)).leaves).toBe(10);
  });

  it('signs nothing when the older database has gone on by itself', async () => {
    using data = temporaryFolder();
    using aside = temporaryFolder();
    await using store = await createTestStore();
    await using older = await createTestStore();
    {
      await using record = await openTestRecord(store, data.path);
      await appendMany(record, 300);
      await record.publish();
      renameSync(path.join(data.path, 'record'), path.join(aside.path, 'record'));
    }
    {
      await using record = await openTestRecord(older, data.path);
      await appendMany(record, 400);
      await record.publish();
      rmSync(path.join(data.path, 'record'), { recursive: true });
    }
    cpSync(path.join(aside.path, 'record'), path.join(data.path, 'record'), { recursive: true });
    const before = readFileSync(path.join(data.path, 'record/checkpoint'), 'utf8');
    await using record = await openTestRecord(older, data.path);
    expect(record.state()).toMatchObject({ kind: 'refusing', code: 'record-forked' });
    expect(readFileSync(path.join(data.path, 'record/checkpoint'), 'utf8')).toBe(before);
  });

  it('says that a published file was damaged', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    const tile = path.join(data.path, 'record/tile/0/000.p/10');
    {
      await using record = await openTestRecord(store, data.path);
      await appendMany(record, 10);
      await record.publish();
    }
    const bytes = readFileSync(tile);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(tile, bytes);
    await using record = await openTestRecord(store, data.path);
    await record.append(confirmation('more.example'));
    await expect(record.publish()).rejects.toThrow(/tiles of the record are missing or changed/u);
    expect(record.state()).toMatchObject({ kind: 'refusing', code: 'record-damaged' });
    expect((await verify(record, data.path)).findings.map(({ code }) => code)).toEqual(['changed-file']);
  });

  it('waits while its folder cannot be written, and goes on by itself', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    const folder = path.join(data.path, 'record/tile');
    writeFileSync(folder, 'in the way');
    await record.append(confirmation('x.example'));
    await expect(record.publish()).rejects.toThrow(/EEXIST|ENOTDIR/u);
    expect(record.state()).toMatchObject({ kind: 'waiting' });
    rmSync(folder);
    expect((await record.publish()).head.size).toBe(1);
    expect(record.state()).toEqual({ kind: 'ready', size: 1 });
  });

  it('cannot be changed behind its back by a statement', async () => {
    using data = temporaryFolder();
    await using store = await createTestStore();
    await using record = await openTestRecord(store, data.path);
    await appendMany(record, 2);
    for (const statement of [
      sql`update record_leaves set entry = 'xx'`,
      sql`delete from record_leaves`,
      sql`truncate record_leaves cascade`,
      sql`update record_head set size = 1`,
    ])
      await expect(statement.execute(store.db())).rejects.toThrow(/only grows/u);
  });
});
