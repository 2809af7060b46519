// SPDX-License-Identifier: Apache-2.0
/**
 * The second factor: a code from an app, or one of ten recovery codes. A secret counts once a code of it has been typed; until
 * then it belongs to the session that made it, so that nobody who was here before knows it.
 */
import { type Kysely, sql } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import type { Clock } from '../base/instant.ts';
import type { Attempts } from './attempts-store.ts';
import type { Audit } from './audit-store.ts';
import { digestOf, type PersonId } from './ids.ts';
import type { Transact } from './persons-store.ts';
import type { Seal } from './seal.ts';
import type { Session, Sessions } from './sessions-store.ts';
import type { AccessTables } from './tables.ts';
import { base32, stepOfCode, TOTP_SECRET_BYTES } from './totp.ts';

export type Factors = {
  /** The secret to enrol with, the same as long as the session lasts; `undefined` where there is an app already. */
  readonly draftTotp: (session: Session) => Promise<Buffer | undefined>;
  /** Sets the app up, ends every other session, and answers with the secret of a full one and ten recovery codes. */
  readonly confirmTotp: (
    session: Session,
    code: string,
    device: string,
  ) => Promise<
    | { readonly ok: true; readonly secret: string; readonly recoveryCodes: readonly string[] }
    | { readonly ok: false; readonly why: 'wrong' | 'already' }
  >;
  /** A code of the app, or a recovery code. */
  readonly prove: (
    session: Session,
    code: string,
    device: string,
  ) => Promise<
    { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly why: 'wrong' | 'locked' }
  >;
  /** Ten new ones; the old ones end. */
  readonly renewRecoveryCodes: (session: Session) => Promise<readonly string[]>;
  readonly countRecoveryCodes: (personId: PersonId) => Promise<number>;
  readonly hasTotp: (personId: PersonId) => Promise<boolean>;
};

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly seal: Seal;
  readonly audit: Audit;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
};

export function createFactors(parts: Parts): Factors {
  const { db, random } = parts;
  return {
    draftTotp: async (session) => draftTotp(parts, session),
    confirmTotp: async (session, code, device) => confirmTotp(parts, session, code, device),
    prove: async (session, code, device) => prove(parts, session, code, device),
    renewRecoveryCodes: async (session) =>
      db.transaction().execute(async (transaction) => {
        const codes = await replaceRecoveryCodes(transaction, random, session.person.id);
        await parts.audit.record(ofOneself(session, 'recovery-codes.make'), transaction);
        return codes;
      }),
    async countRecoveryCodes(personId) {
      const rows = await db
        .selectFrom('access_recovery_codes')
        .select('digest')
        .where('person_id', '=', personId)
        .execute();
      return rows.length;
    },
    hasTotp: async (personId) => (await totpOf(db, personId))?.totp_since instanceof Date,
  };
}

async function draftTotp({ db, seal, random }: Parts, session: Session): Promise<Buffer | undefined> {
  const known = await totpOf(db, session.person.id);
  if (!known || known.totp_since !== null) return undefined;
  const drafted = known.totp_secret === null ? undefined : seal.open(known.totp_secret, aboutDraft(session));
  if (drafted) return drafted;
  const secret = Buffer.from(random(TOTP_SECRET_BYTES));
  await db
    .updateTable('access_persons')
    .set({ totp_secret: seal.seal(secret, aboutDraft(session)) })
    .where('id', '=', session.person.id)
    .where('totp_since', 'is', null)
    .execute();
  return secret;
}

async function confirmTotp(parts: Parts, session: Session, code: string, device: string) {
  const { db, seal, clock, random, sessions, audit } = parts;
  const personId = session.person.id;
  return db.transaction().execute(async (transaction) => {
    const known = await totpOf(transaction, personId, 'locked');
    if (!known || known.totp_since !== null) return { ok: false, why: 'already' } as const;
    const secret = known.totp_secret === null ? undefined : seal.open(known.totp_secret, aboutDraft(session));
    const step = secret && stepOfCode(secret, digitsOf(code), clock(), 0);
    if (!secret || step === undefined) return { ok: false, why: 'wrong' } as const;
    await transaction
      .updateTable('access_persons')
      .set({ totp_secret: seal.seal(secret, aboutPerson(personId)), totp_since: new Date(clock()), totp_step: step })
      .where('id', '=', personId)
      .execute();
    const recoveryCodes = await replaceRecoveryCodes(transaction, random, personId);
    await sessions.endAll(personId, transaction);
    const opened = await sessions.open({ personId, stage: 'full', device }, transaction);
    await audit.record({ ...ofOneself(session, 'factor.add'), object: { kind: 'totp', id: personId } }, transaction);
    return { ok: true, secret: opened, recoveryCodes } as const;
  });
}

