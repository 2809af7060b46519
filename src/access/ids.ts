// SPDX-License-Identifier: Apache-2.0
/** Ids and secrets of this folder. Randomness is passed in; a secret leaves once, and only its digest is kept. */
import { createHash } from 'node:crypto';
import { type Brand, brand } from '../base/brand.ts';
import type { RandomBytes } from '../base/ids.ts';

export type PersonId = Brand<string, 'PersonId'>;
export type SessionId = Brand<string, 'SessionId'>;
export type KeyId = Brand<string, 'KeyId'>;

export function newPersonId(random: RandomBytes): PersonId {
  return brand<PersonId>(`per_${hex(random(12))}`);
}

export function parsePersonId(text: string): PersonId | undefined {
  return /^per_[0-9a-f]{24}$/u.test(text) ? brand<PersonId>(text) : undefined;
}

export function newSessionId(random: RandomBytes): SessionId {
  return brand<SessionId>(`ses_${hex(random(12))}`);
}

export function parseSessionId(text: string): SessionId | undefined {
  return /^ses_[0-9a-f]{24}$/u.test(text) ? brand<SessionId>(text) : undefined;
}

export function newKeyId(random: RandomBytes): KeyId {
  return brand<KeyId>(`key_${hex(random(8))}`);
}

export function parseKeyId(text: string): KeyId | undefined {
  return /^key_[0-9a-f]{16}$/u.test(text) ? brand<KeyId>(text) : undefined;
}

/** 256 random bits in 43 characters that any address or header can carry. */
export function newSecret(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/u.test(text);
}

/** SHA-256: enough for a secret of 256 random bits, which nobody can guess from its digest. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
