// SPDX-License-Identifier: Apache-2.0
/**
 * Worker threads that decide blocks. Each has an engine of its own and shares the model's bytes with the others. A worker
 * that stops takes the pool with it: every block under way and every later one is refused with the same clear error,
 * since a lost block would be a hole in the output.
 */
import { Worker } from 'node:worker_threads';
import { TocsinError } from '../../base/errors.ts';
import type { Asked, BlockAnswer } from './answer.ts';
import type { LineRunner } from './runner.ts';
import type { LineBlock } from './split.ts';
import { isFromWorker, type ToWorker, type WorkerSetup } from './worker-messages.ts';

// One block being decided and one waiting, so that a worker never waits for this thread.
const BLOCKS_PER_WORKER = 2;

export type LinePool = LineRunner & {
  /** True once every worker has loaded its engine. */
  readonly isReady: () => boolean;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type PoolOptions = WorkerSetup & { readonly workers: number };

type Waiting = { readonly resolve: (answer: BlockAnswer) => void; readonly reject: (error: Error) => void };
type Member = { readonly worker: Worker; readonly waiting: Map<number, Waiting>; isReady: boolean };

/** Starts the workers; they load while the caller goes on. */
export function createLinePool(options: PoolOptions): LinePool {
  const pool = new Pool(options);
  return {
    inFlight: options.workers * BLOCKS_PER_WORKER,
    run: async (block, asked) => pool.run(block, asked),
    isReady: () => pool.isReady(),
    [Symbol.asyncDispose]: async () => pool.close(),
  };
}

class Pool {
  readonly #members: readonly Member[];
  #nextTicket = 1;
  #closed = false;
  #failure: TocsinError | undefined;

  constructor({ workers, ...setup }: PoolOptions) {
    this.#members = Array.from({ length: workers }, () => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: setup satisfies WorkerSetup,
      });
      const member: Member = { worker, waiting: new Map(), isReady: false };
      worker.on('message', (message: unknown) => this.#receive(member, message));
      worker.on('error', (cause) => this.#fail(cause));
      worker.on('exit', () => this.#fail(undefined));
      return member;
    });
  }

  isReady(): boolean {
    return this.#failure !== undefined || this.#members.every((member) => member.isReady);
  }

  async run(block: LineBlock, asked: Asked): Promise<BlockAnswer> {
    const [first, ...others] = this.#members;
    if (this.#failure || !first) throw this.#failure ?? new TocsinError('worker-failed', 'There is no worker thread.');
    let member = first;
    for (const other of others) if (other.waiting.size < member.waiting.size) member = other;
    const ticket = this.#nextTicket;
    this.#nextTicket += 1;
    const answer = new Promise<BlockAnswer>((resolve, reject) => {
      member.waiting.set(ticket, { resolve, reject });
    });
    const owned = ownBytes(block);
    const transfer = owned.kind === 'lines' ? [owned.bytes.buffer] : [];
    member.worker.postMessage({ ticket, block: owned, asked } satisfies ToWorker, transfer);
    return answer;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#members.map(async ({ worker }) => worker.terminate()));
  }

  #receive(member: Member, message: unknown): void {
    if (!isFromWorker(message)) return;
    if (message.kind === 'ready') {
      member.isReady = true;
      return;
    }
    if (message.kind === 'failed') {
      this.#failWith(new TocsinError(message.code, message.message));
      return;
    }
    const waiting = member.waiting.get(message.ticket);
    member.waiting.delete(message.ticket);
    waiting?.resolve(message.answer);
  }

  #fail(cause: unknown): void {
    const why =
      'A worker thread stopped before it had answered, perhaps for want of memory. The output ends where it stopped; try again with fewer --workers.';
    this.#failWith(new TocsinError('worker-failed', why, { cause }));
  }

  #failWith(error: TocsinError): void {
    if (this.#closed) return;
    this.#failure ??= error;
    for (const { waiting } of this.#members) {
      for (const { reject } of waiting.values()) reject(this.#failure);
      waiting.clear();
    }
  }
}

/** A copy that can be handed over whole: a block is a window on a larger chunk, which stays with the reader. */
function ownBytes(block: LineBlock) {
  return block.kind === 'lines' ? { ...block, bytes: new Uint8Array(block.bytes) } : block;
}
