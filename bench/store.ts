// SPDX-License-Identifier: Apache-2.0
/** Backup and restore of a database of flagged decisions, beside plain COPY of the same table without files, digests or gzip. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { instantOf } from '../src/base/instant.ts';
import { backUp } from '../src/store/backup/back-up.ts';
import { openCopyClient } from '../src/store/backup/copy-client.ts';
import { restore } from '../src/store/backup/restore.ts';
import { openStore } from '../src/store/open-store.ts';
import { partitionStatement } from '../src/store/partitions.ts';
import type { Figure } from './figure.ts';

const ROWS = 400_000;
const MIB = 1_048_576;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

// Keyed identifiers are random, as real ones are: they are what gzip cannot make smaller.
const FILL = `
  insert into journal_flagged
  select 'dec_' || md5(n::text), 'evt_' || md5((n * 7)::text), 'text', 'point', 'enforce',
    '2026-03-01T00:00:00Z'::timestamptz + n % 5 * interval '1 day', '2026-03-01T00:00:00Z', 'warn', (n % 1000) / 1000.0, 'delivery-fee',
    '[["text.model", 2.31, "body"], ["link.young_domain", 1.2, "url"], ["prior", -4.6]]', 'm-1', 'r-1', 'p-1', 42, null, 'flagged-20260301-30',
    array[md5(n::text || 'f'), md5(n::text || 't')], array['from', 'to']
  from generate_series(1, ${ROWS}) n`;

export async function benchStore(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-bench-'));
  chmodSync(folder, 0o711);
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<readonly Figure[]> {
  const data = mkdtempSync(path.join(folder, 'data-'));
  const target = mkdtempSync(path.join(folder, 'target-'));
  for (const each of [data, target]) chmodSync(each, 0o711);
  await using store = await openDisposable(data);
  const client = await openCopyClient(store.connection);
  for (const day of ['20260301', '20260302', '20260303', '20260304', '20260305'])
    await client.query(partitionStatement('journal_flagged', day));
  await client.query(FILL);
  // The first reading of new rows also writes: it marks them as settled.
  await copyOut(client);
  const out = await timed(async () => copyOut(client));
  const into = await timed(async () => copyInto(client, out.result));
  const bytes = out.result.reduce((sum, chunk) => sum + chunk.length, 0);
  await client.query('drop table plain');
  await client.end();
  const signal = new AbortController().signal;
  const backup = path.join(folder, 'backup');
  const common = { signal, onTable: () => undefined };
  const saved = await timed(async () =>
    backUp({
      connection: store.connection,
      data,
      folder: backup,
      version: 'bench',
      clock: now,
      hasJournalKeys: true,
      ...common,
    }),
  );
  const loaded = await timed(async () => restore({ folder: backup, data: target, log: QUIET, ...common }));
  const stored = saved.result.tables.reduce((sum, table) => sum + table.bytes, 0);
  return [
    ...ratesOf('reference: plain COPY to memory', out.seconds, bytes),
    ...ratesOf('backup', saved.seconds, bytes),
    { what: 'backup, ratio to the reference', value: out.seconds / saved.seconds, unit: '×' },
    { what: 'size of the backup, ratio to the text', value: stored / bytes, unit: '×' },
    ...ratesOf('reference: plain COPY from memory, same indexes', into.seconds, bytes),
    ...ratesOf('restore, the cluster made and files proved', loaded.seconds, bytes),
    { what: 'restore, ratio to the reference', value: into.seconds / loaded.seconds, unit: '×' },
  ];
}

function now() {
  return instantOf(Date.now());
}

async function openDisposable(data: string) {
  const store = await openStore({ data, log: QUIET });
  return { connection: store.connection, [Symbol.asyncDispose]: store.close };
}

async function copyOut(client: pg.Client): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  await pipeline(client.query(copyTo('copy (select * from journal_flagged) to stdout')), sink);
  return chunks;
}

async function copyInto(client: pg.Client, chunks: readonly Buffer[]): Promise<void> {
  await client.query('create table plain (like journal_flagged including all)');
  await pipeline(Readable.from(chunks), client.query(copyFrom('copy plain from stdin')));
}

async function timed<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly seconds: number }> {
  const startedMs = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - startedMs) / 1000 };
}

function ratesOf(what: string, seconds: number, bytes: number): readonly Figure[] {
  return [
    { what, value: ROWS / seconds, unit: 'rows/s' },
    { what: `… in bytes of text`, value: bytes / MIB / seconds, unit: 'MiB/s' },
  ];
}
