// SPDX-License-Identifier: Apache-2.0
/** Batches that worker threads decide: same answers, same order, and the threads are let go. */
import { describe, expect, it } from 'vitest';
import { createLinePool, type LinePool } from '../../screen/lines/pool.ts';
import { screenStream } from '../../screen/lines/screen-stream.ts';
import { SCREEN_FACTS, shippedEngine } from '../../testing/engine.ts';
import { createBatchRunner } from './batch-runner.ts';

const LINES = Array.from({ length: 400 }, (_, index) =>
  JSON.stringify({ id: `e${index}`, kind: 'text', from: 'a', body: 'hello' }),
);

async function decide(runner: ReturnType<typeof createBatchRunner>): Promise<readonly string[]> {
  const chunks = (async function* () {
    yield Buffer.from(`${LINES.join('\n')}\n`);
  })();
  let output = '';
  const options = { facts: SCREEN_FACTS, errors: 'inline', blockBytes: 2000 } as const;
  for await (const answer of screenStream(chunks, runner, options)) output += Buffer.from(answer.output).toString();
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { eventId: string }).eventId);
}

const WANTED = LINES.map((_, index) => `e${index}`);

describe('the runner of batches', () => {
  it('hands over to worker threads without losing the order, and lets them go when they are idle', async () => {
    const pools: LinePool[] = [];
    let closed = 0;
    await using runner = createBatchRunner({
      screener: shippedEngine().screener,
      workers: 2,
      afterBytes: 1000,
      idleMs: 1000,
      startPool: () => {
        const pool = createLinePool({ workers: 2, textModelBytes: shippedEngine().textModelBytes });
        pools.push(pool);
        return {
          ...pool,
          isReady: pool.isReady,
          [Symbol.asyncDispose]: async () => pool[Symbol.asyncDispose]().then(() => void (closed += 1)),
        };
      },
    });
    expect(await decide(runner)).toEqual(WANTED);
    await expect.poll(() => pools[0]?.isReady(), { timeout: 15_000 }).toBe(true);
    expect(runner.inFlight).toBeGreaterThan(1);
    expect(await decide(runner)).toEqual(WANTED);
    await expect.poll(() => closed, { timeout: 5000 }).toBe(1);
    expect(runner.inFlight).toBe(1);
    expect(await decide(runner)).toEqual(WANTED);
  });

  it('gets new workers after one was lost', async () => {
    let started = 0;
    await using runner = createBatchRunner({
      screener: shippedEngine().screener,
      workers: 1,
      afterBytes: 0,
      startPool: () => {
        started += 1;
        return {
          inFlight: 2,
          isReady: () => true,
          run: async () => Promise.reject(new Error('lost')),
          [Symbol.asyncDispose]: async () => undefined,
        };
      },
    });
    await expect(decide(runner)).rejects.toThrow('lost');
    await expect(decide(runner)).rejects.toThrow('lost');
    expect(started).toBeGreaterThan(1);
  });
});
