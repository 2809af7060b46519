// SPDX-License-Identifier: Apache-2.0
/**
 * The record in PostgreSQL, which is its truth. Appending locks the head first and happens inside the transaction of the act
 * itself: either both are there or neither, and two processes cannot fork it.
 */
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { TocsinError } from '../../base/errors.ts';
import type { Opening } from './commitment.ts';
import { type Frontier, growFrontier, HASH_BYTES, hashLeaf, rootOfFrontier } from './hash.ts';
import { encodeLeaf, type Leaf } from './leaf.ts';
import type { RecordTables } from './tables.ts';

export type RecordDb = Kysely<RecordTables>;
export type NewLeaf = { readonly leaf: Leaf; readonly opening?: Opening };
export type StoredHead = { readonly size: number; readonly root: Buffer; readonly signer: string | undefined };
export type StoredLeaf = { readonly entry: Buffer; readonly hash: Buffer };

// "record" in ASCII: the lock of whoever writes a checkpoint.
const PUBLISH_LOCK = 0x7265_636f;

type LockedHead = { readonly frontier: Frontier };

/** Until the transaction ends nobody else appends: lock it last. */
export async function lockHead(tx: QueryExecutorProvider): Promise<LockedHead> {
  const { rows } = await sql<{ size: number; frontier: Buffer }>`
    select size, frontier from record_head for update`.execute(tx);
  const [row] = rows;
  if (!row) throw headMissing();
  const count = row.frontier.length / HASH_BYTES;
  const roots = Array.from({ length: count }, (_, at) => row.frontier.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  return { frontier: { size: row.size, roots } };
}

function headMissing(): TocsinError {
  return new TocsinError('record-headless', 'The database has no head of the public record. Restore its backup.');
}

/** Which of these indexes are confirmations. Call with the head locked. */
export async function readConfirmations(
  tx: QueryExecutorProvider,
  indexes: readonly number[],
): Promise<ReadonlySet<number>> {
  if (indexes.length === 0) return new Set();
  const { rows } = await sql<{ leaf_index: number }>`
    select leaf_index from record_leaves
    where leaf_index = any(${[...indexes]}::bigint[]) and kind = 'indicator.confirmed'`.execute(tx);
  return new Set(rows.map((row) => row.leaf_index));
}

/** Call with the head locked; the first of the leaves gets the index that equals the head's size. */
export async function insertLeaves(
  tx: QueryExecutorProvider,
  { frontier }: LockedHead,
  leaves: readonly NewLeaf[],
): Promise<void> {
  if (leaves.length === 0) return;
  const first = frontier.size;
  const entries = leaves.map(({ leaf }) => Buffer.from(encodeLeaf(leaf)));
  const hashes = entries.map(hashLeaf);
  const grown = growFrontier(frontier, hashes);
  const indexes = leaves.map((_, at) => first + at);
  const kinds = leaves.map(({ leaf }) => leaf.kind);
  const times = leaves.map(({ leaf }) => leaf.at);
  await sql`
    insert into record_leaves (leaf_index, kind, entry, leaf_hash, appended_at)
    select * from unnest(${indexes}::bigint[], ${kinds}::text[], ${entries}::bytea[], ${hashes}::bytea[],
      ${times}::timestamptz[])`.execute(tx);
  await insertOpenings(tx, leaves, first);
  await sql`
    update record_head set size = ${grown.size}, root = ${rootOfFrontier(grown)},
      frontier = ${Buffer.concat(grown.roots)}`.execute(tx);
}

async function insertOpenings(tx: QueryExecutorProvider, leaves: readonly NewLeaf[], first: number): Promise<void> {
  const rows = leaves.flatMap(({ leaf, opening }, at) =>
    opening ? [{ ...opening, index: first + at, expiresAt: 'expiresAt' in leaf ? leaf.expiresAt : leaf.at }] : [],
  );
  if (rows.length === 0) return;
  await sql`
    insert into record_openings (leaf_index, kind, value, salt, expires_at)
    select * from unnest(${rows.map(({ index }) => index)}::bigint[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ value }) => value)}::text[], ${rows.map(({ salt }) => salt)}::text[],
      ${rows.map(({ expiresAt }) => expiresAt)}::timestamptz[])`.execute(tx);
}

export async function readHead(db: RecordDb): Promise<StoredHead> {
  const row = await db.selectFrom('record_head').select(['size', 'root', 'signer']).executeTakeFirst();
  if (!row) throw headMissing();
  return { size: row.size, root: row.root, signer: row.signer ?? undefined };
}

/** Names the signer where none is named yet; the one that is named. */
export async function claimSigner(db: RecordDb, key: string): Promise<string | undefined> {
  await db.updateTable('record_head').set({ signer: key }).where('signer', 'is', null).execute();
  return (await readHead(db)).signer;
}

export async function readLeaves(db: RecordDb, from: number, to: number): Promise<readonly StoredLeaf[]> {
  const rows = await db
    .selectFrom('record_leaves')
    .select(['entry', 'leaf_hash'])
    .where('leaf_index', '>=', from)
    .where('leaf_index', '<', to)
    .orderBy('leaf_index')
    .execute();
  return rows.map(({ entry, leaf_hash: hash }) => ({ entry, hash }));
}

/** The newest leaf that says which files are in force, or where the audit trail ended. */
export async function readLatest(db: QueryExecutorProvider, kind: 'digests' | 'audit'): Promise<Buffer | undefined> {
  const { rows } = await sql<{ entry: Buffer }>`
    select entry from record_leaves where kind = ${kind} order by leaf_index desc limit 1`.execute(db);
  return rows[0]?.entry;
}

/** Every recorded end of the audit trail, oldest first. */
export async function readAuditEntries(db: QueryExecutorProvider): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ entry: Buffer }>`
    select entry from record_leaves where kind = 'audit' order by leaf_index`.execute(db);
  return rows.map(({ entry }) => entry);
}

export async function readOpening(db: RecordDb, index: number): Promise<Opening | undefined> {
  return db
    .selectFrom('record_openings')
    .select(['kind', 'value', 'salt'])
    .where('leaf_index', '=', index)
    .executeTakeFirst();
}

/** Of all processes on this database one does `work` at a time. It must be short: a transaction is open meanwhile. */
export async function publishAlone(db: RecordDb, work: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`.execute(tx);
    await work();
  });
}
