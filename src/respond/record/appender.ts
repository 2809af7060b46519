// SPDX-License-Identifier: Apache-2.0
/**
 * Appending: within a caller's own transaction, or by a queue that puts whatever waits into one commit. A leaf that is refused
 * takes no place and holds up no other.
 */
import type { QueryExecutorProvider, Transaction } from 'kysely';
import type { RandomBytes } from '../../base/ids.ts';
import type { Clock } from '../../base/instant.ts';
import type { Opening } from './commitment.ts';
import { type Draft, type DraftRefusal, type Sealed, sealDraft } from './draft.ts';
import { isEnding, type Leaf } from './leaf.ts';
import { insertLeaves, lockHead, readConfirmations, type RecordDb } from './record-store.ts';

export type AppendRefusal = DraftRefusal | { readonly why: 'no-such-confirmation' };

export type Appended =
  | {
      readonly ok: true;
      readonly index: number;
      readonly leaf: Leaf;
      /** Of a leaf with a commitment: what opens it. The record keeps it too, for as long as it may. */
      readonly opening?: Opening;
    }
  | ({ readonly ok: false } & AppendRefusal);

export type Appender = {
  readonly appendIn: <Tables>(tx: Transaction<Tables>, drafts: readonly Draft[]) => Promise<readonly Appended[]>;
  /** Committed when it resolves. */
  readonly append: (draft: Draft) => Promise<Appended>;
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>;
};

export type AppenderParts = {
  readonly db: RecordDb;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Called after each commit of the queue. */
  readonly committed: () => void;
};

const MOST_A_COMMIT = 1000;

type Waiting = {
  readonly draft: Draft;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
};

export function createAppender({ db, clock, random, committed }: AppenderParts): Appender {
  const seal = (draft: Draft) => sealDraft(draft, { at: clock(), random });
  const queue: Waiting[] = [];
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    // Whoever calls in the same turn shares the first commit.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.splice(0, MOST_A_COMMIT);
      try {
        const results = await db.transaction().execute(async (tx) =>
          appendSealed(
            tx,
            batch.map(({ draft }) => seal(draft)),
          ),
        );
        for (const [at, { resolve }] of batch.entries()) {
          const result = results[at];
          if (result) resolve(result);
        }
        committed();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = undefined;
  };

  return {
    appendIn: async (tx, drafts) => appendSealed(tx, drafts.map(seal)),
    append: async (draft) =>
      new Promise((resolve, reject) => {
        queue.push({ draft, resolve, reject });
        working ??= work();
      }),
    idle: async () => working,
  };
}

type Sealing = { readonly ok: true; readonly sealed: Sealed } | ({ readonly ok: false } & DraftRefusal);

async function appendSealed(tx: QueryExecutorProvider, sealings: readonly Sealing[]): Promise<readonly Appended[]> {
  if (!sealings.some(({ ok }) => ok)) return sealings.flatMap((one) => (one.ok ? [] : [one]));
  const head = await lockHead(tx);
  const first = head.frontier.size;
  const named = sealings.flatMap((one) => (one.ok && isEnding(one.sealed.leaf) ? [one.sealed.leaf.confirmed] : []));
  const confirmations = new Set(await readConfirmations(tx, named));
  const accepted: Sealed[] = [];
  const results = sealings.map((one): Appended => {
    if (!one.ok) return one;
    const { leaf, opening } = one.sealed;
    if (isEnding(leaf) && !confirmations.has(leaf.confirmed)) return { ok: false, why: 'no-such-confirmation' };
    const index = first + accepted.length;
    if (leaf.kind === 'indicator.confirmed') confirmations.add(index);
    accepted.push(one.sealed);
    return { ok: true, index, leaf, ...(opening ? { opening } : {}) };
  });
  await insertLeaves(tx, head, accepted);
  return results;
}
