// SPDX-License-Identifier: Apache-2.0
import { expect, test, vi } from 'vitest';
import { loadEngine } from '../load.ts';
import { createLinePool } from './pool.ts';
import { createGrowingRunner, createLocalRunner, type LineRunner } from './runner.ts';
import { screenStream } from './screen-stream.ts';

// Each worker loads an engine of its own; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 90_000 });

const facts = { door: 'screen', readerLang: 'en', mode: 'observe' } as const;
const { screener, textModelBytes } = loadEngine();

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const BODIES = ['See you at eight', 'Pay the fee at http://parcel-fee.example/now', '验证码 482913，请勿告诉他人'];
const INPUT = Array.from({ length: 240 }, (_, index) =>
  index % 50 === 49
    ? '{"kind":"text"}\n'
    : `${JSON.stringify({ kind: 'text', at: '2026-03-04T12:00:00Z', from: 'A', body: `${BODIES[index % 3]} ${index}` })}\n`,
).join('');

/** Everything that was answered, without what differs from run to run. */
async function answersBy(runner: LineRunner): Promise<string> {
  let text = '';
  const options = { facts, errors: 'inline', blockBytes: 1000 } as const;
  for await (const { output } of screenStream(chunksOf(INPUT, 1500), runner, options))
    text += Buffer.from(output).toString('utf8');
  return text.replaceAll(/"id":"dec_[0-9a-f]+"|"at":"[^"]+"|"micros":\d+/gu, '');
}

test('workers give the bytes of this thread, in the same order', async () => {
  await using pool = createLinePool({ workers: 2, textModelBytes });
  const alone = await answersBy(createLocalRunner(screener));
  expect(alone.split('\n').length).toBe(241);
  expect(await answersBy(pool)).toBe(alone);
});

test('workers make records for the journal too', async () => {
  await using pool = createLinePool({ workers: 2, textModelBytes });
  const key = { id: 'k', secret: new Uint8Array(32) };
  const policy = {
    allowed: { days: 2, keyDays: 1 },
    flagged: { days: 180, keyDays: 30 },
    contents: { days: 14, allowSample: 0 },
    counts: { days: 1826 },
  };
  const asked = { facts, blockBytes: 1000, keeping: { policy, keys: { allowed: key, flagged: key } } };
  let decided = 0;
  let kept = 0;
  for await (const answer of screenStream(chunksOf(INPUT, 1500), pool, { ...asked, errors: 'inline' })) {
    decided += answer.decided;
    kept += answer.frames?.count ?? 0;
  }
  expect([decided, kept]).toEqual([236, 236]);
});

test('a runner that grows gives the same bytes before and after its workers take over', async () => {
  let started = 0;
  await using runner = createGrowingRunner({
    screener,
    afterBytes: 4_000,
    startPool: () => {
      started += 1;
      return createLinePool({ workers: 2, textModelBytes });
    },
  });
  expect(runner.inFlight).toBe(1);
  const alone = await answersBy(createLocalRunner(screener));
  expect(await answersBy(runner)).toBe(alone);
  expect(started).toBe(1);
  expect(await answersBy(runner)).toBe(alone);
});

test('a worker that stops is a clear error for what is under way and for what follows', async () => {
  // A thread that is given no model ends at once, as one that crashed would.
  await using pool = createLinePool({ workers: 1, textModelBytes: undefined as unknown as Uint8Array });
  await expect(answersBy(pool)).rejects.toMatchObject({ code: 'worker-failed' });
  await expect(answersBy(pool)).rejects.toMatchObject({ code: 'worker-failed' });
  expect(pool.isReady()).toBe(true);
});

test('a worker that cannot load its policy says which file is missing', async () => {
  await using pool = createLinePool({ workers: 1, textModelBytes, localPolicyDir: '/no/such/folder' });
  await expect(answersBy(pool)).rejects.toMatchObject({ code: 'policy-unreadable' });
});

test('a closed pool lets the process end', async () => {
  const pool = createLinePool({ workers: 2, textModelBytes });
  await pool[Symbol.asyncDispose]();
  await pool[Symbol.asyncDispose]();
  expect(pool.isReady()).toBe(false);
});
