// SPDX-License-Identifier: Apache-2.0
/** An `Io` for tests: what goes in is given, what comes out is kept. */
import type { Io, Output } from './io.ts';

export type TestIo = Io & { readonly out: () => string; readonly err: () => string };

export type TestIoOptions = {
  readonly stdin?: string | Uint8Array;
  readonly columns?: number;
  readonly colour?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
};

export function createTestIo(options: TestIoOptions = {}): TestIo {
  const stdout = keep(options);
  const stderr = keep(options);
  const given = options.stdin ?? '';
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  const signal = options.signal ?? new AbortController().signal;
  return {
    stdin: Object.assign(chunksOf(bytes), { isTerminal: options.stdin === undefined }),
    stdout: stdout.output,
    stderr: stderr.output,
    env: options.env ?? {},
    interrupted: () => signal,
    out: stdout.text,
    err: stderr.text,
  };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function keep({ columns = 80, colour = false, isTerminal = false }: TestIoOptions): {
  readonly output: Output;
  readonly text: () => string;
} {
  const chunks: Uint8Array[] = [];
  const output: Output = {
    write: (chunk) => {
      chunks.push(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
    },
    ready: async () => undefined,
    isTerminal,
    columns,
    colour,
  };
  return { output, text: () => Buffer.concat(chunks).toString('utf8') };
}
