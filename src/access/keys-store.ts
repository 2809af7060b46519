// SPDX-License-Identifier: Apache-2.0
/** API keys as they are kept: made once, revoked once, never shown again. Every change stands in the audit trail. */
import type { Kysely, Selectable } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import { type Clock, type Instant, instantOf } from '../base/instant.ts';
import type { Actor } from './audit.ts';
import type { Audit } from './audit-store.ts';
import { digestOf, type KeyId, newKeyId, newSecret, parseKeyId } from './ids.ts';
import { formatKeyToken } from './key-token.ts';
import { parseScope, type Scope } from './permissions.ts';
import type { AccessTables } from './tables.ts';

export type ApiKey = {
  readonly id: KeyId;
  readonly label: string;
  /** Empty for a key of the operator's own. */
  readonly institution: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | undefined;
  /** UTC, `2026-03-04`; when it was last used. */
  readonly usedOn: string | undefined;
};

export type KeyState = 'live' | 'expired' | 'revoked';

export function stateOfKey({ revokedAt, expiresAt }: ApiKey, now: Instant): KeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt <= now ? 'expired' : 'live';
}

export type NewKey = {
  readonly label: string;
  readonly institution: string;
  readonly scopes: readonly Scope[];
  /** At most `MOST_KEY_DAYS`. */
  readonly days: number;
};

export const MOST_KEY_DAYS = 366;
const MS_PER_DAY = 86_400_000;

export type StoredKey = { readonly key: ApiKey; readonly digest: Buffer };

export type Keys = {
  /** `token` is shown once and kept nowhere. */
  readonly add: (asked: NewKey, actor: Actor) => Promise<{ readonly key: ApiKey; readonly token: string }>;
  readonly list: () => Promise<readonly ApiKey[]>;
  readonly revoke: (
    id: KeyId,
    actor: Actor,
    why?: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: 'not-found' | 'already' }>;
  readonly live: () => Promise<readonly StoredKey[]>;
  readonly isAnyLive: () => Promise<boolean>;
  readonly markUsed: (ids: readonly KeyId[], day: string) => Promise<void>;
};

type Parts = {
  readonly db: Kysely<AccessTables>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly audit: Audit;
};

export function createKeys(parts: Parts): Keys {
  const { db, clock } = parts;
  const selectLive = () =>
    db
      .selectFrom('access_keys')
      .selectAll()
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', new Date(clock()));
  return {
    add: async (asked, actor) => addKey(parts, asked, actor),
    async list() {
      const rows = await db.selectFrom('access_keys').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(keyOf);
    },
    revoke: async (id, actor, why) => revokeKey(parts, { id, actor, why }),
    live: async () => (await selectLive().execute()).map((row) => ({ key: keyOf(row), digest: row.digest })),
    isAnyLive: async () => (await selectLive().limit(1).execute()).length > 0,
    async markUsed(ids, day) {
      if (ids.length === 0) return;
      await db.updateTable('access_keys').set({ used_on: day }).where('id', 'in', ids).execute();
    },
  };
}

async function addKey({ db, clock, random, audit }: Parts, asked: NewKey, actor: Actor) {
  const id = newKeyId(random);
  const secret = newSecret(random);
  const now = clock();
  const days = Math.min(asked.days, MOST_KEY_DAYS);
  const row = await db.transaction().execute(async (transaction) => {
    const made = await transaction
      .insertInto('access_keys')
      .values({
        id,
        digest: digestOf(secret),
        scopes: [...asked.scopes],
        label: asked.label,
        institution: asked.institution,
        created_at: new Date(now),
        created_by: actor.id === '' ? actor.kind : actor.id,
        expires_at: new Date(now + days * MS_PER_DAY),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit.record(
      { actor, action: 'key.add', object: { kind: 'key', id }, why: `[${asked.scopes.join(' ')}] ${days} days` },
      transaction,
    );
    return made;
  });
  return { key: keyOf(row), token: formatKeyToken({ id, secret }) };
}

type Revoking = { readonly id: KeyId; readonly actor: Actor; readonly why: string | undefined };

async function revokeKey({ db, clock, audit }: Parts, { id, actor, why }: Revoking) {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('access_keys')
      .set({ revoked_at: new Date(clock()) })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      const known = await transaction.selectFrom('access_keys').select('id').where('id', '=', id).executeTakeFirst();
      return { ok: false, why: known ? 'already' : 'not-found' } as const;
    }
    await audit.record({ actor, action: 'key.revoke', object: { kind: 'key', id }, why: why ?? '' }, transaction);
    return { ok: true } as const;
  });
}

function keyOf(row: Selectable<AccessTables['access_keys']>): ApiKey {
  const id = parseKeyId(row.id);
  if (id === undefined) throw new TypeError('access_keys holds an id that is none.');
  return {
    id,
    label: row.label,
    institution: row.institution,
    scopes: row.scopes.map(parseScope).filter((scope) => scope !== undefined),
    createdAt: instantOf(row.created_at.getTime()),
    createdBy: row.created_by,
    expiresAt: instantOf(row.expires_at.getTime()),
    revokedAt: row.revoked_at === null ? undefined : instantOf(row.revoked_at.getTime()),
    usedOn: row.used_on ?? undefined,
  };
}
