// SPDX-License-Identifier: Apache-2.0
/** Password hashes, and whether there is a second factor beside them. */
import type { Kysely } from 'kysely';
import type { Audit } from './audit-store.ts';
import { parsePersonId, type PersonId } from './ids.ts';
import { hasFactor } from './links-store.ts';
import { normaliseMail } from './persons-store.ts';
import type { Session, Sessions } from './sessions-store.ts';
import type { AccessTables } from './tables.ts';

export type Credential = {
  readonly personId: PersonId;
  /** `undefined` for somebody who has to come by a link first. */
  readonly hash: string | undefined;
  readonly hasFactor: boolean;
};

export type Credentials = {
  /** `undefined` where there is no such person, or they are disabled. */
  readonly byMail: (mail: string) => Promise<Credential | undefined>;
  /** Ends every other session of theirs. */
  readonly setPassword: (session: Session, hash: string) => Promise<void>;
};

type Parts = { readonly db: Kysely<AccessTables>; readonly audit: Audit; readonly sessions: Sessions };

export function createCredentials({ db, audit, sessions }: Parts): Credentials {
  return {
    async byMail(mail) {
      const row = await db
        .selectFrom('access_persons')
        .select(['id', 'password'])
        .where('mail', '=', normaliseMail(mail))
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      const personId = row && parsePersonId(row.id);
      if (!row || personId === undefined) return undefined;
      return { personId, hash: row.password ?? undefined, hasFactor: await hasFactor(db, personId) };
    },
    async setPassword({ id, person }, hash) {
      await db.transaction().execute(async (transaction) => {
        await transaction.updateTable('access_persons').set({ password: hash }).where('id', '=', person.id).execute();
        await sessions.endAll(person.id, transaction, id);
        await audit.record(
          {
            actor: { kind: 'person', id: person.id },
            action: 'password.set',
            object: { kind: 'person', id: person.id },
          },
          transaction,
        );
      });
    },
  };
}
