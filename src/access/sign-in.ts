// SPDX-License-Identifier: Apache-2.0
/** Signing in by password, as far as a password goes; changing it; leaving. No answer tells whether there is such an account. */
import type { Attempts } from './attempts-store.ts';
import type { Audit } from './audit-store.ts';
import type { Credentials } from './credentials-store.ts';
import type { SessionId } from './ids.ts';
import { type PasswordFault, faultOfPassword, type Passwords } from './password.ts';
import { normaliseMail } from './persons-store.ts';
import type { Session, Sessions } from './sessions-store.ts';

export type PasswordAttempt = {
  readonly mail: string;
  readonly password: string;
  /** Where it comes from; `undefined` where that tells nobody apart, as behind a proxy. */
  readonly address: string | undefined;
  readonly device: string;
};

/** `locked`: too many failed before, this one was not looked at. `busy`: too many are being looked at. */
export type SignInRefusal = 'wrong' | 'locked' | 'busy';

export type SignIn = {
  readonly byPassword: (
    attempt: PasswordAttempt,
  ) => Promise<{ readonly ok: true; readonly secret: string } | { readonly ok: false; readonly why: SignInRefusal }>;
  /** Ends every other session. */
  readonly changePassword: (
    session: Session,
    change: { readonly current: string; readonly next: string },
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: SignInRefusal | PasswordFault }>;
  readonly signOut: (session: Session) => Promise<void>;
  /** Another session of one's own; false where there is none such. */
  readonly endOther: (session: Session, id: SessionId) => Promise<boolean>;
};

type Parts = {
  readonly credentials: Credentials;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly audit: Audit;
};

export function createSignIn(parts: Parts): SignIn {
  const { sessions, audit } = parts;
  return {
    byPassword: async (attempt) => byPassword(parts, attempt),
    changePassword: async (session, change) => changePassword(parts, session, change),
    async signOut({ id, person }) {
      await sessions.end(id, person.id);
      await audit.record({
        actor: { kind: 'person', id: person.id },
        action: 'sign-out',
        object: { kind: 'session', id },
      });
    },
    async endOther({ person }, id) {
      const ended = await sessions.end(id, person.id);
      if (ended)
        await audit.record({
          actor: { kind: 'person', id: person.id },
          action: 'session.end',
          object: { kind: 'session', id },
        });
      return ended;
    },
  };
}

async function byPassword(
  { credentials, passwords, attempts, sessions, audit }: Parts,
  { mail, password, address, device }: PasswordAttempt,
): Promise<{ readonly ok: true; readonly secret: string } | { readonly ok: false; readonly why: SignInRefusal }> {
  if (passwords.isBusy()) return { ok: false, why: 'busy' };
  const account = { kind: 'account', id: normaliseMail(mail) } as const;
  const network = address === undefined ? undefined : ({ kind: 'address', id: address } as const);
  if (network && !(await attempts.begin(network))) return { ok: false, why: 'locked' };
  if (!(await attempts.begin(account))) return { ok: false, why: 'locked' };
  const known = await credentials.byMail(mail);
  const matches = await passwords.matches(password, known?.hash);
  if (!known || !matches) {
    if (known)
      await audit.record({
        actor: { kind: 'nobody', id: '' },
        action: 'sign-in',
        object: { kind: 'person', id: known.personId },
        outcome: 'refused',
      });
    return { ok: false, why: 'wrong' };
  }
  await attempts.clear(account);
  if (network) await attempts.clear(network);
  const stage = known.hasFactor ? 'factor' : 'enrol';
  return { ok: true, secret: await sessions.open({ personId: known.personId, stage, device }) };
}

async function changePassword(
  { credentials, passwords, attempts }: Parts,
  session: Session,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: SignInRefusal | PasswordFault }> {
  const { mail, name } = session.person;
  const fault = faultOfPassword(next, [mail, name]);
  if (fault) return { ok: false, why: fault };
  if (passwords.isBusy()) return { ok: false, why: 'busy' };
  const account = { kind: 'account', id: normaliseMail(mail) } as const;
  if (!(await attempts.begin(account))) return { ok: false, why: 'locked' };
  const known = await credentials.byMail(mail);
  if (!(await passwords.matches(current, known?.hash))) return { ok: false, why: 'wrong' };
  await attempts.clear(account);
  await credentials.setPassword(session, await passwords.hash(next));
  return { ok: true };
}
