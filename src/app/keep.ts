// SPDX-License-Identifier: Apache-2.0
/**
 * What the server keeps, opened in order and closed in the opposite one: the store. Screening asks none of it before it
 * answers.
 */
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

export type Kept = {
  readonly store: Store;
  readonly close: () => Promise<void>;
};

export type KeepParts = {
  /** Absolute, and there. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly log: Log;
};

/** Throws an `EnvironmentError` of one sentence. */
export async function openKept({ data, databaseUrl, log }: KeepParts): Promise<Kept> {
  const store = await openStore({ data, log, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  return { store, close: async () => store.close() };
}
