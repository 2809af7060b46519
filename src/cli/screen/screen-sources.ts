// SPDX-License-Identifier: Apache-2.0
/** The work of `tocsin screen`: one source after another through one engine, answers to stdout, failures apart. */
import type { Door } from '../../decide/facts.ts';
import { decompressed } from '../../screen/lines/gunzip.ts';
import { createGrowingRunner, createLocalRunner, type LineRunner } from '../../screen/lines/runner.ts';
import { screenStream } from '../../screen/lines/screen-stream.ts';
import { type Engine, loadEngine } from '../../screen/load.ts';
import type { Io } from '../io.ts';
import { proveLanguage } from '../prove-language.ts';
import { openErrorSink } from './error-sink.ts';
import { createProgress } from './progress.ts';
import { openSource, proveReadable, type Source } from './source.ts';

export type ScreenRequest = {
  readonly files: readonly string[];
  readonly workers: number;
  readonly errorsFile: string | undefined;
  readonly lang: string;
  readonly door: Door;
  readonly policyDir: string | undefined;
};

export type ScreenSummary = {
  readonly lines: number;
  readonly decided: number;
  readonly flagged: number;
  readonly failures: number;
  readonly interrupted: boolean;
};

// Some thousand texts: about what one thread decides while the others would still be loading their engines.
const WORKERS_AFTER_BYTES = 512 * 1024;

export async function screenSources(request: ScreenRequest, io: Io): Promise<ScreenSummary> {
  // Every file is looked at before the first is read: a missing third one must not surface after an hour.
  for (const file of request.files) proveReadable(file);
  const localPolicy = request.policyDir === undefined ? {} : { localPolicyDir: request.policyDir };
  // The whole policy is checked before the first line: a fault in a file must not surface as a fault of every line.
  const engine = loadEngine({ ...localPolicy, policyCheck: 'all' });
  proveLanguage(request.lang, engine.policy);
  const facts = { door: request.door, readerLang: request.lang, mode: 'observe' } as const;
  const signal = io.interrupted();
  const progress = createProgress(io.stderr, io.stdout);
  const total = { lines: 0, decided: 0, flagged: 0, failures: 0 };
  await using sink = openErrorSink(request, io);
  await using runner = await createRunner(request.workers, engine, localPolicy);
  for (const file of request.files) {
    if (signal.aborted) break;
    const source = openSource(file, io);
    for await (const answer of screenStream(chunksOf(source), runner, { facts, errors: 'apart', signal })) {
      io.stdout.write(answer.output);
      if (answer.failures.length > 0) {
        progress.clear();
        await sink.write(source.shownName, answer.failures);
      }
      total.lines += answer.lines;
      total.decided += answer.decided;
      total.flagged += answer.flagged;
      total.failures += answer.failures.length;
      progress.show(total);
      await io.stdout.ready();
    }
  }
  progress.finish(total, signal.aborted);
  return { ...total, interrupted: signal.aborted };
}

async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  yield* decompressed(source.chunks);
}

async function createRunner(
  workers: number,
  engine: Engine,
  localPolicy: { readonly localPolicyDir?: string },
): Promise<LineRunner & AsyncDisposable> {
  const { screener, textModelBytes } = engine;
  if (workers === 1) return { ...createLocalRunner(screener), [Symbol.asyncDispose]: async () => undefined };
  const { createLinePool } = await import('../../screen/lines/pool.ts');
  return createGrowingRunner({
    screener,
    afterBytes: WORKERS_AFTER_BYTES,
    startPool: () => createLinePool({ workers, textModelBytes, ...localPolicy }),
  });
}
