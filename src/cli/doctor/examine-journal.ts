// SPDX-License-Identifier: Apache-2.0
/** The journal: what waits on the disk for the database, since when, and what it would not take. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { listSegments } from '../../screen/journal/spool-folder.ts';
import type { Store } from '../../store/store.ts';
import { type Examination, ill, watch, well } from './check-up.ts';

const MIB = 1_048_576;
// A database that was started again takes over what waited within seconds.
const LATE_SECONDS = 60;

export function examineJournal(store: Store, data: string, nowMs: () => number): Examination {
  return { what: 'journal', look: async () => lookAtJournal(store.db<object>(), path.join(data, 'spool'), nowMs()) };
}

async function lookAtJournal(db: Kysely<object>, spool: string, nowMs: number) {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::int8 as n from decision_counts where day >= current_date - 1`.execute(db);
  const counted = `${(rows[0]?.n ?? 0).toLocaleString('en')} decisions since yesterday`;
  const folders = existsSync(spool) ? readdirSync(spool) : [];
  const refused = folders.includes('refused') ? readdirSync(path.join(spool, 'refused')).length : 0;
  if (refused > 0)
    return ill(`${counted}; ${refused} records that the database would not take lie in spool/refused. Report them.`);
  const waiting = await waitingIn(db, spool, folders);
  if (waiting.bytes === 0) return well(`${counted}, all of them in the database.`);
  const seconds = Math.max(0, Math.round((nowMs - waiting.sinceMs) / 1000));
  const says = `${counted}; ${(waiting.bytes / MIB).toFixed(1)} MiB wait on the disk`;
  return seconds > LATE_SECONDS
    ? watch(`${says}, the oldest for up to ${seconds} s. The server takes them over once the database answers.`)
    : well(`${says}.`);
}

async function waitingIn(db: Kysely<object>, spool: string, folders: readonly string[]) {
  const { rows } = await sql<{ node: string; segment: number; shipped: number }>`
    select node, segment, shipped from journal_positions`.execute(db);
  let bytes = 0;
  let sinceMs = Number.POSITIVE_INFINITY;
  for (const node of folders.filter((name) => name !== 'refused')) {
    for (const segment of listSegments(path.join(spool, node))) {
      const taken = rows.find((row) => row.node === node && row.segment === segment.number)?.shipped ?? 0;
      if (taken >= segment.bytes) continue;
      bytes += segment.bytes - taken;
      // Segments are numbered by the clock.
      sinceMs = Math.min(sinceMs, segment.number);
    }
  }
  return { bytes, sinceMs };
}
