// SPDX-License-Identifier: Apache-2.0
/**
 * The engine as the page sees it.
 *
 * loading (percent) → ready → failed (the worker died); loading → failed (a file did not come, or did not fit);
 * failed → loading (`load` again). A question asked while loading waits for it, and is refused when it fails.
 * Only `become` changes the state.
 */
import type { AnswerWords } from '../answer.ts';
import type { FileSet } from '../page-data.ts';
import { fetchEngineFiles } from './fetch-files.ts';
import type { EngineFiles, EventDraft, FromWorker, JudgeResult, ToWorker } from './messages.ts';

export type EngineState =
  | { readonly kind: 'loading'; readonly percent: number }
  | { readonly kind: 'ready'; readonly words: AnswerWords }
  | { readonly kind: 'failed' };

export type Judged = JudgeResult | { readonly ok: false; readonly why: 'not-loaded' };

export type Engine = {
  readonly state: () => EngineState;
  /** Starts loading, also once more after a failure. */
  readonly load: () => void;
  readonly judge: (draft: EventDraft) => Promise<Judged>;
};

type Question = { readonly ticket: number; readonly draft: EventDraft; readonly answer: (judged: Judged) => void };

export function createEngine(
  { set, lang }: { readonly set: FileSet; readonly lang: string },
  onState: (state: EngineState) => void,
): Engine {
  let state: EngineState = { kind: 'loading', percent: 0 };
  let worker: Worker | undefined;
  let tickets = 0;
  const open = new Map<number, Question>();

  const send = (message: ToWorker, transfer: Transferable[] = []): void => worker?.postMessage(message, transfer);
  const ask = ({ ticket, draft }: Question): void => send({ kind: 'judge', ticket, draft });

  const become = (next: EngineState): void => {
    state = next;
    if (next.kind === 'ready') for (const question of open.values()) ask(question);
    if (next.kind === 'failed') {
      worker?.terminate();
      worker = undefined;
      for (const { answer } of open.values()) answer({ ok: false, why: 'not-loaded' });
      open.clear();
    }
    onState(next);
  };

  const hear = (message: FromWorker): void => {
    switch (message.kind) {
      case 'loaded':
        become({ kind: 'ready', words: message.words });
        return;
      case 'failed':
        become({ kind: 'failed' });
        return;
      case 'judged':
        open.get(message.ticket)?.answer(message.result);
        open.delete(message.ticket);
        return;
    }
  };

  const load = (): void => {
    const aborting = new AbortController();
    const fail = (): void => {
      if (worker !== started) return;
      aborting.abort();
      become({ kind: 'failed' });
    };
    const started = startWorker(hear, fail);
    worker = started;
    become({ kind: 'loading', percent: 0 });
    const onPercent = (percent: number): void => {
      if (worker === started && state.kind === 'loading') become({ kind: 'loading', percent });
    };
    fetchEngineFiles({ set, lang, signal: aborting.signal, onPercent }).then((files) => {
      if (worker === started) send({ kind: 'load', files }, transferable(files));
    }, fail);
  };

  return {
    state: () => state,
    load,
    judge: async (draft) =>
      new Promise((answer) => {
        if (state.kind === 'failed') {
          answer({ ok: false, why: 'not-loaded' });
          return;
        }
        tickets += 1;
        const question = { ticket: tickets, draft, answer };
        open.set(tickets, question);
        if (state.kind === 'ready') ask(question);
      }),
  };
}

/** Handed over, not copied. */
function transferable({ policy, models }: EngineFiles): Transferable[] {
  return [policy, ...Object.values(models)].map(({ buffer }) => buffer);
}

function startWorker(onMessage: (message: FromWorker) => void, onFault: () => void): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => onMessage(data));
  // Its script did not come, or threw where nothing catches.
  worker.addEventListener('error', onFault);
  worker.addEventListener('messageerror', onFault);
  return worker;
}
