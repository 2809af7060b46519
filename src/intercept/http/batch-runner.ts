// SPDX-License-Identifier: Apache-2.0
/**
 * Where the blocks of all batches are decided. Small batches are decided on the serving thread, in slices of some
 * milliseconds; once more has come, worker threads take over, and they are let go when they have had nothing to do.
 *
 * none → (enough bytes) loading → (all ready) working → (idle, or a worker stopped) none
 */
import { ANSWER_WITHIN_MS, type Journal } from '../../screen/journal/journal.ts';
import type { Asked, BlockAnswer } from '../../screen/lines/answer.ts';
import type { LineBlock } from '../../screen/lines/split.ts';
import type { Screener } from '../../screen/screener.ts';
import type { LinePool } from '../../screen/lines/pool.ts';
import { createLocalRunner, type LineRunner } from '../../screen/lines/runner.ts';

export type BatchRunner = LineRunner & { readonly [Symbol.asyncDispose]: () => Promise<void> };

export type BatchRunnerParts = {
  readonly screener: Screener;
  /** 0: everything on the serving thread. */
  readonly workers: number;
  readonly startPool: () => LinePool;
  /** What is decided here is remembered there. */
  readonly journal?: Pick<Journal, 'keeping' | 'keepFrames' | 'written' | 'room'>;
  /** Bytes of batches after which the workers are started. */
  readonly afterBytes?: number;
  readonly idleMs?: number;
};

export function createBatchRunner(parts: BatchRunnerParts): BatchRunner {
  const runner = new Runner(parts);
  return {
    get inFlight() {
      return runner.inFlight;
    },
    run: async (block, asked) => runner.run(block, asked),
    [Symbol.asyncDispose]: async () => runner.close(),
  };
}

class Runner {
  readonly #parts: BatchRunnerParts;
  readonly #local: LineRunner;
  #pool: LinePool | undefined;
  #letGo: NodeJS.Timeout | undefined;
  /** Since the workers were last let go. */
  #seenBytes = 0;
  #underWay = 0;
  #closed = false;

  constructor(parts: BatchRunnerParts) {
    this.#parts = parts;
    this.#local = createLocalRunner(parts.screener);
  }

  get inFlight(): number {
    return this.#current().inFlight;
  }

  run: LineRunner['run'] = async (block, asked) => {
    this.#seenBytes += block.kind === 'lines' ? block.bytes.byteLength : 0;
    if (!this.#closed && this.#parts.workers > 0 && this.#seenBytes > (this.#parts.afterBytes ?? 1_048_576))
      this.#pool ??= this.#parts.startPool();
    const runner = this.#current();
    this.#underWay += 1;
    clearTimeout(this.#letGo);
    try {
      return await this.#keep(runner, block, asked);
    } catch (error) {
      // A pool never recovers from the loss of a worker. This batch ends with the error; the next one gets a new pool.
      if (runner === this.#pool) await this.#drop();
      throw error;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0 && this.#pool) this.#letGoLater();
    }
  };

  /** An answer is sent when its records are written, and where the journal does not keep up more slowly, instead of forgotten. */
  async #keep(runner: LineRunner, block: LineBlock, asked: Asked): Promise<BlockAnswer> {
    const { journal } = this.#parts;
    if (!journal) return runner.run(block, asked);
    const { frames, ...answer } = await runner.run(block, { ...asked, keeping: journal.keeping() });
    if (frames) await journal.written(journal.keepFrames(frames), ANSWER_WITHIN_MS);
    await journal.room();
    return answer;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drop();
  }

  #current(): LineRunner {
    return this.#pool?.isReady() === true ? this.#pool : this.#local;
  }

  #letGoLater(): void {
    clearTimeout(this.#letGo);
    // Those that are still loading are not idle: their time begins when they could have worked.
    const couldWork = this.#pool?.isReady() === true;
    this.#letGo = setTimeout(() => {
      if (couldWork) void this.#drop();
      else this.#letGoLater();
    }, this.#parts.idleMs ?? 60_000);
    this.#letGo.unref();
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#letGo);
    const pool = this.#pool;
    this.#pool = undefined;
    this.#seenBytes = 0;
    await pool?.[Symbol.asyncDispose]();
  }
}
