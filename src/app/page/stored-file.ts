// SPDX-License-Identifier: Apache-2.0
/** Files that the page asks for, held in memory, compressed once and sent as the browser can read them. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type StoredFile = {
  readonly type: string;
  readonly body: Buffer;
  readonly digest: string;
  /** True where the address names the content: it may be kept for ever. */
  readonly isNamed: boolean;
  readonly zipped: () => Promise<Buffer>;
};

const zip = promisify(gzip);

export function storeFile(type: string, content: Uint8Array | string, isNamed: boolean): StoredFile {
  const body = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.slice());
  let zipping: Promise<Buffer> | undefined;
  return { type, body, isNamed, digest: digestOf(body), zipped: async () => (zipping ??= zip(body)) };
}

/** Twenty characters that an address may hold. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 20);
}

/** What is not named by its address is asked for again each time, and sent again only when it has changed (RFC 9110 §13.1.2). */
export async function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile,
): Promise<FastifyReply> {
  const tag = `"${file.digest}"`;
  reply
    .header('cache-control', file.isNamed ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('etag', tag)
    .header('vary', file.isNamed ? 'accept-encoding' : 'accept-encoding, accept-language');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  reply.type(file.type);
  if (!/\bgzip\b/u.test(request.headers['accept-encoding'] ?? '')) return reply.send(file.body);
  return reply.header('content-encoding', 'gzip').send(await file.zipped());
}
