// SPDX-License-Identifier: Apache-2.0
/**
 * One-time links: the only way in for somebody new, and back in for somebody who has lost what they sign in with. A link lives a
 * day, counts once, and a newer one for the same person ends it.
 */
import type { Kysely } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import type { Clock } from '../base/instant.ts';
import type { Audit } from './audit-store.ts';
import type { Actor } from './audit.ts';
import { digestOf, newSecret, type PersonId } from './ids.ts';
import type { Transact } from './persons-store.ts';
import type { AccessTables } from './tables.ts';

export type Invitations = {
  /** The secret of a new link for the first operator, ending older ones; `undefined` once there is a person. */
  readonly makeFirst: () => Promise<string | undefined>;
  /** `undefined` where there is no such person, or they are disabled. */
  readonly make: (personId: PersonId, actor: Actor) => Promise<string | undefined>;
  /**
   * Takes away everything they prove themselves with, the password too, and their sessions; the secret of the link that alone
   * leads back. `undefined` where there is no such person, or they are disabled.
   */
  readonly reset: (personId: PersonId, actor: Actor, why?: string) => Promise<string | undefined>;
};

const LIFE_MS = 24 * 3_600_000;

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly audit: Audit;
};

export function createInvitations(parts: Parts): Invitations {
  const { db, audit } = parts;
  return {
    makeFirst: async () =>
      db.transaction().execute(async (transaction) => {
        if (await isAnyPerson(transaction)) return undefined;
        await transaction.deleteFrom('access_links').where('person_id', 'is', null).execute();
        return insertLink(parts, transaction, null);
      }),
    make: async (personId, actor) =>
      db.transaction().execute(async (transaction) => {
        const secret = await makeLink(parts, transaction, personId);
        if (secret !== undefined)
          await audit.record({ actor, action: 'person.link', object: { kind: 'person', id: personId } }, transaction);
        return secret;
      }),
    reset: async (personId, actor, why) =>
      db.transaction().execute(async (transaction) => {
        const secret = await makeLink(parts, transaction, personId);
        if (secret === undefined) return undefined;
        await forget(transaction, personId);
        const object = { kind: 'person', id: personId };
        await audit.record({ actor, action: 'person.reset-factor', object, why: why ?? '' }, transaction);
        return secret;
      }),
  };
}

async function makeLink(parts: Parts, transaction: Transact, personId: PersonId): Promise<string | undefined> {
  const person = await transaction
    .selectFrom('access_persons')
    .select('id')
    .where('id', '=', personId)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!person) return undefined;
  await transaction.deleteFrom('access_links').where('person_id', '=', personId).execute();
  return insertLink(parts, transaction, personId);
}

async function insertLink({ clock, random }: Parts, transaction: Transact, personId: PersonId | null): Promise<string> {
  const secret = newSecret(random);
  const now = clock();
  await transaction
    .insertInto('access_links')
    .values({
      digest: digestOf(secret),
      person_id: personId,
      created_at: new Date(now),
      expires_at: new Date(now + LIFE_MS),
    })
    .execute();
  return secret;
}

async function forget(transaction: Transact, personId: PersonId): Promise<void> {
  await transaction
    .updateTable('access_persons')
    .set({ password: null, totp_secret: null, totp_since: null })
    .where('id', '=', personId)
    .execute();
  await transaction.deleteFrom('access_recovery_codes').where('person_id', '=', personId).execute();
  await transaction.deleteFrom('access_passkeys').where('person_id', '=', personId).execute();
  await transaction.deleteFrom('access_sessions').where('person_id', '=', personId).execute();
}

export async function isAnyPerson(db: Kysely<AccessTables>): Promise<boolean> {
  return (await db.selectFrom('access_persons').select('id').limit(1).execute()).length > 0;
}
