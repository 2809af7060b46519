// SPDX-License-Identifier: Apache-2.0
/**
 * Codes from an authenticator app: TOTP (RFC 6238) with SHA-1, six digits and 30 seconds, which is what every app speaks. A code
 * counts once (§5.2): whoever takes it keeps its step, and no step up to it counts again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../base/instant.ts';

const STEP_MS = 30_000;
/** A clock may be wrong by one step either way (RFC 6238 §5.2). */
const DRIFT = 1;
export const TOTP_SECRET_BYTES = 20;

/** The step of which `code` is, later than `after`; `undefined` for a wrong, old or used one. */
export function stepOfCode(secret: Uint8Array, code: string, at: Instant, after: number): number | undefined {
  if (!/^[0-9]{6}$/u.test(code)) return undefined;
  const now = Math.floor(at / STEP_MS);
  let found: number | undefined;
  for (let step = now - DRIFT; step <= now + DRIFT; step += 1) {
    const same = timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code));
    if (same && step > after) found ??= step;
  }
  return found;
}

export function codeAt(secret: Uint8Array, at: Instant): string {
  return codeOfStep(secret, Math.floor(at / STEP_MS));
}

/** RFC 4226 §5.3. */
function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.byteLength - 1) % 16;
  const number = mac.readUInt32BE(offset) % 0x8000_0000;
  return String(number % 1_000_000).padStart(6, '0');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6, without padding: how apps want a secret to be typed. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = held * 256 + byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      const unit = 2 ** bits;
      text += ALPHABET[Math.floor(held / unit)] ?? '';
      held %= unit;
    }
  }
  return bits === 0 ? text : text + (ALPHABET[held * 2 ** (5 - bits)] ?? '');
}

/** The address that an app opens or reads from a picture (the key URI format that all of them share). */
export function totpAddress(secret: Uint8Array, mail: string): string {
  const label = `${encodeURIComponent('Tocsin')}:${encodeURIComponent(mail)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Tocsin&algorithm=SHA1&digits=6&period=30`;
}
