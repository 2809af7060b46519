// SPDX-License-Identifier: Apache-2.0
/** One worker and the files that it gets: both are asked for at once, and the files handed over when all have come. */
import type { EngineParts } from './engine.ts';
import { fetchEngineFiles } from './fetch-files.ts';
import type { EngineFiles, FromWorker, ToWorker } from './messages.ts';

export type Session = {
  readonly send: (message: ToWorker, transfer?: Transferable[]) => void;
  /** Stops worker and fetches; nobody is called back any more. */
  readonly end: () => void;
};

export type SessionEvents = {
  readonly onMessage: (message: FromWorker) => void;
  readonly onPercent: (percent: number) => void;
  /** A file did not come, or the worker is gone. */
  readonly onFault: () => void;
};

export function startSession({ set, lang }: EngineParts, events: SessionEvents): Session {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const aborting = new AbortController();
  const { signal } = aborting;
  const session: Session = {
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    end: () => {
      aborting.abort();
      worker.terminate();
    },
  };
  const onFault = (): void => {
    if (!signal.aborted) events.onFault();
  };
  const listen = { signal };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => events.onMessage(data), listen);
  // Its script did not come, or threw where nothing catches.
  worker.addEventListener('error', onFault, listen);
  worker.addEventListener('messageerror', onFault, listen);
  const handOver = async (): Promise<void> => {
    const files = await fetchEngineFiles({ set, lang, signal, onPercent: events.onPercent });
    session.send({ kind: 'load', files }, transferable(files));
  };
  handOver().catch(onFault);
  return session;
}

/** Handed over, not copied. */
function transferable({ policy, models }: EngineFiles): Transferable[] {
  return [policy, ...Object.values(models)].map(({ buffer }) => buffer);
}
