// SPDX-License-Identifier: Apache-2.0
/** Where blocks are decided: in this thread or by the worker threads of `pool.ts`. */
import { setImmediate } from 'node:timers/promises';
import type { Screener } from '../screener.ts';
import { type Asked, type BlockAnswer, screenBlock } from './answer.ts';
import type { LinePool } from './pool.ts';
import type { LineBlock } from './split.ts';

export type LineRunner = {
  /** How many blocks may be under way at once: more would only wait in memory. */
  readonly inFlight: number;
  /** Blocks are answered in any order; the caller keeps theirs. */
  readonly run: (block: LineBlock, asked: Asked) => Promise<BlockAnswer>;
};

/** Decides in this thread, which gets a turn for everything else between two blocks. */
export function createLocalRunner(screener: Screener): LineRunner {
  return {
    inFlight: 1,
    run: async (block, asked) => {
      await setImmediate();
      return screenBlock(screener, block, asked);
    },
  };
}

/** The local runner for a small input; once `afterBytes` have come and the pool has loaded, its workers take over. */
export function createGrowingRunner(parts: {
  readonly screener: Screener;
  readonly afterBytes: number;
  readonly startPool: () => LinePool;
}): LineRunner & { readonly [Symbol.asyncDispose]: () => Promise<void> } {
  const local = createLocalRunner(parts.screener);
  let pool: LinePool | undefined;
  let seenBytes = 0;
  const runner = (): LineRunner => (pool?.isReady() === true ? pool : local);
  return {
    get inFlight() {
      return runner().inFlight;
    },
    run: async (block, asked) => {
      seenBytes += block.kind === 'lines' ? block.bytes.length : 0;
      if (seenBytes > parts.afterBytes) pool ??= parts.startPool();
      return runner().run(block, asked);
    },
    [Symbol.asyncDispose]: async () => pool?.[Symbol.asyncDispose](),
  };
}
