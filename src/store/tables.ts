// SPDX-License-Identifier: Apache-2.0
/** The store's own tables. */
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
];
