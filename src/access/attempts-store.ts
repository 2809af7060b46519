// SPDX-License-Identifier: Apache-2.0
/**
 * Guessing made slow. An attempt counts as failed before it is checked, and is taken back when it was right: however many run at
 * one time, they count. Accounts, second factors and addresses are kept as keyed digests.
 *
 * free → (free tries used up) locked for a minute → (it has passed, one more try) locked for twice as long, an hour at most;
 * a right answer, or a day without a try, ends it.
 */
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../base/instant.ts';
import type { Seal } from './seal.ts';
import type { AccessTables } from './tables.ts';

/** What is guessed at. `address` counts all accounts that one network address tries. */
export type Guessed = { readonly kind: 'account' | 'factor' | 'address'; readonly id: string };

export type Attempts = {
  /** True when it may be checked; false while locked. */
  readonly begin: (guessed: Guessed) => Promise<boolean>;
  /** It was right. */
  readonly clear: (guessed: Guessed) => Promise<void>;
};

const FREE_TRIES = { account: 5, factor: 5, address: 20 } as const;
const FIRST_LOCK_SECONDS = 60;
const LONGEST_LOCK_SECONDS = 3600;
const FORGET_HOURS = 24;

type Parts = { readonly db: Kysely<AccessTables>; readonly clock: Clock; readonly seal: Seal };

export function createAttempts({ db, clock, seal }: Parts): Attempts {
  const keyOf = ({ kind, id }: Guessed): Buffer => seal.mark(`attempt ${kind}`, id);
  return {
    async begin(guessed) {
      const now = new Date(clock());
      const free = FREE_TRIES[guessed.kind];
      // One statement: the count and the lock that follows from it cannot be raced.
      const { rows } = await sql<{ failures: number }>`
        insert into access_attempts as known (key, failures, last_at, locked_until)
        values (${keyOf(guessed)}, 1, ${now}, null)
        on conflict (key) do update set
          failures = ${nextCount(now)},
          last_at = ${now},
          locked_until = case when ${nextCount(now)} >= ${free} then
            ${now}::timestamptz + make_interval(secs => least(${LONGEST_LOCK_SECONDS}::float8,
              ${FIRST_LOCK_SECONDS}::float8 * power(2, least(20, ${nextCount(now)} - ${free})))) end
        where known.locked_until is null or known.locked_until <= ${now}
        returning failures`.execute(db);
      return rows.length > 0;
    },
    async clear(guessed) {
      const key = keyOf(guessed);
      if (guessed.kind !== 'address') await db.deleteFrom('access_attempts').where('key', '=', key).execute();
      // Who has one account of their own must not buy a fresh start at those of others with it.
      else
        await db
          .updateTable('access_attempts')
          .set({ failures: sql`greatest(0, failures - 1)`, locked_until: null })
          .where('key', '=', key)
          .execute();
    },
  };
}

function nextCount(now: Date) {
  return sql`(case when known.last_at < ${now}::timestamptz - make_interval(hours => ${FORGET_HOURS})
    then 1 else known.failures + 1 end)`;
}
