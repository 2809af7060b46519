// SPDX-License-Identifier: Apache-2.0
/**
 * Signed notes (C2SP signed-note): a text, a blank line, and lines with signatures by named Ed25519 keys. A key is passed
 * around as one line, `name+id+key`, whose id is derived from the rest.
 */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** What a key signs: a log its own notes (0x01), a witness checkpoints with the time it saw them (0x04). */
export type KeyType = 1 | 4;

export type VerifierKey = {
  readonly name: string;
  readonly type: KeyType;
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** 32 bytes. */
  readonly raw: Buffer;
  readonly verifies: (message: Uint8Array, signature: Uint8Array) => boolean;
};

export type Signer = { readonly key: VerifierKey; readonly sign: (message: Uint8Array) => Buffer };

export type SignatureLine = { readonly name: string; readonly id: string; readonly signature: Buffer };

/** `body` ends with a line feed and is what was signed. */
export type Note = { readonly body: string; readonly signatures: readonly SignatureLine[] };

const KEY_BYTES = 32;
// RFC 8410 §7: what stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo and in PKCS #8.
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

// Neither blanks nor a plus sign: they separate names from what follows.
const NAME = /^[^\s+\p{Cc}]{1,200}$/u;

export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** `undefined` for a line that is no key, or whose id is not derived from it. */
export function parseVerifierKey(line: string): VerifierKey | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(line.trim()) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const type = bytes[0];
  if (bytes.length !== 1 + KEY_BYTES || (type !== 1 && type !== 4)) return undefined;
  const key = verifierKey(name, type, bytes.subarray(1));
  return key.id === id ? key : undefined;
}

export function formatVerifierKey({ name, id, type, raw }: VerifierKey): string {
  return `${name}+${id}+${Buffer.concat([Buffer.of(type), raw]).toString('base64')}`;
}

function verifierKey(name: string, type: KeyType, raw: Buffer): VerifierKey {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
  return { name, type, raw, id: keyId(name, type, raw), verifies: verifierOf(publicKey) };
}

function verifierOf(publicKey: KeyObject): VerifierKey['verifies'] {
  return (message, signature) => signature.byteLength === 64 && verify(null, message, publicKey, signature);
}

function keyId(name: string, type: KeyType, raw: Buffer): string {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), raw]);
  return hash('sha256', named, 'buffer').toString('hex', 0, 4);
}

/** `seed`: the 32 secret bytes of RFC 8032 §5.1.5. */
export function createSigner(name: string, seed: Uint8Array, type: KeyType = 1): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, type, spki.subarray(SPKI_HEAD.length));
  return { key, sign: (message) => sign(null, message, privateKey) };
}

const MAX_NOTE_BYTES = 65_536;

export function parseNote(text: string): Note | undefined {
  const end = text.lastIndexOf('\n\n');
  if (end < 1 || text.length > MAX_NOTE_BYTES || !text.endsWith('\n')) return undefined;
  const lines = text.slice(end + 2, -1).split('\n');
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? []);
  if (signatures.length === 0 || signatures.length !== lines.length) return undefined;
  return { body: text.slice(0, end + 1), signatures };
}

export function parseSignatureLine(line: string): SignatureLine | undefined {
  const [, name, encoded] = /^\u2014 (\S+) ([A-Za-z0-9+/]{8,200}={0,2})$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

export function formatNote({ body, signatures }: Note): string {
  return `${body}\n${signatures.map((line) => `${formatSignatureLine(line)}\n`).join('')}`;
}

export function formatSignatureLine({ name, id, signature }: SignatureLine): string {
  return `\u2014 ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}`;
}

/** The lines that say they are by this key; whether they are, is for the caller to verify. */
export function signaturesBy({ signatures }: Note, { name, id }: VerifierKey): readonly SignatureLine[] {
  return signatures.filter((line) => line.name === name && line.id === id);
}
