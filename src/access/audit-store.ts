// SPDX-License-Identifier: Apache-2.0
/** Rows of the audit trail: appended one at a time, read newest first, followed from the oldest. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Clock, type Instant, instantOf } from '../base/instant.ts';
import {
  type AuditEntry,
  type AuditHead,
  type AuditRow,
  type ChainFault,
  followChain,
  hashOfRow,
  type LinkedRow,
  NO_HEAD,
  WHY_CHARACTERS,
} from './audit.ts';
import type { AccessTables } from './tables.ts';

export type AuditFilter = {
  /** Only rows below this number, for the next page. */
  readonly before?: number;
  readonly limit: number;
};

export type AuditProof =
  | { readonly ok: true; readonly rows: number; readonly first: number; readonly head: AuditHead }
  | { readonly ok: false; readonly fault: ChainFault };

export type Audit = {
  /**
   * Appends in the transaction of the deed, so that neither is without the other; call it last there, since appends of all
   * transactions wait for one another from here to the commit. Without one it makes its own.
   */
  readonly record: (entry: AuditEntry, transaction?: Transaction<AccessTables>) => Promise<void>;
  readonly list: (filter: AuditFilter) => Promise<readonly AuditRow[]>;
  /** `noted`: where the trail ended at other times, as somebody else kept it; a trail written anew does not lead there. */
  readonly verify: (noted?: readonly AuditHead[]) => Promise<AuditProof>;
  /** Where the trail ends now: what is noted elsewhere proves later that nothing was cut off. */
  readonly head: () => Promise<AuditHead>;
};

// "audt" in ASCII.
const LOCK = 0x6175_6474;
const VERIFY_ROWS = 5000;

type Db = Kysely<AccessTables>;

export function createAudit({ db, clock }: { readonly db: Db; readonly clock: Clock }): Audit {
  return {
    async record(entry, transaction) {
      if (transaction) await append(transaction, entry, clock());
      else await db.transaction().execute(async (own) => append(own, entry, clock()));
    },
    async list({ before, limit }) {
      let query = db.selectFrom('access_audit').selectAll().orderBy('seq', 'desc').limit(limit);
      if (before !== undefined) query = query.where('seq', '<', before);
      return (await query.execute()).map((row) => rowOf(row));
    },
    verify: async (noted = []) =>
      // One snapshot: a row that is appended or expires meanwhile is no fault.
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (transaction) => {
          const proof = await verifyAll(transaction);
          return proof.ok ? holdAgainst(noted, proof, transaction) : proof;
        }),
    head: async () => headOf(db),
  };
}

async function append(transaction: Transaction<AccessTables>, entry: AuditEntry, now: Instant): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
  const last = await transaction
    .selectFrom('access_audit')
    .select(['seq', 'hash', 'at'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const head = last ?? (await floorOf(transaction));
  // Strictly later than the row before, whatever the clock does: what is deleted for its age is then always a beginning.
  const at = instantOf(Math.max(now, (last?.at.getTime() ?? -1) + 1));
  const row: AuditRow = {
    seq: head.seq + 1,
    at,
    actorKind: entry.actor.kind,
    actorId: clean(entry.actor.id, 100),
    action: entry.action,
    objectKind: clean(entry.object.kind, 40),
    objectId: clean(entry.object.id, 100),
    why: clean(entry.why ?? '', WHY_CHARACTERS),
    outcome: entry.outcome ?? 'done',
  };
  await transaction
    .insertInto('access_audit')
    .values({
      seq: row.seq,
      at: new Date(row.at),
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      action: row.action,
      object_kind: row.objectKind,
      object_id: row.objectId,
      why: row.why,
      outcome: row.outcome,
      before: head.hash,
      hash: hashOfRow(head.hash, row),
    })
    .execute();
}

/** PostgreSQL keeps no NUL, and a lone surrogate would come back as another character. */
function clean(text: string, maxCodePoints: number): string {
  return Array.from(text.toWellFormed().replaceAll('\0', '\uFFFD')).slice(0, maxCodePoints).join('');
}

async function verifyAll(transaction: Transaction<AccessTables>): Promise<AuditProof> {
  const floor = await floorOf(transaction);
  let head = floor;
  for (;;) {
    const rows = await transaction
      .selectFrom('access_audit')
      .selectAll()
      .where('seq', '>', head.seq)
      .orderBy('seq')
      .limit(VERIFY_ROWS)
      .execute();
    const followed = followChain(head, rows.map(linkOf));
    if ('why' in followed) return { ok: false, fault: followed };
    if (rows.length < VERIFY_ROWS)
      return { ok: true, rows: followed.seq - floor.seq, first: floor.seq + 1, head: followed };
    head = followed;
  }
}

/** What has had its time is not there to be compared, and no fault. */
async function holdAgainst(
  noted: readonly AuditHead[],
  proof: Extract<AuditProof, { ok: true }>,
  transaction: Transaction<AccessTables>,
): Promise<AuditProof> {
  for (const { seq, hash } of noted) {
    if (seq < proof.first) continue;
    if (seq > proof.head.seq) return { ok: false, fault: { seq: proof.head.seq + 1, why: 'missing' } };
    const row = await transaction.selectFrom('access_audit').select('hash').where('seq', '=', seq).executeTakeFirst();
    if (row?.hash.equals(hash) !== true) return { ok: false, fault: { seq, why: 'rewritten' } };
  }
  return proof;
}

async function headOf(db: Db): Promise<AuditHead> {
  const last = await db
    .selectFrom('access_audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? floorOf(db);
}

async function floorOf(db: Db): Promise<AuditHead> {
  return (await db.selectFrom('access_audit_floor').select(['seq', 'hash']).executeTakeFirst()) ?? NO_HEAD;
}

type Stored = Selectable<AccessTables['access_audit']>;

function linkOf(stored: Stored): LinkedRow {
  return { row: rowOf(stored), before: stored.before, hash: stored.hash };
}

function rowOf(stored: Stored): AuditRow {
  return {
    seq: stored.seq,
    at: instantOf(stored.at.getTime()),
    actorKind: stored.actor_kind,
    actorId: stored.actor_id,
    action: stored.action,
    objectKind: stored.object_kind,
    objectId: stored.object_id,
    why: stored.why,
    outcome: stored.outcome,
  };
}
