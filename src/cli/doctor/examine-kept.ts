// SPDX-License-Identifier: Apache-2.0
/** The public record and access: is what was decided published, and can somebody manage. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type AccessTables, createAdmin } from '../../access/index.ts';
import type { Store } from '../../store/store.ts';
import { type Examination, ill, watch, well } from './check-up.ts';

const MS_PER_DAY = 86_400_000;
const SOON_DAYS = 14;

export function examineRecord(store: Store, data: string): Examination {
  return { what: 'record', look: async () => lookAtRecord(store.db<object>(), data) };
}

async function lookAtRecord(db: Kysely<object>, data: string) {
  const { rows } = await sql<{ size: number }>`select size from record_head`.execute(db);
  const size = rows[0]?.size ?? 0;
  const file = path.join(data, 'record', 'checkpoint');
  if (!existsSync(file)) {
    return size === 0
      ? watch('Nothing has been recorded yet. It begins with tocsin serve.')
      : ill(`${size} leaves are in the database and none is published here. Restore the folder record from a backup.`);
  }
  const published = Number(readFileSync(file, 'utf8').split('\n')[1]);
  if (published > size)
    return ill(
      `${published} leaves are published and the database has ${size}: it is older than its record. Restore a newer backup.`,
    );
  return published < size
    ? watch(`${size} leaves, of which ${size - published} are not published yet.`)
    : well(`${size} leaves, all of them published. tocsin log verify proves them.`);
}

export function examineAccess(store: Store, nowMs: () => number): Examination {
  return { what: 'access', look: async () => lookAtAccess(store.db<AccessTables>(), nowMs) };
}

async function lookAtAccess(db: Kysely<AccessTables>, nowMs: () => number) {
  const { keys, persons } = createAdmin({ db });
  const staff = await persons.list();
  const live = (await keys.list()).filter(({ revokedAt, expiresAt }) => revokedAt === undefined && expiresAt > nowMs());
  const ending = live.filter(({ expiresAt }) => expiresAt < nowMs() + SOON_DAYS * MS_PER_DAY).length;
  const says = `${staff.length} persons and ${live.length} live API keys`;
  if (staff.length === 0) return watch(`${says}. tocsin serve prints the link by which the first operator comes.`);
  if (!staff.some(({ roles, disabledAt }) => roles.includes('operator') && disabledAt === undefined))
    return ill(`${says}, and no operator: nobody can let others in. tocsin user roles makes one.`);
  return ending > 0 ? watch(`${says}, of which ${ending} end within ${SOON_DAYS} days.`) : well(`${says}.`);
}
