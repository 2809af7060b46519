// SPDX-License-Identifier: Apache-2.0
/**
 * What stands in a public leaf in the place of a number, a name or a reason: HMAC-SHA256 with a salt of its own as the key. Who
 * has salt and value can show that the leaf means them; nobody else can find out, not by trying every telephone number either.
 */
import { createHmac } from 'node:crypto';
import type { RandomBytes } from '../../base/ids.ts';

export const SALT_BYTES = 32;

/** Opens one commitment. `kind` is an indicator's, or `reason`. */
export type Opening = {
  readonly kind: string;
  /** Normalised, as indicators are. */
  readonly value: string;
  /** base64url of 32 bytes. */
  readonly salt: string;
};

export function newSalt(random: RandomBytes): string {
  return Buffer.from(random(SALT_BYTES)).toString('base64url');
}

/** `undefined` where the salt is not base64url of 32 bytes. */
export function parseSalt(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/u.test(text)) return undefined;
  const salt = Buffer.from(text, 'base64url');
  return salt.length === SALT_BYTES && salt.toString('base64url') === text ? salt : undefined;
}

/** 64 hexadecimal digits; `undefined` for a salt that is none. A kind has no zero byte, so no two pairs are one message. */
export function commit({ kind, value, salt }: Opening): string | undefined {
  const key = parseSalt(salt);
  return key && createHmac('sha256', key).update(kind).update(Buffer.of(0)).update(value).digest('hex');
}

export function openCommitment(commitment: string, opening: Opening): boolean {
  return commit(opening) === commitment;
}
