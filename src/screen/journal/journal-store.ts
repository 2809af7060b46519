// SPDX-License-Identifier: Apache-2.0
/** Asking the journal: a decision by an id, or all that speak of an identifier. */
import { type Kysely, sql } from 'kysely';
import { type Instant, instantOf } from '../../base/instant.ts';
import type { JournalKey } from './key-ring.ts';
import type { Identifier } from './keyed-identifier.ts';
import { keysOf } from './record.ts';
import type { JournalTables } from './tables.ts';

/** As it is kept. Codes are those that were in force then; a program of today may not know all of them. */
export type KeptDecision = {
  readonly id: string;
  readonly eventId: string;
  readonly kind: string;
  readonly door: string;
  readonly mode: string;
  readonly decidedAt: Instant;
  readonly eventAt: Instant;
  readonly verdict: string;
  readonly score: number;
  readonly scheme?: string;
  /** Strongest first. */
  readonly reasons: readonly KeptReason[];
  readonly versions: { readonly model: string; readonly rules: string; readonly policy: string };
  readonly micros: number;
  readonly expiresAt?: Instant;
  /** What its identifiers were in the event, as `from`. The identifiers themselves are not to be had. */
  readonly roles: readonly string[];
  /** JSON; `undefined` where it was never kept, or no longer is. */
  readonly content?: string;
};

export type KeptReason = { readonly code: string; readonly weight: number; readonly about?: string };

export type IdentifierQuestion = {
  readonly identifier: Identifier;
  readonly keys: readonly JournalKey[];
  /** Decided from here on, and before there. */
  readonly from?: Instant;
  readonly before?: Instant;
  readonly most: number;
};

export type JournalReader = {
  /** By the id of a decision or of an event, newest first: an event may have been decided several times. */
  readonly find: (id: string) => Promise<readonly KeptDecision[]>;
  /** Newest first. */
  readonly findBy: (question: IdentifierQuestion) => Promise<readonly KeptDecision[]>;
};

const MOST_FOUND = 100;

export function createJournalReader({ db }: { readonly db: Kysely<JournalTables> }): JournalReader {
  return {
    find: async (id) => select(db, sql`id = ${id} or event_id = ${id}`, MOST_FOUND),
    findBy: async ({ identifier, keys, from, before, most }) => {
      const keyed = keysOf(
        identifier,
        keys.map(({ secret }) => secret),
      );
      const since = from === undefined ? sql`true` : sql`decided_at >= to_timestamp(${from / 1000})`;
      const until = before === undefined ? sql`true` : sql`decided_at < to_timestamp(${before / 1000})`;
      return select(db, sql`keys && ${[...keyed]}::text[] and ${since} and ${until}`, most);
    },
  };
}

type Row = {
  readonly id: string;
  readonly event_id: string;
  readonly kind: string;
  readonly door: string;
  readonly mode: string;
  readonly decided_ms: number;
  readonly event_ms: number;
  readonly verdict: string;
  readonly score: number;
  readonly scheme: string | null;
  readonly reasons: readonly (readonly [string, number, string?])[];
  readonly model: string;
  readonly rules: string;
  readonly policy: string;
  readonly micros: number;
  readonly expires_ms: number | null;
  readonly roles: readonly string[];
  readonly content: string | null;
};

async function select(
  db: Kysely<JournalTables>,
  condition: ReturnType<typeof sql>,
  most: number,
): Promise<readonly KeptDecision[]> {
  const columns = sql`
    id, event_id, kind, door, mode, decided_at, event_at, verdict, score, scheme, reasons, model, rules, policy, micros,
    expires_at, roles`;
  const { rows } = await sql<Row>`
    select d.id, event_id, kind, door, mode, verdict, score, scheme, reasons, model, rules, policy, micros, roles,
           (extract(epoch from d.decided_at) * 1000)::int8 as decided_ms,
           (extract(epoch from event_at) * 1000)::int8 as event_ms,
           (extract(epoch from expires_at) * 1000)::int8 as expires_ms, content
    from (
      select ${columns} from journal_flagged where ${condition}
      union all
      select ${columns} from journal_allowed where ${condition}
      order by decided_at desc limit ${most}) d
    left join journal_contents c on c.id = d.id and c.decided_at = d.decided_at
    order by d.decided_at desc, d.id`.execute(db);
  return rows.map(decisionOf);
}

function decisionOf(row: Row): KeptDecision {
  return {
    id: row.id,
    eventId: row.event_id,
    kind: row.kind,
    door: row.door,
    mode: row.mode,
    decidedAt: instantOf(row.decided_ms),
    eventAt: instantOf(row.event_ms),
    verdict: row.verdict,
    score: row.score,
    ...(row.scheme === null ? {} : { scheme: row.scheme }),
    reasons: row.reasons.map(([code, weight, about]) => ({
      code,
      weight,
      ...(about === undefined ? {} : { about }),
    })),
    versions: { model: row.model, rules: row.rules, policy: row.policy },
    micros: row.micros,
    ...(row.expires_ms === null ? {} : { expiresAt: instantOf(row.expires_ms) }),
    roles: row.roles,
    ...(row.content === null ? {} : { content: row.content }),
  };
}
