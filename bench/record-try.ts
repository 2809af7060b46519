// SPDX-License-Identifier: Apache-2.0
/** The public record at a million leaves: appending, publishing, proving, verifying, beside the same bytes inserted and hashed plainly. */
import { hash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { instantOf } from '../src/base/instant.ts';
import { readInclusion } from '../src/respond/record/browse.ts';
import type { Draft } from '../src/respond/record/draft.ts';
import { folderReader } from '../src/respond/record/files.ts';
import { parseVerifierKey } from '../src/respond/record/note.ts';
import { openRecord, type PublicRecord } from '../src/respond/record/record.ts';
import type { RecordTables } from '../src/respond/record/tables.ts';
import { cachingReader } from '../src/respond/record/tree.ts';
import { verifyLog } from '../src/respond/record/verify-log.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { type Figure, percentile } from './figure.ts';

const LEAVES = 1_000_000;
const WAITING = 4000;
const INSERTED = 100_000;
const ROWS_A_COMMIT = 1000;
const PROOFS = 2000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function benchRecord(): Promise<readonly Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'tocsin-bench-'));
  chmodSync(data, 0o711);
  const store = await openStore({ data, log: quiet });
  try {
    const record = await openRecord({
      db: store.db<RecordTables>(),
      data,
      clock: () => instantOf(Date.now()),
      random: randomBytes,
      log: quiet,
    });
    const single = await appendSingly(record, 500);
    const inserted = await insertPlainly(store);
    const appended = await appendAll(record, LEAVES - 500);
    const [publishMs] = await timedMs(async () => record.publish());
    const inclusion = await prove(record);
    const [verifyMs, bytes] = await verify(record, data);
    const hashMs = hashPlainly(bytes);
    await record.close();
    return [
      { what: 'reference: rows of the same bytes, inserted in batches', value: inserted, unit: 'rows/s' },
      { what: `append, many waiting, to ${LEAVES.toLocaleString('en')} leaves`, value: appended, unit: 'leaves/s' },
      { what: 'append, ratio to the reference', value: appended / inserted, unit: '×' },
      { what: 'append and publish, one after another', value: single, unit: 'leaves/s' },
      { what: 'publish what is left after the last append', value: publishMs, unit: 'ms' },
      ...[50, 99].map((at) => ({
        what: `prove inclusion, p${at}`,
        value: percentile(inclusion.warm, at / 100),
        unit: 'ms',
      })),
      { what: 'prove inclusion, nothing read before, p99', value: percentile(inclusion.cold, 0.99), unit: 'ms' },
      { what: 'reference: SHA-256 of the same leaves', value: hashMs / 1000, unit: 's' },
      { what: 'verify the whole record', value: verifyMs / 1000, unit: 's' },
      { what: 'verify, ratio to the reference', value: verifyMs / hashMs, unit: '×' },
    ];
  } finally {
    await store.close();
    rmSync(data, { recursive: true, force: true });
  }
}

function draftOf(n: number): Draft {
  return {
    kind: 'indicator.confirmed',
    indicatorKind: 'domain',
    value: `d${n}.example`,
    scheme: 'bank.safe-account',
    legalBasis: 'gdpr.6-1-f',
    expiresAt: instantOf(Date.now() + 86_400_000),
    decidedBy: { rule: 'three-reports' },
  };
}

async function appendSingly(record: PublicRecord, count: number): Promise<number> {
  const [ms] = await timedMs(async () => {
    for (let n = 0; n < count; n += 1) {
      await record.append(draftOf(n));
      await record.publish();
    }
  });
  return (count * 1000) / ms;
}

/** Publication goes on beside it, as it does in a server. */
async function appendAll(record: PublicRecord, count: number): Promise<number> {
  const [ms] = await timedMs(async () => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < count) {
        next += 1;
        await record.append(draftOf(next));
      }
    };
    await Promise.all(Array.from({ length: WAITING }, worker));
  });
  return (count * 1000) / ms;
}

async function insertPlainly(store: Store): Promise<number> {
  const db = store.db();
  await sql`create table plain_rows (n bigint primary key, entry bytea not null, hash bytea not null)`.execute(db);
  const entry = Buffer.alloc(330, 'x');
  const digest = Buffer.alloc(32);
  const [ms] = await timedMs(async () => {
    for (let first = 0; first < INSERTED; first += ROWS_A_COMMIT) {
      const numbers = Array.from({ length: ROWS_A_COMMIT }, (_, at) => first + at);
      const entries = numbers.map(() => entry);
      const digests = numbers.map(() => digest);
      await sql`insert into plain_rows select * from unnest(${numbers}::bigint[], ${entries}::bytea[], ${digests}::bytea[])`.execute(
        db,
      );
    }
  });
  return (INSERTED * 1000) / ms;
}

async function prove({ read, state }: PublicRecord): Promise<{ warm: Float64Array; cold: Float64Array }> {
  const now = state();
  const size = now.kind === 'ready' ? now.size : 0;
  const warm = new Float64Array(PROOFS);
  const cold = new Float64Array(PROOFS / 10);
  const indexOf = (n: number): number => Math.floor(((n * 0.618_033_988_7) % 1) * size);
  for (let n = 0; n < PROOFS; n += 1)
    [warm[n]] = await timedMs(async () => readInclusion(read, indexOf(n), { size, published: size }));
  for (let n = 0; n < cold.length; n += 1) {
    const fresh = cachingReader(read);
    [cold[n]] = await timedMs(async () => readInclusion(fresh, indexOf(n), { size, published: size }));
  }
  return { warm, cold };
}

async function verify({ verifierKey }: PublicRecord, data: string): Promise<readonly [number, number]> {
  const key = parseVerifierKey(verifierKey);
  if (!key) throw new Error('A record has a key.');
  const read = folderReader(path.join(data, 'record'));
  let bytes = 0;
  const [ms, report] = await timedMs(async () =>
    verifyLog({
      key,
      read: async (name) => {
        const file = await read(name);
        if (file && name.startsWith('tile/entries/')) bytes += file.byteLength;
        return file;
      },
    }),
  );
  if (report.findings.length > 0 || report.leaves !== LEAVES) throw new Error('The record does not verify.');
  return [ms, bytes];
}

function hashPlainly(bytes: number): number {
  const entry = Buffer.alloc(Math.floor(bytes / LEAVES), 'x');
  const startedMs = performance.now();
  for (let n = 0; n < LEAVES; n += 1) hash('sha256', entry, 'buffer');
  return performance.now() - startedMs;
}

async function timedMs<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const startedMs = performance.now();
  const result = await work();
  return [performance.now() - startedMs, result];
}
