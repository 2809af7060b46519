// SPDX-License-Identifier: Apache-2.0
/** Plain or gzip, told apart by the first two bytes (RFC 1952 §2.3.1), never by a file's name. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TocsinError } from '../../base/errors.ts';

const MAGIC = [0x1f, 0x8b] as const;

/** The bytes themselves, unpacked where they are gzip (also several members one after another). Throws on damaged gzip. */
export async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < MAGIC.length) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = head.length === 0 ? new Uint8Array(next.value) : new Uint8Array([...head, ...next.value]);
  }
  const whole = resumed(head, iterator);
  yield* head[0] === MAGIC[0] && head[1] === MAGIC[1] ? gunzipped(whole) : whole;
}

async function* resumed(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // The loop below gets every error of the pipeline; the callback only has to be there.
  const unpacked = pipeline(Readable.from(chunks), createGunzip(), () => undefined);
  try {
    for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new TocsinError('bad-gzip', 'The gzip data is damaged or cut short; what came before it was processed.', {
      cause,
    });
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
