// SPDX-License-Identifier: Apache-2.0
/** Every table of the database, with why it is kept and for how long. A test holds this list against the catalogue. */
import { ACCESS_TABLES } from '../access/index.ts';
import { RECORD_TABLES } from '../respond/record/index.ts';
import type { JournalPolicy } from '../screen/journal/journal-policy.ts';
import { journalTables } from '../screen/journal/tables.ts';
import type { KeptTable } from '../store/kept-table.ts';
import { STORE_TABLES } from '../store/tables.ts';

export function keptTables(journal: JournalPolicy): readonly KeptTable[] {
  return [...STORE_TABLES, ...journalTables(journal), ...RECORD_TABLES, ...ACCESS_TABLES];
}
