// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../base/instant.ts';
import { SHIPPED_POLICY_DIR } from '../load.ts';
import { loadJournalPolicy } from './journal-policy.ts';
import { type KeyRing, openKeyRing, readKeys } from './key-ring.ts';
import { createKeyer } from './keyed-identifier.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 2, 4, 12);
const folders: string[] = [];

function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-keys-'));
  folders.push(folder);
  return folder;
}

function ringAt(data: string, now: () => number): KeyRing {
  const policy = loadJournalPolicy(SHIPPED_POLICY_DIR);
  return openKeyRing({ data, policy, clock: () => instantOf(now()), random: (length) => randomBytes(length) });
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the keys of identifiers', () => {
  it('change every day for what is allowed, every thirty for what is flagged', () => {
    const data = dataFolder();
    let now = NOON;
    const ring = ringAt(data, () => now);
    const first = ring.current();
    expect(first.allowed.id).toBe('allowed-20260304-1');
    expect(ring.current()).toBe(first);
    now += DAY;
    expect(ring.current().allowed.id).toBe('allowed-20260305-1');
    expect(ring.current().flagged).toEqual(first.flagged);
    now += 30 * DAY;
    expect(ring.current().flagged.id).not.toBe(first.flagged.id);
    expect(Buffer.compare(ring.current().flagged.secret, first.flagged.secret)).not.toBe(0);
  });

  it('are destroyed when the last row under them has had its time, not before', () => {
    const data = dataFolder();
    let now = NOON;
    const ring = ringAt(data, () => now);
    ring.current();
    const ids = () => readKeys(data).map(({ id }) => id.split('-', 1)[0]);
    // Rows of 4 March are dropped when 6 March has ended.
    now = Date.UTC(2026, 2, 7, 0, 30);
    expect(ring.destroyExpired()).toBe(0);
    now = Date.UTC(2026, 2, 7, 1);
    expect(ring.destroyExpired()).toBe(1);
    expect(ids()).toEqual(['flagged']);
    now += 211 * DAY;
    expect(ring.destroyExpired()).toBe(1);
    expect(ids()).toEqual([]);
  });

  it('are found again after a restart, and shared by processes of one folder', () => {
    const data = dataFolder();
    const [one, two] = [ringAt(data, () => NOON), ringAt(data, () => NOON)];
    expect(two.current()).toEqual(one.current());
    expect(readKeys(data)).toHaveLength(2);
  });

  it('are for nobody else to read', () => {
    const data = dataFolder();
    ringAt(data, () => NOON);
    const folder = path.join(data, 'keys', 'journal');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  });
});

describe('a keyed identifier', () => {
  it('is HMAC-SHA256 over kind and value, as others compute it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string({ unit: 'binary', maxLength: 256 }),
        (secret, value) => {
          const expected = createHmac('sha256', secret).update(`phone\0${value}`).digest('base64url').slice(0, 22);
          expect(createKeyer(secret)({ kind: 'phone', value })).toBe(expected);
        },
      ),
    );
  });

  it('is another one for another kind', () => {
    const keyer = createKeyer(new Uint8Array(32));
    expect(keyer({ kind: 'subject', value: '112' })).not.toBe(keyer({ kind: 'phone', value: '112' }));
  });
});