async function prove(parts: Parts, session: Session, code: string, device: string) {
  const { db, attempts, sessions, audit } = parts;
  const personId = session.person.id;
  const guessed = { kind: 'factor', id: personId } as const;
  if (!(await attempts.begin(guessed))) return { ok: false, why: 'locked' } as const;
  const secret = await db.transaction().execute(async (transaction) => {
    const byApp = await takeCode(parts, transaction, personId, code);
    if (!byApp && !(await takeRecoveryCode(transaction, personId, code))) {
      await audit.record({ ...ofOneself(session, 'sign-in'), outcome: 'refused' }, transaction);
      return undefined;
    }
    await sessions.end(session.id, personId, transaction);
    const opened = await sessions.open({ personId, stage: 'full', device }, transaction);
    await audit.record(ofOneself(session, byApp ? 'sign-in' : 'recovery-code.use'), transaction);
    return opened;
  });
  if (secret === undefined) return { ok: false, why: 'wrong' } as const;
  await attempts.clear(guessed);
  return { ok: true, secret } as const;
}

/** True once a code: its step is kept in the same statement that proves it was not used. */
async function takeCode({ seal, clock }: Parts, transaction: Transact, personId: PersonId, code: string) {
  const known = await totpOf(transaction, personId, 'locked');
  if (!known?.totp_secret || known.totp_since === null) return false;
  const secret = seal.open(known.totp_secret, aboutPerson(personId));
  const step = secret && stepOfCode(secret, digitsOf(code), clock(), known.totp_step);
  if (step === undefined) return false;
  await transaction.updateTable('access_persons').set({ totp_step: step }).where('id', '=', personId).execute();
  return true;
}

async function takeRecoveryCode(transaction: Transact, personId: PersonId, code: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('access_recovery_codes')
    .where('person_id', '=', personId)
    .where('digest', '=', digestOfCode(personId, code))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

async function replaceRecoveryCodes(transaction: Transact, random: RandomBytes, personId: PersonId) {
  const codes = Array.from({ length: 10 }, () => recoveryCode(random));
  await transaction.deleteFrom('access_recovery_codes').where('person_id', '=', personId).execute();
  await transaction
    .insertInto('access_recovery_codes')
    .values(codes.map((code) => ({ person_id: personId, digest: digestOfCode(personId, code) })))
    .execute();
  return codes;
}

/** 80 bits, so that a plain digest of it is safe: `ABCD-EFGH-IJKL-MNOP`. */
function recoveryCode(random: RandomBytes): string {
  return base32(random(10)).replaceAll(/(.{4})(?=.)/gu, '$1-');
}

function digestOfCode(personId: PersonId, code: string): Buffer {
  return digestOf(`${personId} ${code.toUpperCase().replaceAll(/[^A-Z2-7]/gu, '')}`);
}

async function totpOf(db: Kysely<AccessTables>, personId: PersonId, how: 'plain' | 'locked' = 'plain') {
  return db
    .selectFrom('access_persons')
    .select(['totp_secret', 'totp_since', 'totp_step'])
    .where('id', '=', personId)
    .$if(how === 'locked', (query) => query.modifyEnd(sql`for update`))
    .executeTakeFirst();
}

function ofOneself(session: Session, action: 'factor.add' | 'sign-in' | 'recovery-code.use' | 'recovery-codes.make') {
  const { id } = session.person;
  return { actor: { kind: 'person', id }, action, object: { kind: 'person', id } } as const;
}

/** Apps show a blank in the middle. */
function digitsOf(code: string): string {
  return code.replaceAll(/\s/gu, '');
}

function aboutPerson(personId: PersonId): string {
  return `totp ${personId}`;
}

function aboutDraft(session: Session): string {
  return `totp draft ${session.person.id} ${session.id}`;
}
