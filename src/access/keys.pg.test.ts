// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTestStore } from '../testing/database.ts';
import { parseKeyToken } from './key-token.ts';
import { createKeyRing } from './key-ring.ts';
import type { AccessTables } from './tables.ts';
import { createTestAccess } from './test-access.ts';

const SYSTEM = { kind: 'system', id: 'test' } as const;
const ASKED = { label: 'Gateway', institution: 'Brightbank', scopes: ['screen'], days: 90 } as const;
const DAY = 86_400_000;

async function world() {
  const store = await createTestStore();
  const access = createTestAccess(store.db<AccessTables>());
  return {
    access,
    store,
    [Symbol.asyncDispose]: async () => {
      await access.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

function tokenOf(text: string) {
  const token = parseKeyToken(text);
  if (!token) throw new Error('no key in form');
  return token;
}

test('a key opens its own scope and no other, and its secret alone opens it', async () => {
  await using ours = await world();
  const { keys, ring } = ours.access;
  const { key, token } = await keys.add(ASKED, SYSTEM);
  const other = await keys.add(ASKED, SYSTEM);
  await ring.refresh();
  expect(ring.check(tokenOf(token), 'screen')).toEqual({ ok: true, id: key.id, institution: 'Brightbank' });
  expect(ring.check(tokenOf(token), 'lookup')).toEqual({ ok: false, why: 'scope' });
  const mixed = { id: key.id, secret: tokenOf(other.token).secret };
  expect(ring.check(mixed, 'screen')).toEqual({ ok: false, why: 'unknown' });
});

test('a revoked key ends by itself, and the rest goes on', async () => {
  await using ours = await world();
  const { keys, ring } = ours.access;
  const { key, token } = await keys.add(ASKED, SYSTEM);
  const other = await keys.add(ASKED, SYSTEM);
  await ring.refresh();
  expect(await keys.revoke(key.id, SYSTEM)).toEqual({ ok: true });
  expect(await keys.revoke(key.id, SYSTEM)).toEqual({ ok: false, why: 'already' });
  await expect.poll(() => ring.check(tokenOf(token), 'screen').ok).toBe(false);
  expect(ring.check(tokenOf(other.token), 'screen').ok).toBe(true);
});

test('without the database the last snapshot goes on, and a key still expires', async () => {
  await using ours = await world();
  const { access, store } = ours;
  const { token } = await access.keys.add({ ...ASKED, days: 1000 }, SYSTEM);
  let isAway = false;
  const ring = createKeyRing({
    keys: {
      live: async () => {
        if (isAway) throw new Error('away');
        return access.keys.live();
      },
      markUsed: access.keys.markUsed,
    },
    clock: access.now,
    snapshotMs: 5,
  });
  await ring.refresh();
  isAway = true;
  await sleep(30);
  expect(ring.check(tokenOf(token), 'screen').ok).toBe(true);
  access.advance(365 * DAY);
  expect(ring.check(tokenOf(token), 'screen').ok).toBe(true);
  access.advance(DAY);
  expect(ring.check(tokenOf(token), 'screen')).toEqual({ ok: false, why: 'unknown' });
  await ring.close();
  expect(store.state()).toBe('ready');
});

test('whether any key is live decides about addresses that others can reach', async () => {
  await using ours = await world();
  const { keys, advance } = ours.access;
  expect(await keys.isAnyLive()).toBe(false);
  const { key } = await keys.add(ASKED, SYSTEM);
  expect(await keys.isAnyLive()).toBe(true);
  await keys.revoke(key.id, SYSTEM);
  expect(await keys.isAnyLive()).toBe(false);
  await keys.add(ASKED, SYSTEM);
  advance(90 * DAY);
  expect(await keys.isAnyLive()).toBe(false);
});

test('the day a key was last used is kept, and nothing finer', async () => {
  await using ours = await world();
  const { keys, ring, audit } = ours.access;
  const { token } = await keys.add(ASKED, SYSTEM);
  await ring.refresh();
  ring.check(tokenOf(token), 'screen');
  await ring.close();
  expect((await keys.list()).map(({ usedOn }) => usedOn)).toEqual(['2026-03-04']);
  expect((await audit.list({ limit: 5 })).map(({ action }) => action)).toEqual(['key.add']);
});
