// SPDX-License-Identifier: Apache-2.0
/**
 * What the server keeps, opened in order and closed in the opposite one: the store, the public record and access. Screening asks
 * none of it before it answers.
 */
import { randomBytes } from 'node:crypto';
import { type Access, type AccessTables, createAccess, readSealKey } from '../access/index.ts';
import { instantOf } from '../base/instant.ts';
import { openRecord, type PublicRecord } from '../respond/record/index.ts';
import type { RecordTables } from '../respond/record/tables.ts';
import { type Engine, SHIPPED_POLICY_DIR } from '../screen/load.ts';
import { policyDigests, readPolicyFiles } from '../screen/load-policy.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

export type Kept = {
  readonly store: Store;
  readonly record: PublicRecord;
  readonly access: Access;
  readonly close: () => Promise<void>;
};

export type KeepParts = {
  /** Absolute, and there. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly engine: Engine;
  /** Of the operator's own policy, where there is one. */
  readonly localPolicyDir: string | undefined;
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
    const record = await openRecord({ db: store.db<RecordTables>(), data, clock, random: randomBytes, log });
    opened.push(record.close);
    await recordFilesInForce(record, parts);
    const access = createAccess({ db: store.db<AccessTables>(), key: readSealKey(data, randomBytes) });
    opened.push(access.close);
    await access.ring.refresh();
    return { store, record, access, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function clock() {
  return instantOf(Date.now());
}

/** By which rules decisions are made from now on. A record that must not go on keeps nobody from deciding. */
async function recordFilesInForce(record: PublicRecord, { engine, localPolicyDir, log }: KeepParts): Promise<void> {
  const files = readPolicyFiles(SHIPPED_POLICY_DIR, localPolicyDir);
  try {
    await record.recordDigests({ ...policyDigests(files), models: engine.modelDigest });
  } catch (error) {
    log.error({ err: error }, 'The policy in force could not be recorded in public.');
  }
}
