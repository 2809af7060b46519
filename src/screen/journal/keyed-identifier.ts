// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers of persons as keys: HMAC-SHA256 (RFC 2104) under a key of the period, cut to 128 bits, in base64url. The kind is
 * part of what is keyed, so that a subject that reads like a telephone number is not taken for one.
 */
import { hash } from 'node:crypto';

export type IdentifierKind = 'phone' | 'sender' | 'account' | 'subject' | 'visitor' | 'host';

/** `value` in the one form that `base/` or `decide/` parses it to. */
export type Identifier = { readonly kind: IdentifierKind; readonly value: string };

export type Keyer = (identifier: Identifier) => string;

export const SECRET_BYTES = 32;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
// 22 of these hold 132 bits: RFC 2104 §5 allows half of a digest and more.
const KEY_LETTERS = 22;

/** Two one-shot digests cost a sixth of what an object of node:crypto's HMAC does, and this runs several times a decision. */
export function createKeyer(secret: Uint8Array): Keyer {
  const inner = Buffer.alloc(4096, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0x5c);
  for (let index = 0; index < secret.length; index += 1) {
    const byte = secret[index] ?? 0;
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  return ({ kind, value }) => {
    const message = `${kind}\0${value}`;
    // Every identifier has a limit far below this: a host, the longest, has 253 letters.
    const size = inner.write(message, BLOCK_BYTES, 'utf8');
    hash('sha256', inner.subarray(0, BLOCK_BYTES + size), 'buffer').copy(outer, BLOCK_BYTES);
    return hash('sha256', outer, 'base64url').slice(0, KEY_LETTERS);
  };
}
