// SPDX-License-Identifier: Apache-2.0
/** Where a record is read from: a folder, or an address that serves the same files. */
import { statSync } from 'node:fs';
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { folderReader, KEY } from '../../respond/record/files.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../respond/record/note.ts';
import { cachingReader, type ReadFile } from '../../respond/record/tree.ts';

export type Place = {
  /** Safe to print. */
  readonly name: string;
  readonly read: ReadFile;
  readonly key: VerifierKey;
  /** The key, as it is handed on. */
  readonly keyLine: string;
  /** False: the record's own word was taken for it. */
  readonly isKeyGiven: boolean;
};

/** Throws a `UsageError` for a key that is none, and an `EnvironmentError` where there is no record. */
export async function openPlace(asked: { readonly place: string; readonly key: string | undefined }): Promise<Place> {
  const name = printable(asked.place, 300);
  const given = asked.key === undefined ? undefined : parseVerifierKey(asked.key);
  if (asked.key !== undefined && given?.type !== 1)
    throw new UsageError('The option --key needs a key as tocsin log key prints it: name+id+key.');
  const read = cachingReader(
    /^https?:/iu.test(asked.place) ? addressReader(asked.place, name) : checkedFolder(asked.place, name),
  );
  const bytes = given ? undefined : await read(KEY);
  const key = given ?? (bytes && parseVerifierKey(Buffer.from(bytes).toString('utf8')));
  if (!key)
    throw new EnvironmentError(
      'no-record',
      `There is no public record at ${name}: it has no key. tocsin serve makes one.`,
    );
  return { name, read, key, keyLine: formatVerifierKey(key), isKeyGiven: given !== undefined };
}

function checkedFolder(folder: string, name: string): ReadFile {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new EnvironmentError(
      'no-record',
      `There is no public record at ${name}: it is not a folder. tocsin serve makes one.`,
    );
  const read = folderReader(folder);
  return async (file) => {
    try {
      return await read(file);
    } catch (cause) {
      throw new EnvironmentError('record-unreadable', `The files of ${name} cannot be read by this user.`, { cause });
    }
  };
}

const TIMEOUT_MS = 30_000;
// The largest file of a record is a bundle of 256 leaves of 65,535 bytes.
const MAX_BYTES = 17 * 1_048_576;

function addressReader(address: string, name: string): ReadFile {
  if (!URL.canParse(address)) throw new UsageError('The address of a record is as https://example.org/v1/log.');
  const base = address.replace(/\/+$/u, '');
  const away = (what: string, cause?: unknown): EnvironmentError =>
    new EnvironmentError('record-away', `${name} ${what}. Is it the address of a record, and is the server running?`, {
      cause,
    });
  return async (file) => {
    let response: Response;
    try {
      response = await fetch(`${base}/${file}`, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    } catch (cause) {
      throw away('does not answer', cause);
    }
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    if (response.status !== 200) throw away(`answers with status ${response.status}`);
    return readBody(response, () => away('broke off or sends more than a record has'));
  };
}

async function readBody(response: Response, failed: () => Error): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw failed();
  }
  if (bytes > MAX_BYTES) throw failed();
  return Buffer.concat(chunks);
}
