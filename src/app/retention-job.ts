// SPDX-License-Identifier: Apache-2.0
/** Every hour, what has had its time is ended: rows and partitions as their tables state it. */
import type { JournalPolicy } from '../screen/journal/journal-policy.ts';
import { instantOf } from '../base/instant.ts';
import { enforceRetention } from '../store/retention.ts';
import type { Store } from '../store/store.ts';
import { keptTables } from './kept-tables.ts';
import type { Log } from './log.ts';

/** Call before the store's jobs are started. */
export function scheduleRetention(store: Store, journal: JournalPolicy, log: Log): void {
  const tables = keptTables(journal);
  store.jobs.every({
    name: 'retention',
    cron: '23 * * * *',
    run: async () => {
      for (const { table, count } of await enforceRetention(store.db(), tables, instantOf(Date.now())))
        log.info({ table, count }, 'What had its time was ended.');
    },
  });
}
