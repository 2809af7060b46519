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
import type { EventDraft, FromWorker, JudgeResult } from './messages.ts';
import { type Session, startSession } from './session.ts';

export type EngineState =
  | { readonly kind: 'loading'; readonly percent: number }
  | { readonly kind: 'ready'; readonly words: AnswerWords }
  | { readonly kind: 'failed' };

export type Judged = JudgeResult | { readonly ok: false; readonly why: 'not-loaded' };

export type Engine = {
  readonly state: () => EngineState;
  /** Starts loading, also once more after a failure; otherwise does nothing. */
  readonly load: () => void;
  readonly judge: (draft: EventDraft) => Promise<Judged>;
};

export type EngineParts = { readonly set: FileSet; readonly lang: string };
type Question = { readonly ticket: number; readonly draft: EventDraft; readonly answer: (judged: Judged) => void };

export function createEngine(parts: EngineParts, onState: (state: EngineState) => void): Engine {
  let state: EngineState = { kind: 'loading', percent: 0 };
  let session: Session | undefined;
  let tickets = 0;
  const open = new Map<number, Question>();

  const ask = ({ ticket, draft }: Question): void => session?.send({ kind: 'judge', ticket, draft });

  const become = (next: EngineState): void => {
    state = next;
    if (next.kind === 'ready') for (const question of open.values()) ask(question);
    if (next.kind === 'failed') {
      session?.end();
      session = undefined;
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
    if (session) return;
    become({ kind: 'loading', percent: 0 });
    const onPercent = (percent: number): void => become({ kind: 'loading', percent });
    session = startSession(parts, { onMessage: hear, onPercent, onFault: () => become({ kind: 'failed' }) });
  };

  const judge = async (draft: EventDraft): Promise<Judged> =>
    new Promise((answer) => {
      if (state.kind === 'failed') {
        answer({ ok: false, why: 'not-loaded' });
        return;
      }
      tickets += 1;
      const question = { ticket: tickets, draft, answer };
      open.set(tickets, question);
      if (state.kind === 'ready') ask(question);
    });

  return { state: () => state, load, judge };
}
