// SPDX-License-Identifier: Apache-2.0
/**
 * The keys of identifiers, each a file of its own below `keys/journal`: what is allowed and what is flagged have keys of their
 * own periods. A key is on disk before anything is kept under it, and destroyed when the last row under it has had its time:
 * what is then left in backups of the database names nobody. Several processes that share the folder share the keys.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Clock, Instant } from '../../base/instant.ts';
import type { RandomBytes } from '../../base/ids.ts';
import { syncFolderNow } from '../../store/durable-files.ts';
import type { JournalPolicy } from './journal-policy.ts';
import { SECRET_BYTES } from './keyed-identifier.ts';

/** `allowed-20261125-1`: what it is for, the UTC day its period begins, and how many days that has. */
export type JournalKey = { readonly id: string; readonly secret: Uint8Array };

type Purpose = 'allowed' | 'flagged';
export type CurrentKeys = Readonly<Record<Purpose, JournalKey>>;

export type KeyRing = {
  /** The keys of this moment. Where a new one cannot be written, the one before serves on. */
  readonly current: () => CurrentKeys;
  /** Destroys every key whose last row has had its time, and says how many those were. */
  readonly destroyExpired: () => number;
};

export type KeyRingParts = {
  readonly data: string;
  readonly policy: JournalPolicy;
  readonly clock: Clock;
  readonly random: RandomBytes;
};

const MS_PER_DAY = 86_400_000;
// A key goes a little after the rows, never before them.
const GRACE_MS = 3_600_000;
const RETRY_MS = 1000;
const ID_FORM = /^(allowed|flagged)-(\d{4})(\d{2})(\d{2})-(\d{1,4})$/u;

/** Throws what the file system throws when not even a first key can be made. */
export function openKeyRing(parts: KeyRingParts): KeyRing {
  const folder = folderOf(parts.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ring = new Ring(folder, parts);
  return { current: () => ring.current(), destroyExpired: () => ring.destroyExpired() };
}

/** Every key that is there, for those who look something up. */
export function readKeys(data: string): readonly JournalKey[] {
  const folder = folderOf(data);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => ID_FORM.test(name))
    .map((id) => ({ id, secret: readFileSync(path.join(folder, id)) }))
    .filter(({ secret }) => secret.length === SECRET_BYTES);
}

class Ring {
  readonly #folder: string;
  readonly #parts: KeyRingParts;
  #current: CurrentKeys;
  #validUntil: number;

  constructor(folder: string, parts: KeyRingParts) {
    this.#folder = folder;
    this.#parts = parts;
    this.#current = this.#make();
    this.#validUntil = this.#endOfDay();
  }

  current(): CurrentKeys {
    const now = this.#parts.clock();
    if (now < this.#validUntil && now >= this.#validUntil - MS_PER_DAY) return this.#current;
    try {
      this.#current = this.#make();
      this.#validUntil = this.#endOfDay();
    } catch {
      // A full disk must not keep anyone from deciding; it shows in the journal's state.
      this.#validUntil = now + RETRY_MS;
    }
    return this.#current;
  }

  destroyExpired(): number {
    const now = this.#parts.clock();
    let destroyed = 0;
    for (const name of readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      const end = name.startsWith('.') ? statSync(file).mtimeMs + GRACE_MS : this.#endOf(name);
      if (now < end) continue;
      destroy(file, this.#folder);
      destroyed += 1;
    }
    return destroyed;
  }

  #endOf(id: string): number {
    const [, purpose, year, month, day, keyDays] = ID_FORM.exec(id) ?? [];
    if (purpose !== 'allowed' && purpose !== 'flagged') return Number.POSITIVE_INFINITY;
    const begins = Date.UTC(Number(year), Number(month) - 1, Number(day));
    return begins + (Number(keyDays) + this.#parts.policy[purpose].days) * MS_PER_DAY + GRACE_MS;
  }

  #endOfDay(): number {
    return (Math.floor(this.#parts.clock() / MS_PER_DAY) + 1) * MS_PER_DAY;
  }

  #make(): CurrentKeys {
    const now = this.#parts.clock();
    return { allowed: this.#keyOf('allowed', now), flagged: this.#keyOf('flagged', now) };
  }

  #keyOf(purpose: Purpose, now: Instant): JournalKey {
    const { keyDays } = this.#parts.policy[purpose];
    const begins = Math.floor(now / MS_PER_DAY / keyDays) * keyDays;
    const day = new Date(begins * MS_PER_DAY).toISOString().slice(0, 10).replaceAll('-', '');
    const id = `${purpose}-${day}-${keyDays}`;
    const file = path.join(this.#folder, id);
    if (!existsSync(file)) this.#create(file);
    return { id, secret: readFileSync(file) };
  }

  /** Whole or not at all, and once: of two processes the later one takes the other's. */
  #create(file: string): void {
    const partial = path.join(this.#folder, `.${Buffer.from(this.#parts.random(8)).toString('hex')}`);
    const fd = openSync(partial, 'wx', 0o600);
    try {
      writeSync(fd, this.#parts.random(SECRET_BYTES));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    try {
      linkSync(partial, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(partial, { force: true });
    }
    syncFolderNow(this.#folder);
  }
}

function destroy(file: string, folder: string): void {
  const fd = openSync(file, 'r+');
  try {
    writeSync(fd, new Uint8Array(SECRET_BYTES), 0, SECRET_BYTES, 0);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  rmSync(file);
  syncFolderNow(folder);
}

function folderOf(data: string): string {
  return path.join(data, 'keys', 'journal');
}
