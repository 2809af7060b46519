// SPDX-License-Identifier: Apache-2.0
/**
 * Passkeys (W3C WebAuthn, level 3). The authenticator must verify its user, by finger, face or PIN, so that one is both factors:
 * something one has, and something one is or knows. A passkey belongs to the site it was made for.
 */
import type { Kysely } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import { type Clock, formatInstant } from '../base/instant.ts';
import type { Audit } from './audit-store.ts';
import { digestOf, newSecret, parsePersonId, type PersonId } from './ids.ts';
import { hasFactor } from './links-store.ts';
import type { AuthenticationAnswer, RegistrationAnswer } from './passkey-answers.ts';
import type { Session, Sessions } from './sessions-store.ts';
import type { AccessTables } from './tables.ts';

/** Where the browser is: `localhost` and `http://localhost:8080`. An IP address is no site to a browser. */
export type Site = { readonly name: string; readonly origin: string };

/** What the browser is to do, and a ticket to come back with, which counts once and for five minutes. */
export type Ceremony = { readonly ticket: string; readonly publicKey: object };

export type Passkey = {
  readonly id: string;
  readonly label: string;
  readonly site: string;
  readonly createdOn: string;
  readonly usedOn: string | undefined;
};

export type Passkeys = {
  readonly beginRegistration: (session: Session, site: Site) => Promise<Ceremony>;
  /** Ends every other session where it is the first factor; a full session's secret either way. */
  readonly register: (
    session: Session,
    site: Site,
    answer: {
      readonly ticket: string;
      readonly response: RegistrationAnswer;
      readonly label: string;
      readonly device: string;
    },
  ) => Promise<
    { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly why: 'refused' | 'known' }
  >;
  readonly beginSignIn: (site: Site) => Promise<Ceremony>;
  /** The secret of a full session. */
  readonly signIn: (
    site: Site,
    answer: { readonly ticket: string; readonly response: AuthenticationAnswer; readonly device: string },
  ) => Promise<{ readonly ok: true; readonly secret: string } | { readonly ok: false; readonly why: 'refused' }>;
  readonly list: (personId: PersonId) => Promise<readonly Passkey[]>;
  /** The last factor stays. */
  readonly remove: (
    session: Session,
    id: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: 'not-found' | 'last-factor' }>;
};

const TICKET_MS = 5 * 60_000;
const MOST_PASSKEYS = 20;
const REFUSED = { ok: false, why: 'refused' } as const;

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly audit: Audit;
  readonly sessions: Sessions;
};

export function createPasskeys(parts: Parts): Passkeys {
  return {
    beginRegistration: async (session, site) => beginRegistration(parts, session, site),
    register: async (session, site, answer) => register(parts, session, site, answer),
    async beginSignIn(site) {
      const { generateAuthenticationOptions } = await webAuthn();
      const publicKey = await generateAuthenticationOptions({ rpID: site.name, userVerification: 'required' });
      return { ticket: await keepChallenge(parts, publicKey.challenge, null), publicKey };
    },
    signIn: async (site, answer) => signIn(parts, site, answer),
    list: async (personId) => listPasskeys(parts, personId),
    remove: async (session, id) => remove(parts, session, id),
  };
}

/** A quarter of a second and 20 MB, for those alone who use it. */
async function webAuthn() {
  return import('@simplewebauthn/server');
}

