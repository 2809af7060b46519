// SPDX-License-Identifier: Apache-2.0
/** What the pool and its workers say to each other. */
import { isRecord } from '../../base/brand.ts';
import type { Asked, BlockAnswer } from './answer.ts';
import type { LineBlock } from './split.ts';

/** What a worker needs to load the same engine. */
export type WorkerSetup = {
  /** Backed by a SharedArrayBuffer. */
  readonly textModelBytes: Uint8Array;
  readonly localPolicyDir?: string;
};

export type ToWorker = { readonly ticket: number; readonly block: LineBlock; readonly asked: Asked };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'answer'; readonly ticket: number; readonly answer: BlockAnswer };

// Both ends are this package's own threads: the tag is enough.
export function isFromWorker(value: unknown): value is FromWorker {
  return isRecord(value) && ['ready', 'failed', 'answer'].includes(String(value['kind']));
}

export function isToWorker(value: unknown): value is ToWorker {
  return isRecord(value) && typeof value['ticket'] === 'number';
}

export function isWorkerSetup(value: unknown): value is WorkerSetup {
  return isRecord(value) && value['textModelBytes'] instanceof Uint8Array;
}
