// SPDX-License-Identifier: Apache-2.0
/** The public record of an installation: slices append, it publishes, anybody reads. */
import path from 'node:path';
import type { Transaction } from 'kysely';
import type { RandomBytes } from '../../base/ids.ts';
import type { Clock } from '../../base/instant.ts';
import type { StoreLog } from '../../store/store.ts';
import { type Appended, createAppender } from './appender.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Opening } from './commitment.ts';
import type { Draft } from './draft.ts';
import { openFiles } from './files.ts';
import { decodeLeaf } from './leaf.ts';
import { formatVerifierKey } from './note.ts';
import { createPublisher } from './publisher.ts';
import { type RecordState, startPublishing } from './publishing.ts';
import { RecordError } from './record-error.ts';
import { lockHead, readAuditEntries, readLatest, readOpening, type RecordDb } from './record-store.ts';
import { openSigner } from './signing-key.ts';
import { cachingReader, type ReadFile } from './tree.ts';
import type { Witness } from './witness.ts';
import { createWitnessing } from './witnessing.ts';

export type Digests = Omit<Extract<Draft, { kind: 'digests' }>, 'kind'>;
export type AuditEnd = Omit<Extract<Draft, { kind: 'audit' }>, 'kind'>;

export type PublicRecord = {
  /**
   * Appends within the caller's transaction, so that an act and its leaf are one commit. Until it ends nobody else appends: call
   * it last. One answer a draft; a refused draft takes no place. Throws a `RecordError` while the record refuses.
   */
  readonly appendIn: <Tables>(tx: Transaction<Tables>, drafts: readonly Draft[]) => Promise<readonly Appended[]>;
  /** Committed when it resolves, together with whatever else waits. */
  readonly append: (draft: Draft) => Promise<Appended>;
  /** Records the files in force where they are others than those recorded last. */
  readonly recordDigests: (digests: Digests) => Promise<void>;
  /** Records where the audit trail ends now, unless it ended there before. */
  readonly recordAuditEnd: (end: AuditEnd) => Promise<void>;
  /** Publishes what is committed now, not up to a second later. */
  readonly publish: () => Promise<Checkpoint>;
  /** What opens the commitment of a leaf: for the parties, never for the public. */
  readonly open: (index: number) => Promise<Opening | undefined>;
  readonly state: () => RecordState;
  /** One line, by which anybody verifies the record. */
  readonly verifierKey: string;
  /** The published files. */
  readonly read: ReadFile;
  readonly close: () => Promise<void>;
};

export type RecordParts = {
  readonly db: RecordDb;
  /** The data folder, absolute and there: files go into its `record`, the secret key is `record.key` beside it. */
  readonly data: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: StoreLog;
  /** Name of the log, as `record.example.org`, taken when the key is made and kept for ever. */
  readonly origin?: string;
  readonly witnesses?: readonly Witness[];
};

/** Throws a `RecordError` where the key is not the one that signed this record so far. */
export async function openRecord(parts: RecordParts): Promise<PublicRecord> {
  const { db, data, clock, random, log, origin, witnesses = [] } = parts;
  const files = await openFiles(path.join(data, 'record'));
  const keyFile = path.join(data, 'record.key');
  const signer = await openSigner({ db, file: keyFile, random, ...(origin === undefined ? {} : { origin }) });
  const publisher = createPublisher({ db, files, signer });
  const witnessing = createWitnessing({ witnesses, files, amend: publisher.amend, log });
  const publishing = startPublishing({ publish: publisher.publish, published: witnessing.published, log });
  const appender = createAppender({ db, clock, random, committed: publishing.soon });
  const mayAppend = (): void => {
    const state = publishing.state();
    if (state.kind === 'refusing') throw new RecordError(state.code, state.sentence);
  };
  const appendUnlessLatest = async (draft: Extract<Draft, { kind: 'digests' | 'audit' }>): Promise<void> => {
    mayAppend();
    await db.transaction().execute(async (tx) => {
      await lockHead(tx);
      const latest = await readLatest(tx, draft.kind);
      if (latest && saysTheSame(draft, latest)) return;
      await appender.appendIn(tx, [draft]);
    });
    publishing.soon();
  };
  // A record that must not go on is known before anybody appends.
  await publishing.now().catch(ignore);
  return {
    appendIn: async (tx, drafts) => {
      mayAppend();
      return appender.appendIn(tx, drafts);
    },
    append: async (draft) => {
      mayAppend();
      return appender.append(draft);
    },
    recordDigests: async (digests) => appendUnlessLatest({ kind: 'digests', ...digests }),
    recordAuditEnd: async (end) => appendUnlessLatest({ kind: 'audit', ...end }),
    publish: publishing.now,
    open: async (index) => readOpening(db, index),
    state: publishing.state,
    verifierKey: formatVerifierKey(signer.key),
    read: cachingReader(files.read),
    close: async () => {
      await appender.idle();
      await publishing.close();
      await witnessing.close();
    },
  };
}

function ignore(): void {}

function saysTheSame(draft: Extract<Draft, { kind: 'digests' | 'audit' }>, entry: Buffer): boolean {
  const leaf = decodeLeaf(entry);
  switch (draft.kind) {
    case 'audit':
      return leaf?.kind === 'audit' && leaf.rows === draft.rows && leaf.hash === draft.hash;
    case 'digests': {
      if (leaf?.kind !== 'digests') return false;
      const { policy, taxonomy, rules, models } = draft;
      return leaf.policy === policy && leaf.taxonomy === taxonomy && leaf.rules === rules && leaf.models === models;
    }
  }
}

/** Where the audit trail ended whenever that was recorded, oldest first. */
export async function readAuditEnds(db: RecordDb): Promise<readonly AuditEnd[]> {
  const leaves = (await readAuditEntries(db)).map(decodeLeaf);
  return leaves.flatMap((leaf) => (leaf?.kind === 'audit' ? [{ rows: leaf.rows, hash: leaf.hash }] : []));
}
