// SPDX-License-Identifier: Apache-2.0
/**
 * What the server keeps, opened in order and closed in the opposite one: the store, the journal, the public record and access.
 * Screening asks none of it before it answers.
 */
import { randomBytes } from 'node:crypto';
import { type Access, type AccessTables, createAccess, readSealKey } from '../access/index.ts';
import { UsageError } from '../base/errors.ts';
import { instantOf } from '../base/instant.ts';
import {
  openRecord,
  parseVerifierKey,
  type PublicRecord,
  type RecordTables,
  type Witness,
} from '../respond/record/index.ts';
import { type Engine, SHIPPED_POLICY_DIR } from '../screen/load.ts';
import { type Journal, openJournal } from '../screen/journal/journal.ts';
import { loadJournalPolicy } from '../screen/journal/journal-policy.ts';
import { policyDigests, readPolicyFiles } from '../screen/load-policy.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';
import type { Submission } from './options.ts';
import type { ServerOptions } from './read-options.ts';
import { scheduleRetention } from './retention-job.ts';

export type Kept = {
  readonly store: Store;
  readonly journal: Journal;
  readonly record: PublicRecord;
  readonly access: Access;
  readonly close: () => Promise<void>;
};

export type KeepParts = {
  /** Absolute, and there. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly engine: Engine;
  readonly options: Pick<ServerOptions, 'policy' | 'record'>;
  readonly log: Log;
};

/** Throws a `TocsinError` of one sentence; then nothing is left open. */
export async function openKept(parts: KeepParts): Promise<Kept> {
  const { data, databaseUrl, log } = parts;
  const store = await openStore({ data, log, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const opened: (() => Promise<void>)[] = [store.close];
  const close = async (): Promise<void> => {
    for (const each of opened.toReversed()) await each();
  };
  try {
    const policy = loadJournalPolicy(SHIPPED_POLICY_DIR, parts.options.policy);
    const { connection } = store;
    const journal = openJournal({ data, connection, policy, clock, random: randomBytes, log });
    opened.push(journal.close);
    const { origin, witnesses } = parts.options.record;
    const record = await openRecord({
      db: store.db<RecordTables>(),
      data,
      clock,
      random: randomBytes,
      log,
      witnesses: witnesses.map(witnessOf),
      ...(origin === undefined ? {} : { origin }),
    });
    opened.push(record.close);
    await recordFilesInForce(record, parts);
    const access = createAccess({ db: store.db<AccessTables>(), key: readSealKey(data, randomBytes) });
    opened.push(access.close);
    await access.ring.refresh();
    scheduleRetention(store, policy, log);
    scheduleAuditEnd(store, { record, access });
    return { store, journal, record, access, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Every hour the public record learns where the audit trail ends: from then on nobody can cut it off before there. */
function scheduleAuditEnd(store: Store, { record, access }: Pick<Kept, 'record' | 'access'>): void {
  store.jobs.every({
    name: 'audit-end',
    cron: '7 * * * *',
    run: async () => {
      const { seq, hash } = await access.audit.head();
      if (seq > 0) await record.recordAuditEnd({ rows: seq, hash: hash.toString('hex') });
    },
  });
}

function witnessOf({ url, key }: Submission): Witness {
  const parsed = parseVerifierKey(key);
  if (parsed) return { url: url.replace(/\/$/u, ''), key: parsed };
  throw new UsageError(
    'A key of --record-witnesses is not whole: its id is not that of its name and bytes. Copy it again, as the witness publishes it.',
  );
}

function clock() {
  return instantOf(Date.now());
}

/** By which rules decisions are made from now on. A record that must not go on keeps nobody from deciding. */
async function recordFilesInForce(record: PublicRecord, { engine, options, log }: KeepParts): Promise<void> {
  const files = readPolicyFiles(SHIPPED_POLICY_DIR, options.policy);
  try {
    await record.recordDigests({ ...policyDigests(files), models: engine.modelDigest });
  } catch (error) {
    log.error({ err: error }, 'The policy in force could not be recorded in public.');
  }
}
