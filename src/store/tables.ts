// SPDX-License-Identifier: Apache-2.0
/** The store's own tables, and those of jobs. */
import type { KeptTable } from './kept-table.ts';

export const STORE_TABLES: readonly KeptTable[] = [
  {
    table: 'store_migrations',
    purpose: 'Says which migrations the schema has had.',
    legalBasis: 'Concerns no person.',
    retention: { kind: 'kept', because: 'it is the history of the schema' },
  },
  {
    table: 'store_pulse',
    purpose: 'Proves every few seconds that the database takes writes.',
    legalBasis: 'Concerns no person.',
    retention: { kind: 'kept', because: 'it is one row that is overwritten' },
  },
  {
    // A schema of its own, whose tables pg-boss makes and looks after.
    table: 'pgboss',
    purpose: 'Runs work on a clock once, whichever process is there.',
    legalBasis: 'Concerns no person: names of jobs and when they ran.',
    retention: { kind: 'kept', because: 'pg-boss itself deletes jobs that have ended' },
  },
];
