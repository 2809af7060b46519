// SPDX-License-Identifier: Apache-2.0
/**
 * The key that signs the record: made once, in a file of its own beside the published folder and never in it. The database knows
 * its public half, so that nobody signs the same record with another.
 */
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import type { RandomBytes } from '../../base/ids.ts';
import { createSigner, formatVerifierKey, isKeyName, type Signer } from './note.ts';
import { RecordError } from './record-error.ts';
import { claimSigner, readHead, type RecordDb } from './record-store.ts';

export type SigningKeyParts = {
  readonly db: RecordDb;
  /** Absolute. */
  readonly file: string;
  readonly random: RandomBytes;
  /** Name of the log for ever; without it one is drawn. Used only when the key is made. */
  readonly origin?: string;
};

/** Throws a `RecordError` where the file is no key, or not the key that this record has been signed with. */
export async function openSigner({ db, file, random, origin }: SigningKeyParts): Promise<Signer> {
  const { signer: named } = await readHead(db);
  const known = await readKey(file);
  if (!known && named !== undefined)
    throw new RecordError(
      'record-other-key',
      'The database names the key of the public record, and its file is not there. Restore record.key from a backup of the data folder.',
    );
  const signer = known ?? (await makeKey(file, random, origin));
  const mine = formatVerifierKey(signer.key);
  if ((await claimSigner(db, mine)) !== mine)
    throw new RecordError(
      'record-other-key',
      'The public record of this database is signed with another key than record.key. Put the key that signed it into the data folder.',
    );
  return signer;
}

// The form in which other programs keep note keys too: `PRIVATE+KEY+name+id+0x01‖seed`.
const FORM = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n?$/u;

async function readKey(file: string): Promise<Signer | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new RecordError('record-key-unreadable', 'record.key cannot be read by this user.', { cause });
  });
  if (text === undefined) return undefined;
  const [, name, id, encoded] = FORM.exec(text) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const signer = name !== undefined && bytes[0] === 1 ? createSigner(name, bytes.subarray(1)) : undefined;
  if (!signer || signer.key.id !== id)
    throw new RecordError('record-key-unreadable', 'record.key is not a key. Restore it from a backup.');
  return signer;
}

/** Of several processes that make one at the same time all get the same. */
async function makeKey(file: string, random: RandomBytes, origin: string | undefined): Promise<Signer> {
  const name = origin ?? `tocsin-record/${Buffer.from(random(8)).toString('hex')}`;
  if (!isKeyName(name))
    throw new RecordError('record-key-unreadable', 'The name of the record has blanks or a plus sign. Choose another.');
  const seed = random(32);
  const { key } = createSigner(name, seed);
  const secret = Buffer.concat([Buffer.of(1), seed]).toString('base64');
  const half = `${file}.${randomUUID()}`;
  const handle = await open(half, 'wx', 0o600);
  try {
    await handle.writeFile(`PRIVATE+KEY+${name}+${key.id}+${secret}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(half, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(half, { force: true });
  }
  const signer = await readKey(file);
  if (!signer) throw new RecordError('record-key-unreadable', 'record.key went away while it was made. Start again.');
  return signer;
}
