// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes in, answers out, block by block in the order of the input, in constant memory. Back-pressure runs both ways: the
 * input is read no faster than answers are taken, and an answer is handed on as soon as it is there, without waiting
 * for more input.
 */
import { EVENT_LIMITS } from '../../decide/event.ts';
import type { Asked, BlockAnswer } from './answer.ts';
import type { LineRunner } from './runner.ts';
import { type LineBlock, LineSplitter } from './split.ts';

// A few hundred lines: some milliseconds of work, far more than handing a block to a thread costs.
const BLOCK_BYTES = 65_536;

export type StreamOptions = Asked & {
  readonly blockBytes?: number;
  /** When it is aborted, reading stops; what was read is still answered. */
  readonly signal?: AbortSignal;
};

/** Throws what the input or the runner throws. Leaving the loop early closes the input. */
export async function* screenStream(
  chunks: AsyncIterable<Uint8Array>,
  runner: LineRunner,
  options: StreamOptions,
): AsyncGenerator<BlockAnswer> {
  const blocks = readBlocks(chunks, options.blockBytes ?? BLOCK_BYTES, options.signal);
  const underWay: Promise<BlockAnswer>[] = [];
  let reading: Promise<IteratorResult<LineBlock>> | undefined;
  let ended = false;
  try {
    while (!ended || underWay.length > 0) {
      if (!ended && underWay.length < runner.inFlight) reading ??= settledLater(blocks.next());
      const [oldest] = underWay;
      const first = await Promise.race([
        ...(oldest ? [oldest.then(() => 'answer' as const)] : []),
        ...(reading ? [reading.then(() => 'block' as const)] : []),
      ]);
      if (first === 'answer') {
        void underWay.shift();
        if (oldest) yield await oldest;
      } else if (reading) {
        const next = await reading;
        reading = undefined;
        if (next.done === true) ended = true;
        else underWay.push(settledLater(runner.run(next.value, options)));
      }
    }
  } finally {
    // Not awaited: an input that is waiting for its source can only be told, and `return` would wait behind it.
    void settledLater(blocks.return(undefined));
  }
}

async function* readBlocks(
  chunks: AsyncIterable<Uint8Array>,
  blockBytes: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<LineBlock, undefined> {
  const splitter = new LineSplitter({ lineBytes: EVENT_LIMITS.lineBytes, blockBytes });
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await (signal ? nextUnlessAborted(iterator, signal) : iterator.next());
      if (result === 'aborted') return undefined;
      if (result.done === true) break;
      yield* splitter.push(result.value);
    }
    yield* splitter.end();
  } finally {
    void settledLater(Promise.resolve(iterator.return?.(undefined)));
  }
  return undefined;
}

// A race against one long-lived promise would keep every chunk of the stream alive; listeners can be taken off again.
async function nextUnlessAborted(
  iterator: AsyncIterator<Uint8Array>,
  signal: AbortSignal,
): Promise<IteratorResult<Uint8Array> | 'aborted'> {
  if (signal.aborted) return 'aborted';
  const { promise: aborted, resolve } = Promise.withResolvers<'aborted'>();
  const stop = (): void => resolve('aborted');
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([settledLater(iterator.next()), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Marks a promise as looked after: whoever awaits it still gets its error, and nobody awaiting it is no crash. */
function settledLater<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