async function beginRegistration(parts: Parts, { person }: Session, site: Site): Promise<Ceremony> {
  const { generateRegistrationOptions } = await webAuthn();
  const known = await parts.db
    .selectFrom('access_passkeys')
    .select('id')
    .where('person_id', '=', person.id)
    .where('site', '=', site.name)
    .execute();
  const publicKey = await generateRegistrationOptions({
    rpName: 'Tocsin',
    rpID: site.name,
    userName: person.mail,
    userDisplayName: person.name,
    // Opaque to the authenticator, and the same for all passkeys of a person, so that it offers each once.
    userID: new TextEncoder().encode(person.id),
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { ticket: await keepChallenge(parts, publicKey.challenge, person.id), publicKey };
}

async function register(
  parts: Parts,
  { id: sessionId, person, stage }: Session,
  site: Site,
  { ticket, response, label, device }: Parameters<Passkeys['register']>[2],
) {
  const { db, clock, sessions, audit } = parts;
  const expectedChallenge = await takeChallenge(parts, ticket, person.id);
  if (expectedChallenge === undefined) return REFUSED;
  const { verifyRegistrationResponse } = await webAuthn();
  const expected = { expectedChallenge, expectedOrigin: site.origin, expectedRPID: site.name };
  const verified = await verifyRegistrationResponse({ response, ...expected, requireUserVerification: true }).catch(
    () => undefined,
  );
  if (!verified?.verified) return REFUSED;
  const { credential } = verified.registrationInfo;
  return db.transaction().execute(async (transaction) => {
    const count = await transaction
      .selectFrom('access_passkeys')
      .select('id')
      .where('person_id', '=', person.id)
      .execute();
    if (count.length >= MOST_PASSKEYS) return REFUSED;
    const made = await transaction
      .insertInto('access_passkeys')
      .values({
        id: credential.id,
        person_id: person.id,
        site: site.name,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        label,
        created_at: new Date(clock()),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return { ok: false, why: 'known' } as const;
    // Whoever knew the password alone until now is shut out by the first factor.
    if (stage === 'full') await sessions.end(sessionId, person.id, transaction);
    else await sessions.endAll(person.id, transaction);
    const secret = await sessions.open({ personId: person.id, stage: 'full', device }, transaction);
    await audit.record(ofOneself(person.id, 'factor.add', credential.id), transaction);
    return { ok: true, secret } as const;
  });
}

async function signIn(parts: Parts, site: Site, { ticket, response, device }: Parameters<Passkeys['signIn']>[1]) {
  const { db, clock, sessions, audit } = parts;
  const expectedChallenge = await takeChallenge(parts, ticket, null);
  if (expectedChallenge === undefined) return REFUSED;
  const known = await db
    .selectFrom('access_passkeys')
    .innerJoin('access_persons', 'access_persons.id', 'access_passkeys.person_id')
    .select(['person_id', 'public_key', 'counter'])
    .where('access_passkeys.id', '=', response.id)
    .where('access_passkeys.site', '=', site.name)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const personId = known && parsePersonId(known.person_id);
  if (!known || personId === undefined) return REFUSED;
  const { verifyAuthenticationResponse } = await webAuthn();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: site.name,
    credential: { id: response.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verified?.verified) return REFUSED;
  const { newCounter } = verified.authenticationInfo;
  return db.transaction().execute(async (transaction) => {
    // A copied authenticator counts along with its original: of two answers with one count, only the first is taken.
    const { numUpdatedRows } = await transaction
      .updateTable('access_passkeys')
      .set({ counter: newCounter, used_on: formatInstant(clock()).slice(0, 10) })
      .where('id', '=', response.id)
      .where('counter', '=', known.counter)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return REFUSED;
    const secret = await sessions.open({ personId, stage: 'full', device }, transaction);
    await audit.record(ofOneself(personId, 'sign-in', response.id), transaction);
    return { ok: true, secret } as const;
  });
}

async function listPasskeys({ db }: Parts, personId: PersonId): Promise<readonly Passkey[]> {
  const rows = await db
    .selectFrom('access_passkeys')
    .select(['id', 'label', 'site', 'created_at', 'used_on'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, label, site, created_at: createdAt, used_on: usedOn }) => ({
    id,
    label,
    site,
    createdOn: createdAt.toISOString().slice(0, 10),
    usedOn: usedOn ?? undefined,
  }));
}

async function remove({ db, audit }: Parts, { person }: Session, id: string) {
  return db
    .transaction()
    .execute(async (transaction) => {
      await transaction.selectFrom('access_persons').select('id').where('id', '=', person.id).forUpdate().execute();
      const { numDeletedRows } = await transaction
        .deleteFrom('access_passkeys')
        .where('id', '=', id)
        .where('person_id', '=', person.id)
        .executeTakeFirst();
      if (numDeletedRows === 0n) return { ok: false, why: 'not-found' } as const;
      if (!(await hasFactor(transaction, person.id))) throw new LastFactor();
      await audit.record(ofOneself(person.id, 'factor.remove', id), transaction);
      return { ok: true } as const;
    })
    .catch((error: unknown) => {
      if (error instanceof LastFactor) return { ok: false, why: 'last-factor' } as const;
      throw error;
    });
}

/** Takes the removal back: a transaction ends only by being thrown out of. */
class LastFactor extends Error {}

async function keepChallenge({ db, clock, random }: Parts, challenge: string, personId: PersonId | null) {
  const ticket = newSecret(random);
  await db
    .insertInto('access_challenges')
    .values({
      digest: digestOf(ticket),
      challenge,
      person_id: personId,
      expires_at: new Date(clock() + TICKET_MS),
    })
    .execute();
  return ticket;
}

async function takeChallenge({ db, clock }: Parts, ticket: string, personId: PersonId | null) {
  const taken = await db
    .deleteFrom('access_challenges')
    .where('digest', '=', digestOf(ticket))
    .where('expires_at', '>', new Date(clock()))
    .where('person_id', personId === null ? 'is' : '=', personId)
    .returning('challenge')
    .executeTakeFirst();
  return taken?.challenge;
}

function ofOneself(personId: PersonId, action: 'factor.add' | 'factor.remove' | 'sign-in', passkey: string) {
  // The start of its id tells passkeys of a person apart.
  return {
    actor: { kind: 'person', id: personId },
    action,
    object: { kind: 'passkey', id: passkey.slice(0, 24) },
  } as const;
}
