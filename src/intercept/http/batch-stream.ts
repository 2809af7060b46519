// SPDX-License-Identifier: Apache-2.0
/**
 * One batch between its two sockets. Whatever ends it early is said in a last line where the client can still read one, so
 * that nobody takes half an answer for a whole one: the last line then is `{"line":n,"error":…}`, and n the first line that
 * was not decided.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TocsinError } from '../../base/errors.ts';
import type { Facts } from '../../decide/facts.ts';
import type { LineRunner } from '../../screen/lines/runner.ts';
import { screenStream } from '../../screen/lines/screen-stream.ts';
import type { BatchEnd } from './events.ts';
import type { ProblemCode } from './problems.ts';
import { readAhead } from './read-ahead.ts';

export type BatchAsked = {
  readonly runner: LineRunner;
  readonly facts: Facts;
  readonly stopping: AbortSignal;
  readonly batchBytes: number;
  readonly aheadBytes: number;
  readonly idleTimeoutMs: number;
};

type Ending = 'too-long' | 'stopped';

// Fewer bytes than one short event and its answer: a trickle that only keeps a connection alive.
const LEAST_BYTES_PER_WINDOW = 256;

/** Never throws: an end that is not the regular one is told by `how`. */
export async function streamBatch(
  request: IncomingMessage,
  response: ServerResponse,
  asked: BatchAsked,
): Promise<BatchEnd> {
  const count = { decided: 0, flagged: 0, refused: 0 };
  const reading = new AbortController();
  const source = readAhead(request, {
    aheadBytes: asked.aheadBytes,
    maxBytes: asked.batchBytes,
    onTooLong: () => reading.abort('too-long' satisfies Ending),
  });
  const stop = (): void => reading.abort('stopped' satisfies Ending);
  if (asked.stopping.aborted) stop();
  asked.stopping.addEventListener('abort', stop);
  const watch = watchProgress(request, asked.idleTimeoutMs);
  let nextLine = 1;
  try {
    const options = { facts: asked.facts, errors: 'inline', signal: reading.signal } as const;
    for await (const answer of screenStream(source, asked.runner, options)) {
      nextLine += answer.lines;
      count.decided += answer.decided;
      count.flagged += answer.flagged;
      count.refused += answer.failures.length;
      if (answer.output.byteLength > 0 && !response.write(answer.output)) await drained(response);
      if (response.destroyed) return { how: 'cut', ...count };
    }
    const ending = endingOf(reading.signal);
    if (ending !== undefined) response.write(lastLine(nextLine, ending === 'too-long' ? 'batch-too-long' : 'stopping'));
    response.end();
    return { how: ending ?? 'done', ...count };
  } catch (error) {
    if (!(error instanceof TocsinError) || response.destroyed) {
      response.destroy();
      return { how: 'cut', ...count };
    }
    response.end(lastLine(nextLine, 'internal'));
    return { how: 'failed', ...count };
  } finally {
    clearInterval(watch);
    asked.stopping.removeEventListener('abort', stop);
    source.close();
  }
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed || response.writableFinished) return;
  const over = new AbortController();
  const waits = [once(response, 'drain', over), once(response, 'close', over)];
  for (const wait of waits) wait.catch(() => undefined);
  await Promise.race(waits).finally(() => over.abort());
}

/** Cuts the connection where a whole window brought next to nothing. One that stands quite still the socket's own time-out cuts. */
function watchProgress({ socket }: IncomingMessage, windowMs: number): NodeJS.Timeout {
  let before = socket.bytesRead + socket.bytesWritten;
  const watch = setInterval(() => {
    const now = socket.bytesRead + socket.bytesWritten;
    if (now - before < LEAST_BYTES_PER_WINDOW) socket.destroy();
    before = now;
  }, windowMs);
  watch.unref();
  return watch;
}

function endingOf({ aborted, reason }: AbortSignal): Ending | undefined {
  if (!aborted) return undefined;
  return reason === 'too-long' ? 'too-long' : 'stopped';
}

const LAST_WORDS = {
  'batch-too-long': 'The batch is longer than this server takes. Send this line and those after it in another request.',
  stopping: 'The server is being stopped. Send this line and those after it again.',
  internal: 'Something inside Tocsin failed. Send this line and those after it again.',
} as const satisfies Partial<Record<ProblemCode, string>>;

function lastLine(line: number, code: keyof typeof LAST_WORDS): string {
  return `${JSON.stringify({ line, error: { code, message: LAST_WORDS[code] } })}\n`;
}
