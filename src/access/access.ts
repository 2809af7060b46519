// SPDX-License-Identifier: Apache-2.0
/** Everything of this folder, put together over one database. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { RandomBytes } from '../base/ids.ts';
import { type Clock, type Instant, instantOf } from '../base/instant.ts';
import { createAttempts } from './attempts-store.ts';
import { type Audit, createAudit } from './audit-store.ts';
import { createCredentials } from './credentials-store.ts';
import { createFactors, type Factors } from './factors-store.ts';
import { createInvitations, type Invitations } from './invitations-store.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { createKeys, type Keys } from './keys-store.ts';
import { createLinks, type Links } from './links-store.ts';
import { createPasskeys, type Passkeys } from './passkeys-store.ts';
import { createPasswords } from './password.ts';
import { createPersons, type Persons } from './persons-store.ts';
import { createSeal } from './seal.ts';
import { createSessions, type Sessions } from './sessions-store.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import type { AccessTables } from './tables.ts';

/** What managing takes: no key of the data folder, so that the command line has it beside a running server. */
export type AccessAdmin = {
  readonly audit: Audit;
  readonly keys: Keys;
  readonly persons: Persons;
  readonly invitations: Invitations;
};

export type Access = AccessAdmin & {
  readonly ring: KeyRing;
  readonly links: Links;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly factors: Factors;
  readonly passkeys: Passkeys;
  readonly clock: Clock;
  readonly close: () => Promise<void>;
};

export type AdminParts = {
  readonly db: Kysely<AccessTables>;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
};

export type AccessParts = AdminParts & {
  /** Of `readSealKey`. */
  readonly key: Uint8Array;
  readonly snapshotMs?: number;
  /** Cost of a password hash, as the power of two; for tests, which make many. */
  readonly passwordLog2N?: number;
};

export function createAdmin({ db, clock = systemClock, random = randomBytes }: AdminParts): AccessAdmin {
  const audit = createAudit({ db, clock });
  const parts = { db, clock, random, audit };
  return {
    audit,
    keys: createKeys(parts),
    persons: createPersons(parts),
    invitations: createInvitations(parts),
  };
}

/** Takes no snapshot of the keys yet: await `ring.refresh()` before the first request. */
export function createAccess(parts: AccessParts): Access {
  const { db, key, clock = systemClock, random = randomBytes, snapshotMs, passwordLog2N } = parts;
  const admin = createAdmin({ db, clock, random });
  const { audit, keys } = admin;
  const seal = createSeal(key, random);
  const passwords = createPasswords(random, passwordLog2N);
  const attempts = createAttempts({ db, clock, seal });
  const sessions = createSessions({ db, clock, random, seal });
  const credentials = createCredentials({ db, audit, sessions });
  const ring = createKeyRing({ keys, clock, ...(snapshotMs === undefined ? {} : { snapshotMs }) });
  return {
    ...admin,
    ring,
    sessions,
    clock,
    links: createLinks({ db, clock, random, audit, passwords, sessions }),
    signIn: createSignIn({ credentials, passwords, attempts, sessions, audit }),
    factors: createFactors({ db, clock, random, seal, audit, sessions, attempts }),
    passkeys: createPasskeys({ db, clock, random, audit, sessions }),
    close: async () => ring.close(),
  };
}

function systemClock(): Instant {
  return instantOf(Date.now());
}
