// SPDX-License-Identifier: Apache-2.0
/** Keeps witnesses informed beside publication, which never waits for them. What they sign is added to the published files. */
import type { StoreLog } from '../../store/store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type RecordFiles, WITNESSED } from './files.ts';
import type { Publisher } from './publisher.ts';
import { askWitness, type Witness, withCosignatures } from './witness.ts';

export type Witnessing = {
  /** Returns at once; of several checkpoints that come while witnesses are asked only the last is shown to them. */
  readonly published: (checkpoint: Checkpoint) => void;
  readonly close: () => Promise<void>;
};

export type WitnessingParts = {
  readonly witnesses: readonly Witness[];
  readonly files: Pick<RecordFiles, 'read' | 'replace'>;
  readonly amend: Publisher['amend'];
  readonly log: StoreLog;
};

// A witness that is away is asked again when something new is published, or after this.
const ASK_AGAIN_MS = 60_000;

export function createWitnessing({ witnesses, files, amend, log }: WitnessingParts): Witnessing {
  const seen = new Map<Witness, number>();
  let asked: { readonly body: string; readonly atMs: number; readonly by: number } | undefined;
  let waiting: Checkpoint | undefined;
  let working: Promise<void> | undefined;

  const ask = async (checkpoint: Checkpoint): Promise<void> => {
    const answers = await Promise.all(
      witnesses.map(async (witness) => {
        const answer = await askWitness(witness, seen.get(witness) ?? 0, { checkpoint, read: files.read });
        if (answer.ok) seen.set(witness, checkpoint.head.size);
        else log.warn({ witness: witness.key.name, why: answer.why }, 'A witness did not sign the public record.');
        return answer;
      }),
    );
    const lines = answers.flatMap((answer) => (answer.ok ? [answer.line] : []));
    asked = { body: checkpoint.note.body, atMs: performance.now(), by: lines.length };
    if (lines.length === 0) return;
    const signed = withCosignatures(checkpoint, lines);
    await files.replace(WITNESSED, signed.text);
    await amend(checkpoint, signed);
  };

  const work = async (): Promise<void> => {
    while (waiting) {
      const checkpoint = waiting;
      waiting = undefined;
      try {
        await ask(checkpoint);
      } catch (error) {
        log.warn({ err: error }, 'Witnesses of the public record could not be asked.');
      }
    }
    working = undefined;
  };

  return {
    published: (checkpoint) => {
      const isAsked = asked?.body === checkpoint.note.body;
      const isRecent = asked !== undefined && performance.now() - asked.atMs < ASK_AGAIN_MS;
      if (witnesses.length === 0 || (isAsked && (asked?.by === witnesses.length || isRecent))) return;
      waiting = checkpoint;
      working ??= work();
    },
    close: async () => {
      waiting = undefined;
      await working;
    },
  };
}
