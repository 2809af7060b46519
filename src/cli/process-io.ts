// SPDX-License-Identifier: Apache-2.0
/** The `Io` of a real process. Streams are opened when first used: opening all three costs a short command some of its time. */
import type { WriteStream } from 'node:tty';
import { EXIT } from './command.ts';
import type { Input, Io, Output } from './io.ts';

const opened = new Set<NodeJS.WriteStream>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function processIo(): Io {
  let controller: AbortController | undefined;
  let stdout: Output | undefined;
  let stderr: Output | undefined;
  return {
    stdin: processInput(),
    get stdout() {
      return (stdout ??= processOutput(process.stdout, 'output'));
    },
    get stderr() {
      return (stderr ??= processOutput(process.stderr, 'messages'));
    },
    env: process.env,
    interrupted: () => {
      controller ??= takeOverSignals();
      return controller.signal;
    },
  };
}

/** Waits until what was written has left the process, then ends it: nothing that is still open may keep it alive. */
export async function leave(code: number): Promise<never> {
  await Promise.all(Array.from(opened, flushed));
  // A failed write tells of itself on the next turn of the event loop.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  process.exit(code);
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed || stream.writableLength === 0) return;
  await new Promise<void>((resolve) => {
    stream.once('error', () => resolve());
    stream.end(resolve);
  });
}

function takeOverSignals(): AbortController {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort(signal));
  return controller;
}

function processInput(): Input {
  return {
    get isTerminal() {
      return process.stdin.isTTY;
    },
    [Symbol.asyncIterator]: () => readStdin()[Symbol.asyncIterator](),
  };
}

async function* readStdin(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) {
    if (chunk instanceof Uint8Array) yield chunk;
  }
}

function processOutput(stream: NodeJS.WriteStream & Partial<WriteStream>, what: string): Output {
  let full = false;
  opened.add(stream);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has what it wanted: `| head`.
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') process.exit(EXIT.done);
    if (what === 'output')
      process.stderr.write(`tocsin: The output could not be written (${error.code ?? 'unknown'}).\n`);
    process.exit(EXIT.environment);
  });
  const isTerminal = stream.isTTY;
  return {
    write: (chunk) => {
      full = !stream.write(chunk);
    },
    ready: async () => {
      if (!full) return;
      await new Promise<void>((resolve) => {
        stream.once('drain', resolve);
      });
      full = false;
    },
    isTerminal,
    columns: columnsOf(stream),
    colour: wantsColour(isTerminal),
  };
}

function columnsOf(stream: Partial<WriteStream>): number {
  const columns = stream.columns ?? Number(process.env['COLUMNS'] ?? '80');
  return Number.isInteger(columns) && columns > 0 ? columns : 80;
}

function wantsColour(isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = process.env;
  if (force !== undefined && force !== '0' && force !== '') return true;
  return isTerminal && (no ?? '') === '' && term !== 'dumb' && force !== '0';
}
