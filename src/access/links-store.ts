// SPDX-License-Identifier: Apache-2.0
/** Coming by a one-time link: a person chooses a password and is signed in as far as one goes. */
import { type Kysely, sql } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import type { Clock } from '../base/instant.ts';
import type { Audit } from './audit-store.ts';
import { digestOf, isSecret, type PersonId } from './ids.ts';
import { isAnyPerson } from './invitations-store.ts';
import { type PasswordFault, faultOfPassword, type Passwords } from './password.ts';
import { addPerson, type Person, personOf, type Transact } from './persons-store.ts';
import type { Sessions } from './sessions-store.ts';
import type { AccessTables } from './tables.ts';

/** Whom a link is for. `first`: whoever holds it becomes the first operator. */
export type LinkHolder = { readonly kind: 'first' } | { readonly kind: 'person'; readonly person: Person };

export type Joining = { readonly password: string; readonly device: string };
export type FirstJoining = Joining & { readonly name: string; readonly mail: string };

export type JoinAnswer =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly why: 'dead-link' | PasswordFault };

export type Links = {
  /** Whom it is for, without using it up. */
  readonly holderOf: (secret: string) => Promise<LinkHolder | undefined>;
  /** Uses it up, makes the first operator and signs them in as far as a password goes. */
  readonly joinFirst: (secret: string, joining: FirstJoining) => Promise<JoinAnswer>;
  /** Uses it up, sets the password, ends other sessions, and signs in as far as a password goes. */
  readonly join: (secret: string, joining: Joining) => Promise<JoinAnswer>;
};

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
};

export function createLinks(parts: Parts): Links {
  return {
    holderOf: async (secret) => holderOf(parts, secret),
    joinFirst: async (secret, joining) => joinFirst(parts, secret, joining),
    join: async (secret, joining) => join(parts, secret, joining),
  };
}

async function holderOf({ db, clock }: Parts, secret: string): Promise<LinkHolder | undefined> {
  if (!isSecret(secret)) return undefined;
  const link = await db
    .selectFrom('access_links')
    .select('person_id')
    .where('digest', '=', digestOf(secret))
    .where('expires_at', '>', new Date(clock()))
    .executeTakeFirst();
  if (!link) return undefined;
  if (link.person_id === null) return (await isAnyPerson(db)) ? undefined : { kind: 'first' };
  const row = await db
    .selectFrom('access_persons')
    .selectAll()
    .where('id', '=', link.person_id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return row && { kind: 'person', person: personOf(row) };
}

async function joinFirst(parts: Parts, secret: string, { name, mail, password, device }: FirstJoining) {
  const { db, passwords, sessions, audit } = parts;
  const fault = faultOfPassword(password, [name, mail]);
  if (fault) return { ok: false, why: fault } as const;
  if ((await holderOf(parts, secret))?.kind !== 'first') return { ok: false, why: 'dead-link' } as const;
  const hash = await passwords.hash(password);
  return db.transaction().execute(async (transaction) => {
    await sql`lock table access_persons in share row exclusive mode`.execute(transaction);
    if ((await isAnyPerson(transaction)) || !(await use(parts, transaction, secret)))
      return { ok: false, why: 'dead-link' } as const;
    const added = await addPerson(parts, transaction, { name, mail, roles: ['operator'] }, 'themselves');
    // The table is locked and was empty.
    if (!added.ok) throw new TypeError('The first person was there already.');
    const { id } = added.person;
    await transaction.updateTable('access_persons').set({ password: hash }).where('id', '=', id).execute();
    const session = await sessions.open({ personId: id, stage: 'enrol', device }, transaction);
    await audit.record(
      { actor: { kind: 'person', id }, action: 'password.set', object: { kind: 'person', id } },
      transaction,
    );
    return { ok: true, secret: session } as const;
  });
}

async function join(parts: Parts, secret: string, { password, device }: Joining): Promise<JoinAnswer> {
  const { db, passwords, sessions, audit } = parts;
  const holder = await holderOf(parts, secret);
  if (holder?.kind !== 'person') return { ok: false, why: 'dead-link' };
  const { id, name, mail } = holder.person;
  const fault = faultOfPassword(password, [name, mail]);
  if (fault) return { ok: false, why: fault };
  const hash = await passwords.hash(password);
  return db.transaction().execute(async (transaction) => {
    if (!(await use(parts, transaction, secret))) return { ok: false, why: 'dead-link' } as const;
    await transaction.updateTable('access_persons').set({ password: hash }).where('id', '=', id).execute();
    await sessions.endAll(id, transaction);
    const stage = (await hasFactor(transaction, id)) ? 'factor' : 'enrol';
    const session = await sessions.open({ personId: id, stage, device }, transaction);
    await audit.record(
      { actor: { kind: 'person', id }, action: 'password.set', object: { kind: 'person', id } },
      transaction,
    );
    return { ok: true, secret: session } as const;
  });
}

/** True for the one who used it. */
async function use({ clock }: Parts, transaction: Transact, secret: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('access_links')
    .where('digest', '=', digestOf(secret))
    .where('expires_at', '>', new Date(clock()))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** An authenticator app that was tried out, or a passkey. */
export async function hasFactor(db: Kysely<AccessTables>, personId: PersonId): Promise<boolean> {
  const person = await db
    .selectFrom('access_persons')
    .select('id')
    .where('id', '=', personId)
    .where((where) =>
      where.or([
        where('totp_since', 'is not', null),
        where.exists(
          where
            .selectFrom('access_passkeys')
            .select('access_passkeys.id')
            .whereRef('access_passkeys.person_id', '=', 'access_persons.id'),
        ),
      ]),
    )
    .executeTakeFirst();
  return person !== undefined;
}
