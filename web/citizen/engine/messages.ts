// SPDX-License-Identifier: Apache-2.0
/** What page and worker say to each other. One `load`, answered by `loaded` or `failed`; then any number of `judge`. */
import type { Decision } from '../../../src/decide/decision.ts';
import type { AnswerWords } from '../answer.ts';
import type { ModelName } from '../page-data.ts';

export type EngineFiles = {
  readonly lang: string;
  readonly modelVersion: string;
  readonly models: Readonly<Record<ModelName, Uint8Array<ArrayBuffer>>>;
  /** JSON of a `SentPolicy`, as UTF-8. */
  readonly policy: Uint8Array<ArrayBuffer>;
};

/** The fields of an event, as in one line of NDJSON. */
export type EventDraft = Readonly<Record<string, unknown>>;

export type ToWorker =
  | { readonly kind: 'load'; readonly files: EngineFiles }
  | { readonly kind: 'judge'; readonly ticket: number; readonly draft: EventDraft };

export type FromWorker =
  | { readonly kind: 'loaded'; readonly words: AnswerWords }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'judged'; readonly ticket: number; readonly result: JudgeResult };

/** `refused`: the draft is no event, as one that is too long. `broken`: the engine failed, which no draft should bring about. */
export type JudgeResult =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly why: 'refused' | 'broken' };
