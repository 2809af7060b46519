// SPDX-License-Identifier: Apache-2.0
/**
 * The body of a batch, read up to a bounded number of bytes ahead of whoever takes it. Without the bound a client that does
 * not read its answers would fill the memory; without reading ahead a client that first sends everything and only then
 * reads would wait for ever.
 *
 * open → ended (all was received) | cut (the client went away) | closed (nobody wants the rest, which is dropped)
 */
import type { IncomingMessage } from 'node:http';

export type ReadAheadLimits = {
  readonly aheadBytes: number;
  /** The whole body; beyond it reading stops and `onTooLong` is called once. */
  readonly maxBytes: number;
  readonly onTooLong: () => void;
};

/** Throws from its iterator when the client went away. For one reader. */
export type ReadAhead = AsyncIterable<Uint8Array> & { readonly close: () => void };

export function readAhead(request: IncomingMessage, limits: ReadAheadLimits): ReadAhead {
  const reader = new Reader(request, limits);
  return {
    [Symbol.asyncIterator]: () => ({ next: async () => reader.next() }),
    close: () => reader.close(),
  };
}

class Reader {
  readonly #request: IncomingMessage;
  readonly #limits: ReadAheadLimits;
  #mode: 'open' | 'ended' | 'cut' | 'closed' = 'open';
  #queue: Uint8Array[] = [];
  /** Bytes in the queue: at most `aheadBytes` and one chunk. */
  #queuedBytes = 0;
  #seenBytes = 0;
  #paused = false;
  #wake: (() => void) | undefined;

  constructor(request: IncomingMessage, limits: ReadAheadLimits) {
    this.#request = request;
    this.#limits = limits;
    request.on('data', (chunk: Uint8Array) => this.#take(chunk));
    request.on('end', () => this.#enter('ended'));
    request.on('close', () => this.#enter('cut'));
    // An aborted request reports an error; without a listener it would end the process.
    request.on('error', () => this.#enter('cut'));
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      const chunk = this.#queue.shift();
      if (chunk) {
        this.#queuedBytes -= chunk.byteLength;
        this.#resumeWhenRoom();
        return { done: false, value: chunk };
      }
      if (this.#mode === 'cut') throw new Error('The client went away.');
      if (this.#mode !== 'open') return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#enter('closed');
    this.#request.resume();
  }

  #take(chunk: Uint8Array): void {
    if (this.#mode !== 'open') return;
    this.#seenBytes += chunk.byteLength;
    if (this.#seenBytes > this.#limits.maxBytes) {
      this.#enter('closed');
      this.#limits.onTooLong();
      return;
    }
    this.#queue.push(chunk);
    this.#queuedBytes += chunk.byteLength;
    if (this.#queuedBytes > this.#limits.aheadBytes) {
      this.#paused = true;
      this.#request.pause();
    }
    this.#wake?.();
  }

  #resumeWhenRoom(): void {
    if (!this.#paused || this.#queuedBytes > this.#limits.aheadBytes) return;
    this.#paused = false;
    this.#request.resume();
  }

  #enter(mode: 'ended' | 'cut' | 'closed'): void {
    if (this.#mode === 'open') this.#mode = mode;
    this.#wake?.();
  }
}
