// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: who has shown what, in this browser, until when. The cookie holds a secret, the table its digest.
 *
 * (password right) → enrol, where there is no second factor yet → (one was set up) full
 *                  → factor, where there is one → (it was shown) full
 * (passkey, which is both factors) → full. Each step gives a new secret, so that one that was planted before is worth nothing.
 */
import type { Kysely, Selectable } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import { type Clock, type Instant, instantOf } from '../base/instant.ts';
import { digestOf, isSecret, newSecret, newSessionId, parseSessionId, type PersonId, type SessionId } from './ids.ts';
import { type Person, personOf, type Transact } from './persons-store.ts';
import type { Seal } from './seal.ts';
import type { AccessTables } from './tables.ts';

export type Stage = 'enrol' | 'factor' | 'full';

export type Session = {
  readonly id: SessionId;
  readonly person: Person;
  readonly stage: Stage;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** To be sent back with every form; another site cannot know it. */
  readonly formToken: string;
};

export type SessionRow = {
  readonly id: SessionId;
  readonly device: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
};

export type Opening = { readonly personId: PersonId; readonly stage: Stage; readonly device: string };

export type Sessions = {
  /** The secret for the cookie. */
  readonly open: (opening: Opening, transaction?: Transact) => Promise<string>;
  /** `undefined` for an unknown, ended or idle one, and where its person was disabled. */
  readonly find: (secret: string) => Promise<Session | undefined>;
  readonly list: (personId: PersonId) => Promise<readonly SessionRow[]>;
  /** Of this person only; true when there was one. */
  readonly end: (id: SessionId, personId: PersonId, transaction?: Transact) => Promise<boolean>;
  readonly endAll: (personId: PersonId, transaction: Transact, except?: SessionId) => Promise<void>;
};

const FULL_MS = 12 * 3_600_000;
const PARTIAL_MS = 15 * 60_000;
const IDLE_MS = 60 * 60_000;
// Written no oftener than this: reading a page is no reason to write.
const SEEN_MS = 60_000;

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly seal: Seal;
};

export function createSessions(parts: Parts): Sessions {
  const { db, clock, random } = parts;
  return {
    async open({ personId, stage, device }, transaction) {
      const secret = newSecret(random);
      const now = clock();
      await (transaction ?? db)
        .insertInto('access_sessions')
        .values({
          id: newSessionId(random),
          digest: digestOf(secret),
          person_id: personId,
          stage,
          device: Array.from(device).slice(0, 60).join(''),
          created_at: new Date(now),
          seen_at: new Date(now),
          expires_at: new Date(now + (stage === 'full' ? FULL_MS : PARTIAL_MS)),
        })
        .execute();
      return secret;
    },
    find: async (secret) => findSession(parts, secret),
    list: async (personId) => listSessions(parts, personId),
    async end(id, personId, transaction) {
      const { numDeletedRows } = await (transaction ?? db)
        .deleteFrom('access_sessions')
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async endAll(personId, transaction, except) {
      let query = transaction.deleteFrom('access_sessions').where('person_id', '=', personId);
      if (except !== undefined) query = query.where('id', '!=', except);
      await query.execute();
    },
  };
}

async function findSession({ db, clock, seal }: Parts, secret: string): Promise<Session | undefined> {
  if (!isSecret(secret)) return undefined;
  const now = clock();
  const row = await db
    .selectFrom('access_sessions')
    .selectAll()
    .where('digest', '=', digestOf(secret))
    .where('expires_at', '>', new Date(now))
    .where('seen_at', '>', new Date(now - IDLE_MS))
    .executeTakeFirst();
  if (!row) return undefined;
  const person = await db
    .selectFrom('access_persons')
    .selectAll()
    .where('id', '=', row.person_id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!person) return undefined;
  if (row.seen_at.getTime() < now - SEEN_MS)
    await db
      .updateTable('access_sessions')
      .set({ seen_at: new Date(now) })
      .where('id', '=', row.id)
      .execute();
  return {
    id: idOf(row),
    person: personOf(person),
    stage: row.stage,
    createdAt: instantOf(row.created_at.getTime()),
    expiresAt: instantOf(row.expires_at.getTime()),
    formToken: seal.mark('form', secret).toString('base64url'),
  };
}

async function listSessions({ db, clock }: Parts, personId: PersonId): Promise<readonly SessionRow[]> {
  const rows = await db
    .selectFrom('access_sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('stage', '=', 'full')
    .where('expires_at', '>', new Date(clock()))
    .where('seen_at', '>', new Date(clock() - IDLE_MS))
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: idOf(row),
    device: row.device,
    createdAt: instantOf(row.created_at.getTime()),
    seenAt: instantOf(row.seen_at.getTime()),
  }));
}

function idOf(row: Selectable<AccessTables['access_sessions']>): SessionId {
  const id = parseSessionId(row.id);
  if (id === undefined) throw new TypeError('access_sessions holds an id that is none.');
  return id;
}
