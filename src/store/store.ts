// SPDX-License-Identifier: Apache-2.0
/** What everyone else sees of the database: a typed handle, a state to show, jobs on a clock. */
import type { Kysely } from 'kysely';
import type { Jobs } from './jobs/jobs.ts';

/**
 * How the database is doing. `away`: it does not answer, and is being started again or waited for. `disk-full` and
 * `read-only`: it answers, and refuses to write. Screening goes on in each of them.
 */
export const STORE_STATES = ['starting', 'ready', 'away', 'disk-full', 'read-only', 'closed'] as const;
export type StoreState = (typeof STORE_STATES)[number];

/** Plain data, so that a worker thread can be handed it. A host that begins with `/` is the folder of a Unix socket. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: boolean;
};

export type Store = {
  readonly kind: 'embedded' | 'external';
  readonly connection: Connection;
  readonly state: () => StoreState;
  /** One pool, seen through the tables of a slice alone: foreign tables don't compile. */
  readonly db: <Tables>() => Kysely<Tables>;
  readonly jobs: Jobs;
  readonly close: () => Promise<void>;
};

/** The part of a log that this folder writes to. Fields are numbers and words of our own. */
export type StoreLog = {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, message: string) => void;
};
