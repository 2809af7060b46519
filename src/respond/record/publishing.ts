// SPDX-License-Identifier: Apache-2.0
/**
 * When the record is published: every second, and at once when somebody asks. It never runs twice at the same time.
 *
 * ready → waiting (the disk or the database does not answer; tried again every second) → ready;
 * → refusing (files, key and database do not belong together: nothing is signed and nothing appended until a person has looked).
 */
import type { StoreLog } from '../../store/store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { RecordError, type RecordErrorCode } from './record-error.ts';

export type RecordState =
  | { readonly kind: 'ready'; readonly size: number }
  | { readonly kind: 'waiting'; readonly sentence: string }
  | { readonly kind: 'refusing'; readonly code: RecordErrorCode; readonly sentence: string };

export type Publishing = {
  /** What was committed before the call is published when it resolves. */
  readonly now: () => Promise<Checkpoint>;
  /** Within 50 ms, if nothing runs; returns at once, and a failure shows in the state. */
  readonly soon: () => void;
  readonly state: () => RecordState;
  readonly close: () => Promise<void>;
};

export type PublishingParts = {
  readonly publish: () => Promise<Checkpoint>;
  readonly published: (checkpoint: Checkpoint) => void;
  readonly log: StoreLog;
};

const PUBLISH_EVERY_MS = 1000;
// What is committed within this is published together: each publication costs several syncs of the disk.
const GATHER_MS = 50;

export function startPublishing({ publish, published, log }: PublishingParts): Publishing {
  let state: RecordState = { kind: 'ready', size: 0 };
  let running: Promise<Checkpoint> | undefined;
  let following: Promise<Checkpoint> | undefined;

  const enter = (next: RecordState): void => {
    if (next.kind !== state.kind) log[next.kind === 'ready' ? 'info' : 'error']({ state: next.kind }, sentenceOf(next));
    state = next;
  };

  const run = async (): Promise<Checkpoint> => {
    try {
      const checkpoint = await publish();
      enter({ kind: 'ready', size: checkpoint.head.size });
      published(checkpoint);
      return checkpoint;
    } catch (error) {
      enter(stateAfter(error));
      throw error;
    } finally {
      running = undefined;
    }
  };

  const follow = async (current: Promise<Checkpoint>): Promise<Checkpoint> => {
    await current.then(ignore, ignore);
    following = undefined;
    return now();
  };

  // A run that has begun may have read the head before the caller's commit: so the one after it is waited for.
  const now = async (): Promise<Checkpoint> => (running ? (following ??= follow(running)) : (running = run()));

  let gathering: NodeJS.Timeout | undefined;
  const publishQuietly = (): void => {
    clearTimeout(gathering);
    gathering = undefined;
    void now().then(ignore, ignore);
  };
  const timer = setInterval(publishQuietly, PUBLISH_EVERY_MS);
  return {
    now,
    soon: () => {
      gathering ??= setTimeout(publishQuietly, GATHER_MS);
    },
    state: () => state,
    close: async () => {
      clearInterval(timer);
      clearTimeout(gathering);
      await (following ?? running)?.then(ignore, ignore);
    },
  };
}

function ignore(): void {}

function sentenceOf(state: RecordState): string {
  return state.kind === 'ready' ? 'The public record is published again.' : state.sentence;
}

function stateAfter(error: unknown): RecordState {
  if (error instanceof RecordError) return { kind: 'refusing', code: error.code, sentence: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isDisk = /^(?:EACCES|EDQUOT|EIO|EISDIR|EMFILE|ENFILE|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS)$/u.test(code);
  return {
    kind: 'waiting',
    sentence: isDisk
      ? `The public record cannot be written to its folder (${code}). It is tried again every second.`
      : 'The public record waits for PostgreSQL. It is tried again every second.',
  };
}
