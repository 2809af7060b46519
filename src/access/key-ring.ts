// SPDX-License-Identifier: Apache-2.0
/**
 * The keys that count now, in memory: screening never waits for the database to say who asks. A snapshot is taken twice a second,
 * so that a revoked key ends within one; while the database is away the last one goes on, and expiry is still checked.
 *
 * empty → (first snapshot) following ⇄ (database away) stale
 */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, formatInstant } from '../base/instant.ts';
import { digestOf, type KeyId } from './ids.ts';
import type { KeyToken } from './key-token.ts';
import type { Keys, StoredKey } from './keys-store.ts';
import type { Scope } from './permissions.ts';

/** `unknown`: never made, expired or revoked. */
export type KeyRefusal = 'unknown' | 'scope';

export type KeyAnswer =
  | { readonly ok: true; readonly id: KeyId; readonly institution: string }
  | { readonly ok: false; readonly why: KeyRefusal };

export type KeyRing = {
  /** Memory alone: no more than some microseconds. */
  readonly check: (token: KeyToken, scope: Scope) => KeyAnswer;
  /** Takes a snapshot at once: after a change of this process's own, and before the first request. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const SNAPSHOT_MS = 500;
const MARK_EVERY = 120;
const NOBODY = Buffer.alloc(32);

type Parts = {
  readonly keys: Pick<Keys, 'live' | 'markUsed'>;
  readonly clock: Clock;
  readonly snapshotMs?: number;
};

export function createKeyRing({ keys, clock, snapshotMs = SNAPSHOT_MS }: Parts): KeyRing {
  let known: ReadonlyMap<KeyId, StoredKey> = new Map();
  let asked = 0;
  let answered = 0;
  const used = new Set<KeyId>();
  const ending = new AbortController();
  const refresh = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const live = await keys.live();
    // One that was asked for earlier and comes later is older.
    if (mine <= answered) return;
    answered = mine;
    known = new Map(live.map((stored) => [stored.key.id, stored]));
  };
  const mark = async (): Promise<void> => {
    const ids = [...used];
    used.clear();
    await keys.markUsed(ids, formatInstant(clock()).slice(0, 10));
  };
  const following = follow();
  async function follow(): Promise<void> {
    for (let turn = 1; !ending.signal.aborted; turn += 1) {
      await sleep(snapshotMs, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return;
      // While the database is away the last snapshot goes on; the store says so in the log.
      await refresh().catch(() => undefined);
      if (turn % MARK_EVERY === 0) await mark().catch(() => undefined);
    }
  }
  return {
    check({ id, secret }, scope) {
      const stored = known.get(id);
      const same = timingSafeEqual(digestOf(secret), stored?.digest ?? NOBODY);
      if (!stored || !same || stored.key.expiresAt <= clock()) return { ok: false, why: 'unknown' };
      if (!stored.key.scopes.includes(scope)) return { ok: false, why: 'scope' };
      used.add(id);
      return { ok: true, id, institution: stored.key.institution };
    },
    refresh,
    async close() {
      ending.abort();
      await following;
      await mark().catch(() => undefined);
    },
  };
}
