// SPDX-License-Identifier: Apache-2.0
/** Persons as they are kept: who they are and what they may do. How they prove it is in `credentials-store.ts`. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import { type Clock, type Instant, instantOf } from '../base/instant.ts';
import type { Actor, AuditAction } from './audit.ts';
import type { Audit } from './audit-store.ts';
import { newPersonId, parsePersonId, type PersonId } from './ids.ts';
import { parseRole, type Role } from './permissions.ts';
import type { AccessTables } from './tables.ts';

export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly mail: string;
  readonly roles: readonly Role[];
  readonly createdAt: Instant;
  readonly disabledAt: Instant | undefined;
};

/** For lists: what somebody who manages persons has to see. */
export type PersonRow = Person & {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly passkeys: number;
};

export type NewPerson = { readonly name: string; readonly mail: string; readonly roles: readonly Role[] };

export type PersonRefusal =
  | 'not-found'
  | 'mail-taken'
  /** Nobody changes their own roles or disables themselves. */
  | 'oneself'
  /** Somebody must be able to manage persons. */
  | 'last-operator';

export type PersonAnswer = { readonly ok: true } | { readonly ok: false; readonly why: PersonRefusal };

export type Persons = {
  readonly add: (
    asked: NewPerson,
    actor: Actor,
  ) => Promise<{ readonly ok: true; readonly person: Person } | { readonly ok: false; readonly why: 'mail-taken' }>;
  readonly list: () => Promise<readonly PersonRow[]>;
  readonly byId: (id: PersonId) => Promise<Person | undefined>;
  readonly byMail: (mail: string) => Promise<Person | undefined>;
  readonly setRoles: (id: PersonId, roles: readonly Role[], actor: Actor, why?: string) => Promise<PersonAnswer>;
  /** Ends every session of theirs too. */
  readonly disable: (id: PersonId, actor: Actor, why?: string) => Promise<PersonAnswer>;
  readonly enable: (id: PersonId, actor: Actor, why?: string) => Promise<PersonAnswer>;
};

export type Transact = Transaction<AccessTables>;

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly audit: Audit;
};

export function createPersons(parts: Parts): Persons {
  const { db, clock } = parts;
  return {
    async add(asked, actor) {
      return db.transaction().execute(async (transaction) => addPerson(parts, transaction, asked, actor));
    },
    async list() {
      const rows = await db
        .selectFrom('access_persons')
        .selectAll()
        .select((from) =>
          from
            .selectFrom('access_passkeys')
            .whereRef('access_passkeys.person_id', '=', 'access_persons.id')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .as('passkeys'),
        )
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        ...personOf(row),
        hasPassword: row.password !== null,
        hasTotp: row.totp_since !== null,
        passkeys: row.passkeys ?? 0,
      }));
    },
    async byId(id) {
      const row = await db.selectFrom('access_persons').selectAll().where('id', '=', id).executeTakeFirst();
      return row && personOf(row);
    },
    async byMail(mail) {
      const row = await db
        .selectFrom('access_persons')
        .selectAll()
        .where('mail', '=', normaliseMail(mail))
        .executeTakeFirst();
      return row && personOf(row);
    },
    setRoles: async (id, roles, actor, why) =>
      change(parts, { id, actor, action: 'person.roles', why: reasonOf(roles, why) }, { roles: [...roles] }),
    disable: async (id, actor, why) =>
      change(parts, { id, actor, action: 'person.disable', why }, { disabled_at: new Date(clock()) }),
    enable: async (id, actor, why) => change(parts, { id, actor, action: 'person.enable', why }, { disabled_at: null }),
  };
}

export async function addPerson(
  { clock, random, audit }: Omit<Parts, 'db'>,
  transaction: Transact,
  { name, mail, roles }: NewPerson,
  actor: Actor | 'themselves',
) {
  const id = newPersonId(random);
  const by: Actor = actor === 'themselves' ? { kind: 'person', id } : actor;
  const row = await transaction
    .insertInto('access_persons')
    .values({
      id,
      name: name.normalize('NFC').trim(),
      mail: normaliseMail(mail),
      roles: [...roles],
      created_at: new Date(clock()),
      created_by: by.id,
    })
    .onConflict((conflict) => conflict.column('mail').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) return { ok: false, why: 'mail-taken' } as const;
  await audit.record(
    { actor: by, action: 'person.add', object: { kind: 'person', id }, why: reasonOf(roles) },
    transaction,
  );
  return { ok: true, person: personOf(row) } as const;
}

type Changing = {
  readonly id: PersonId;
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly why: string | undefined;
};

async function change(
  { db, audit }: Parts,
  { id, actor, action, why }: Changing,
  values: { readonly roles?: string[]; readonly disabled_at?: Date | null },
): Promise<PersonAnswer> {
  if (actor.id === id) return { ok: false, why: 'oneself' };
  return db.transaction().execute(async (transaction) => {
    // Two changes at one time could each leave the other's operator as the last.
    await sql`lock table access_persons in share row exclusive mode`.execute(transaction);
    const row = await transaction.selectFrom('access_persons').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return { ok: false, why: 'not-found' } as const;
    const before = personOf(row);
    const stays = values.disabled_at instanceof Date ? false : (values.roles ?? before.roles).includes('operator');
    if (isActingOperator(before) && !stays && (await countOperators(transaction)) < 2)
      return { ok: false, why: 'last-operator' } as const;
    await transaction.updateTable('access_persons').set(values).where('id', '=', id).execute();
    if (values.disabled_at instanceof Date)
      await transaction.deleteFrom('access_sessions').where('person_id', '=', id).execute();
    await audit.record({ actor, action, object: { kind: 'person', id }, ...(why ? { why } : {}) }, transaction);
    return { ok: true } as const;
  });
}

/** What the roles are now stands in the trail, before the person's own words. */
function reasonOf(roles: readonly Role[], why = ''): string {
  return `[${roles.join(' ')}] ${why}`.trim();
}

function isActingOperator({ roles, disabledAt }: Person): boolean {
  return disabledAt === undefined && roles.includes('operator');
}

async function countOperators(transaction: Transact): Promise<number> {
  const rows = await transaction
    .selectFrom('access_persons')
    .select('id')
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`'operator' = any(roles)`)
    .execute();
  return rows.length;
}

export function personOf(row: Selectable<AccessTables['access_persons']>): Person {
  const id = parsePersonId(row.id);
  if (id === undefined) throw new TypeError('access_persons holds an id that is none.');
  return {
    id,
    name: row.name,
    mail: row.mail,
    roles: row.roles.map(parseRole).filter((role) => role !== undefined),
    createdAt: instantOf(row.created_at.getTime()),
    disabledAt: row.disabled_at === null ? undefined : instantOf(row.disabled_at.getTime()),
  };
}

/** What is compared when somebody signs in. */
export function normaliseMail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** Form alone: no mail is sent, it is a name to sign in with. */
export function isMail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"'\p{Cc}]{1,64}@[^\s@<>"'\p{Cc}]{1,190}$/u.test(normaliseMail(text));
}

/** One to a hundred characters, none of them a control or a direction mark; joiners belong to the letters of some scripts. */
export function isName(text: string): boolean {
  const name = text.normalize('NFC').trim();
  return (
    name !== '' &&
    Array.from(name).length <= 100 &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name.replaceAll(/[\u200C\u200D]/gu, ''))
  );
}
