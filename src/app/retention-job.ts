// SPDX-License-Identifier: Apache-2.0
/** Every hour, what has had its time is ended: rows and partitions as their tables state it. The days that come are made ready. */
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
    run: async () => enforceRetention({ db: store.db(), tables, now: instantOf(Date.now()), log }),
  });
}
