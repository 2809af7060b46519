// SPDX-License-Identifier: Apache-2.0
/**
 * The key of the data folder: it seals what must be read again (TOTP secrets), and keys what must only be recognised
 * (accounts and addresses that failed to sign in, the tokens of forms). Who has a copy of the database alone has none of these.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../base/errors.ts';
import type { RandomBytes } from '../base/ids.ts';

export type Seal = {
  /** `about` is bound to it: what was sealed for one person opens for no other. */
  readonly seal: (plain: Uint8Array, about: string) => Buffer;
  /** `undefined` for what another key has sealed, or about somebody else. */
  readonly open: (sealed: Uint8Array, about: string) => Buffer | undefined;
  /** 32 bytes by which a text is recognised, for one purpose. */
  readonly mark: (purpose: string, text: string) => Buffer;
};

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSeal(key: Uint8Array, random: RandomBytes): Seal {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `tocsin access ${use}`, KEY_BYTES));
  const sealing = derive('seal');
  const marking = derive('mark');
  return {
    seal(plain, about) {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      if (sealed.byteLength < NONCE_BYTES + TAG_BYTES) return undefined;
      const end = sealed.byteLength - TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(about))
        .setAuthTag(sealed.subarray(end));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
    mark: (purpose, text) => createHmac('sha256', marking).update(`${purpose}\0${text}`).digest(),
  };
}

/**
 * The key in `access.key` of the data folder, made at the first start. Processes that share a database share a copy of it.
 * Throws an `EnvironmentError` where it cannot be read.
 */
export function readSealKey(data: string, random: RandomBytes): Buffer {
  const file = path.join(data, 'access.key');
  try {
    const known = readKey(file);
    if (known) return known;
    // Written beside and linked: whoever comes first wins, and nobody reads half a key.
    const draft = path.join(data, `.access-key-${process.pid}`);
    writeFileSync(draft, `${Buffer.from(random(KEY_BYTES)).toString('base64url')}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const made = readKey(file);
    if (made) return made;
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw cause;
    throw new EnvironmentError(
      'access-key-unreadable',
      `The file access.key of the data folder cannot be read or made.`,
      {
        cause,
      },
    );
  }
  throw new EnvironmentError(
    'access-key-unreadable',
    'The file access.key of the data folder went away as it was read.',
  );
}

function readKey(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  if (/^[A-Za-z0-9_-]{43}$/u.test(text)) return Buffer.from(text, 'base64url');
  throw new EnvironmentError(
    'access-key-damaged',
    'The file access.key of the data folder is damaged. Put back its copy; without one remove it, and everybody sets up a new second factor.',
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
