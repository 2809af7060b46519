// SPDX-License-Identifier: Apache-2.0
/** Access for tests: over a real database, with a clock that is moved by hand, and persons in one call. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Instant, instantOf } from '../base/instant.ts';
import { type Access, createAccess } from './access.ts';
import type { Role } from './permissions.ts';
import type { Person } from './persons-store.ts';
import type { AccessTables } from './tables.ts';
import { codeAt } from './totp.ts';

export const TEST_PASSWORD = 'violet harbour 41 lanterns';

export type TestAccess = Access & {
  readonly advance: (ms: number) => void;
  readonly now: () => Instant;
  /** Somebody with a password and an app, and the secret of their full session. */
  readonly signedIn: (name: string, roles: readonly Role[]) => Promise<SignedIn>;
};

export type SignedIn = { readonly person: Person; readonly secret: string; readonly totp: Buffer };

export function createTestAccess(db: Kysely<AccessTables>): TestAccess {
  let nowMs = 1_772_625_600_000;
  let counter = 0;
  const now = (): Instant => instantOf(nowMs);
  const access = createAccess({
    db,
    key: new Uint8Array(32),
    clock: now,
    // Different each time, and the same in every run.
    random: (length) => {
      counter += 1;
      return createHash('sha256').update(`${counter}`).digest().subarray(0, length);
    },
    snapshotMs: 20,
    passwordLog2N: 10,
  });
  return {
    ...access,
    now,
    advance: (ms) => {
      nowMs += ms;
    },
    signedIn: async (name, roles) => signedIn(access, now, { name, roles }),
  };
}

async function signedIn(
  access: Access,
  now: () => Instant,
  { name, roles }: { readonly name: string; readonly roles: readonly Role[] },
): Promise<SignedIn> {
  const system = { kind: 'system', id: 'test' } as const;
  const added = await access.persons.add({ name, mail: `${name.toLowerCase()}@example.org`, roles }, system);
  if (!added.ok) throw new Error(added.why);
  const link = await access.invitations.make(added.person.id, system);
  const joined = await access.links.join(link ?? '', { password: TEST_PASSWORD, device: 'test' });
  if (!joined.ok) throw new Error(joined.why);
  const session = await access.sessions.find(joined.secret);
  const totp = session && (await access.factors.draftTotp(session));
  if (!session || !totp) throw new Error('no draft');
  const confirmed = await access.factors.confirmTotp(session, codeAt(totp, now()), 'test');
  if (!confirmed.ok) throw new Error(confirmed.why);
  return { person: added.person, secret: confirmed.secret, totp };
}
