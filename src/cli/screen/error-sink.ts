// SPDX-License-Identifier: Apache-2.0
/** Where bad lines are reported: stderr for people, or a file of NDJSON. */
import { createWriteStream, realpathSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import type { Failure } from '../../screen/lines/answer.ts';
import type { Io, Output } from '../io.ts';
import { shownName, systemCode } from './source.ts';

export type ErrorSink = AsyncDisposable & {
  readonly write: (source: string, failures: readonly Failure[]) => Promise<void>;
};

export function openErrorSink(
  request: { readonly errorsFile: string | undefined; readonly files: readonly string[] },
  io: Io,
): ErrorSink {
  if (request.errorsFile === undefined) return sinkTo(io.stderr);
  const target = realPathOf(request.errorsFile);
  if (target !== undefined && request.files.some((file) => realPathOf(file) === target))
    throw new UsageError('The option --errors names an input file, which would be overwritten. Name another file.');
  return new FileSink(request.errorsFile, request.files.length > 1);
}

/** `file:line: field: message`, the field left out where the fault is the whole line. */
function sinkTo(stderr: Output): ErrorSink {
  return {
    write: async (source, failures) => {
      for (const { line, field, message } of failures) {
        stderr.write(`${source}:${line}: ${field === undefined ? '' : `${field}: `}${message}\n`);
      }
      await stderr.ready();
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

class FileSink implements ErrorSink {
  readonly #file: string;
  readonly #stream: WriteStream;
  /** With several inputs a line number alone says too little. */
  readonly #namesSource: boolean;
  #failure: unknown;
  /** Thrown once: closing must not cover it with a second error. */
  #told = false;

  constructor(file: string, namesSource: boolean) {
    this.#file = file;
    this.#namesSource = namesSource;
    this.#stream = createWriteStream(file);
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  async write(source: string, failures: readonly Failure[]): Promise<void> {
    const lines = failures.map((failure) => JSON.stringify(this.#namesSource ? { file: source, ...failure } : failure));
    this.#prove();
    if (!this.#stream.write(`${lines.join('\n')}\n`)) await once(this.#stream, 'drain').catch(() => undefined);
    this.#prove();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#stream.end(resolve);
      this.#stream.once('error', () => resolve());
      if (this.#stream.destroyed) resolve();
    });
    this.#prove();
  }

  #prove(): void {
    if (this.#failure === undefined || this.#told) return;
    this.#told = true;
    const cause = this.#failure;
    const message = `Bad lines cannot be written to ${shownName(this.#file)} (${systemCode(cause)}). Name a file that can be written.`;
    throw new EnvironmentError('errors-unwritable', message, { cause });
  }
}

function realPathOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
