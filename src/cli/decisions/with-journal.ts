// SPDX-License-Identifier: Apache-2.0
/** The journal and what it may know, for a command; and the trail in which each reading stands. */
import { type AccessTables, type Audit, createAdmin } from '../../access/index.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import { createJournalReader, type JournalReader } from '../../screen/journal/journal-store.ts';
import { type JournalPolicy, loadJournalPolicy } from '../../screen/journal/journal-policy.ts';
import { hasSegments } from '../../screen/journal/spool-folder.ts';
import type { JournalTables } from '../../screen/journal/tables.ts';
import { SHIPPED_POLICY_DIR } from '../../screen/load.ts';
import { loadPolicy } from '../../screen/load-policy.ts';
import { cliActor } from '../access/with-admin.ts';
import type { CommandInput } from '../command.ts';
import type { Io } from '../io.ts';
import { proveLanguage } from '../prove-language.ts';
import { serverOptions, withStore } from '../store/with-store.ts';

export type AtJournal = {
  readonly reader: JournalReader;
  readonly retention: JournalPolicy;
  readonly policy: Policy;
  readonly data: string;
  readonly noteRead: (
    action: 'decisions.read' | 'contents.read',
    object: Parameters<Audit['record']>[0]['object'],
  ) => Promise<void>;
};

export type Reading = { readonly why: string | undefined; readonly lang: string; readonly json: boolean };

export async function withJournal<Result>(
  input: CommandInput,
  { why, lang }: Reading,
  io: Io,
  work: (at: AtJournal) => Promise<Result>,
): Promise<Result> {
  const local = serverOptions(input, io).policy;
  const policy = loadPolicy(SHIPPED_POLICY_DIR, local, { check: 'used' });
  proveLanguage(lang, policy);
  const retention = loadJournalPolicy(SHIPPED_POLICY_DIR, local);
  return withStore(input, io, async ({ store, data }) => {
    const { audit } = createAdmin({ db: store.db<AccessTables>() });
    return work({
      reader: createJournalReader({ db: store.db<JournalTables>() }),
      retention,
      policy,
      data,
      noteRead: async (action, object) =>
        audit.record({ actor: cliActor(), action, object, ...(why === undefined ? {} : { why }) }),
    });
  });
}

/** What the journal may know at all, in sentences for whoever finds nothing. */
export function sayRetention({ retention: { allowed, flagged }, data }: Pick<AtJournal, 'retention' | 'data'>): string {
  const knows = `The journal knows what was allowed for ${allowed.days} days after its day, and what was flagged for ${flagged.days}.`;
  return hasSegments(data)
    ? `${knows} Records of the last minutes may still be in the spool; a running server takes them over.`
    : knows;
}
