// SPDX-License-Identifier: Apache-2.0
/**
 * Reads one small body within a limit of bytes and of time. What goes beyond the limit is never kept: it is read and dropped,
 * so that the client can finish sending and read the answer.
 */
import type { IncomingMessage } from 'node:http';

export type BodyLimits = { readonly maxBytes: number; readonly timeoutMs: number };

export type Body =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `cut`: the client went away, and nobody is there to be answered. */
  | { readonly ok: false; readonly why: 'too-long' | 'too-slow' | 'cut' };

export function readBody(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<Body> {
  if (Number(request.headers['content-length'] ?? '0') > maxBytes) {
    request.resume();
    return Promise.resolve({ ok: false, why: 'too-long' });
  }
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const finish = (body: Body): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      if (!body.ok) request.resume();
      resolve(body);
    };
    const onData = (chunk: Uint8Array): void => {
      size += chunk.byteLength;
      if (size > maxBytes) finish({ ok: false, why: 'too-long' });
      else chunks.push(chunk);
    };
    const onEnd = (): void => finish({ ok: true, bytes: joined(chunks, size) });
    const onClose = (): void => finish({ ok: false, why: 'cut' });
    const timer = setTimeout(() => finish({ ok: false, why: 'too-slow' }), timeoutMs);
    // An aborted request emits 'error' after 'close' is certain; without a listener it would end the process.
    request.on('error', () => undefined);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
