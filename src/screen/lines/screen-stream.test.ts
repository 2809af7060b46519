// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { BlockAnswer } from './answer.ts';
import { decompressed } from './gunzip.ts';
import { createLocalRunner, type LineRunner } from './runner.ts';
import { createSampleScreener } from './sample-screener.ts';
import { screenStream } from './screen-stream.ts';

const facts = { door: 'screen', readerLang: 'en', mode: 'observe' } as const;
const local = createLocalRunner(createSampleScreener());

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

async function* hangingAfter(chunk: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(chunk);
  await new Promise(() => undefined);
}

const lineOf = (index: number) => `{"kind":"text","id":"n${index}","from":"A","body":"hi"}\n`;
const idsIn = ({ output }: BlockAnswer) =>
  [
    ...Buffer.from(output)
      .toString('utf8')
      .matchAll(/"eventId":"(\w+)"/gu),
  ].map((match) => match[1]);

/** Answers early blocks last, as threads may. */
function createUnevenRunner(inFlight: number): LineRunner & { most: number } {
  let under = 0;
  const runner = {
    inFlight,
    most: 0,
    run: async (...[block, asked]: Parameters<LineRunner['run']>) => {
      under += 1;
      runner.most = Math.max(runner.most, under);
      await sleep(block.firstLine % 5);
      under -= 1;
      return local.run(block, asked);
    },
  };
  return runner;
}

test('answers keep the order of the input however the blocks finish, with a bounded number under way', async () => {
  const runner = createUnevenRunner(4);
  const lines = Array.from({ length: 200 }, (_, index) => lineOf(index));
  const ids: unknown[] = [];
  for await (const answer of screenStream(chunksOf(...lines), runner, { facts, errors: 'apart' }))
    ids.push(...idsIn(answer));
  expect(ids).toEqual(lines.map((_, index) => `n${index}`));
  expect(runner.most).toBe(4);
});

test('the input is read no faster than answers are taken', async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield Buffer.from(lineOf(given));
    }
  }
  const answers = screenStream(endless(), createUnevenRunner(4), { facts, errors: 'apart' });
  for (let taken = 1; taken <= 20; taken += 1) {
    await answers.next();
    await sleep(1);
    expect(given).toBeLessThanOrEqual(taken + 6);
  }
  await answers.return(undefined);
});

test('an answer does not wait for more input', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(lineOf(1));
    await released;
    yield Buffer.from(lineOf(2));
  }
  const answers = screenStream(slow(), createUnevenRunner(4), { facts, errors: 'apart' });
  const first = await answers.next();
  expect(first.done === true ? [] : idsIn(first.value)).toEqual(['n1']);
  release(undefined);
  const second = await answers.next();
  expect(second.done === true ? [] : idsIn(second.value)).toEqual(['n2']);
  expect((await answers.next()).done).toBe(true);
});

test('an aborted stream ends although its input never does, and what was read is answered', async () => {
  const controller = new AbortController();
  const ids: unknown[] = [];
  const options = { facts, errors: 'apart', signal: controller.signal } as const;
  for await (const answer of screenStream(hangingAfter(lineOf(1)), local, options)) {
    ids.push(...idsIn(answer));
    controller.abort();
  }
  expect(ids).toEqual(['n1']);
});

test('a broken input and a broken runner are thrown to the reader, after what came before', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(lineOf(1));
    throw new Error('the disk is gone');
  }
  const ids: unknown[] = [];
  const reading = async () => {
    for await (const answer of screenStream(broken(), local, { facts, errors: 'apart' })) ids.push(...idsIn(answer));
  };
  await expect(reading()).rejects.toThrow('the disk is gone');
  expect(ids).toEqual(['n1']);
  const failing: LineRunner = { inFlight: 3, run: async () => Promise.reject(new Error('no worker')) };
  const answers = screenStream(chunksOf(lineOf(1), lineOf(2)), failing, { facts, errors: 'apart' });
  await expect(answers.next()).rejects.toThrow('no worker');
});

test('a reader that leaves early closes the input', async () => {
  let closed = false;
  async function* input(): AsyncGenerator<Uint8Array> {
    try {
      for (let index = 0; ; index += 1) yield Buffer.from(lineOf(index));
    } finally {
      closed = true;
    }
  }
  const answers = screenStream(input(), local, { facts, errors: 'apart' });
  await answers.next();
  await answers.return(undefined);
  await sleep(1);
  expect(closed).toBe(true);
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

test('gzip is known by its bytes, in any chunks and several members, and plain bytes pass', async () => {
  const packed = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]);
  expect(await textOf(decompressed(chunksOf(packed)))).toBe('one\ntwo\n');
  expect(await textOf(decompressed(chunksOf(...Array.from(packed, (byte) => Uint8Array.of(byte)))))).toBe('one\ntwo\n');
  expect(await textOf(decompressed(chunksOf('a', 'bc', 'd')))).toBe('abcd');
  expect(await textOf(decompressed(chunksOf('', 'x')))).toBe('x');
  expect(await textOf(decompressed(chunksOf()))).toBe('');
});

test('damaged gzip gives what could be unpacked, then says so', async () => {
  const packed = gzipSync(lineOf(1).repeat(10_000));
  await expect(textOf(decompressed(chunksOf(packed.subarray(0, -9))))).rejects.toMatchObject({ code: 'bad-gzip' });
  await expect(textOf(decompressed(chunksOf('\u001F')))).resolves.toBe('\u001F');
  await expect(textOf(decompressed(chunksOf(Buffer.from([0x1f, 0x8b, 0, 0]))))).rejects.toMatchObject({
    code: 'bad-gzip',
  });
});
