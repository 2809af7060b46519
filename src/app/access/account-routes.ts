// SPDX-License-Identifier: Apache-2.0
/** One's own account: password, factors, sessions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseSessionId, type Session } from '../../access/index.ts';
import { formatInstant } from '../../base/instant.ts';
import { readForm } from './form.ts';
import { passkeyButton, recoveryCodes } from './factor-routes.ts';
import { personOf } from './guard.ts';
import { field, type Notice, tokenField } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { goTo, refuseStale, show, type StaffParts } from './staff.ts';
import { PASSWORD_FAULTS, PASSWORD_HINT, SIGN_IN_REFUSALS } from './words.ts';

export function registerAccount(app: FastifyInstance, parts: StaffParts): void {
  const { access } = parts;
  const own = { config: { access: 'signed-in' as const } };
  app.get('/staff', own, async (_request, reply) => goTo(reply, '/staff/account'));
  app.get('/staff/account', own, async (request, reply) => showAccount(request, reply, parts));
  app.post('/staff/account/password', own, async (request, reply) => changePassword(request, reply, parts));
  app.post('/staff/account/recovery-codes', own, async (request, reply) => {
    await readForm(request);
    const { session } = personOf(request);
    refuseStale(session, parts);
    if (!(await access.factors.hasTotp(session.person.id))) return goTo(reply, '/staff/second-factor');
    const codes = await access.factors.renewRecoveryCodes(session);
    return show(reply, { title: 'Your recovery codes', session, body: recoveryCodes(codes) });
  });
  app.post('/staff/account/end-session', own, async (request, reply) => {
    const id = parseSessionId((await readForm(request)).text('id'));
    const { session } = personOf(request);
    const ended = id !== undefined && id !== session.id && (await access.signIn.endOther(session, id));
    const text = ended ? 'That session has ended.' : 'There is no such session any more.';
    return showAccount(request, reply, parts, { kind: 'done', text });
  });
  app.post('/staff/account/remove-passkey', own, async (request, reply) => {
    const id = (await readForm(request)).text('id');
    const { session } = personOf(request);
    refuseStale(session, parts);
    const removed = await access.passkeys.remove(session, id);
    if (!removed.ok && removed.why === 'last-factor') {
      const text = 'This is your last second factor. Set up another one first.';
      return showAccount(request, reply, parts, { kind: 'wrong', text });
    }
    return showAccount(request, reply, parts, { kind: 'done', text: 'That passkey counts no more.' });
  });
}

async function changePassword(request: FastifyRequest, reply: FastifyReply, parts: StaffParts) {
  const form = await readForm(request);
  const { session } = personOf(request);
  const next = form.text('next');
  if (next !== form.text('again'))
    return showAccount(request, reply, parts, {
      kind: 'wrong',
      text: 'The two new passwords differ. Nothing was changed.',
    });
  const answer = await parts.access.signIn.changePassword(session, { current: form.text('current'), next });
  if (answer.ok) {
    const text = 'Your password was changed, and your other sessions have ended.';
    return showAccount(request, reply, parts, { kind: 'done', text });
  }
  const why = answer.why === 'wrong' ? 'The current password did not fit. Nothing was changed.' : undefined;
  const text = why ?? { ...PASSWORD_FAULTS, ...SIGN_IN_REFUSALS }[answer.why];
  return showAccount(request, reply, parts, { kind: 'wrong', text });
}

async function showAccount(request: FastifyRequest, reply: FastifyReply, { access }: StaffParts, notice?: Notice) {
  const { session, site } = personOf(request);
  const { id, name, mail, roles } = session.person;
  const [passkeys, sessions, hasApp, codes] = await Promise.all([
    access.passkeys.list(id),
    access.sessions.list(id),
    access.factors.hasTotp(id),
    access.factors.countRecoveryCodes(id),
  ]);
  const body = html`<p>
      ${name}, ${mail}. ${roles.length === 0 ? 'You have no role.' : `Your roles: ${roles.join(', ')}.`}
    </p>
    <h2>Passkeys</h2>
    ${
      passkeys.length === 0
        ? html`<p>You have none.</p>`
        : html`<ul>
            ${passkeys.map((passkey) => passkeyItem(passkey, session))}
          </ul>`
    }
    ${
      site.passkeys
        ? html`<div class="narrow">
              ${field({ name: 'label', label: 'Name of this device', value: 'My device', most: 60, optional: true })}
            </div>
            ${passkeyButton('register', session)}`
        : html`<p class="hint">Passkeys need a name instead of an IP address: open this page as http://localhost.</p>`
    }
    <h2>Authenticator app</h2>
    ${
      hasApp
        ? html`<p>Set up. ${codes} of your recovery codes are left.</p>
            <form method="post" action="/staff/account/recovery-codes">
              ${tokenField(session)}<button type="submit" class="quiet">Make new recovery codes</button>
            </form>`
        : html`<p>Not set up. <a href="/staff/second-factor">Set one up</a></p>`
    }
    <h2>Password</h2>
    <form method="post" action="/staff/account/password" class="narrow">
      ${tokenField(session)}
      ${field({ name: 'current', label: 'Current password', type: 'password', autocomplete: 'current-password' })}
      ${field({ name: 'next', label: 'New password', type: 'password', autocomplete: 'new-password', hint: PASSWORD_HINT })}
      ${field({ name: 'again', label: 'The new password again', type: 'password', autocomplete: 'new-password' })}
      <button type="submit">Change the password</button>
    </form>
    <h2>Sessions</h2>
    <ul>
      ${sessions.map((one) => sessionItem(one, session))}
    </ul>`;
  const page = { title: 'My account', session, body, script: site.passkeys !== undefined };
  return show(reply, notice ? { ...page, notice } : page, notice?.kind === 'wrong' ? 422 : 200);
}

type Listed<List extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<List>>[number];

function passkeyItem(passkey: Listed<StaffParts['access']['passkeys']['list']>, session: Session): Markup {
  const { id, label, site, createdOn, usedOn } = passkey;
  return html`<li>
    ${label}, for ${site}, made ${createdOn}${usedOn === undefined ? '' : `, last used ${usedOn}`}
    <form method="post" action="/staff/account/remove-passkey">
      ${tokenField(session)}<input type="hidden" name="id" value="${id}" />
      <button type="submit" class="quiet" aria-label="Remove the passkey ${label}">Remove</button>
    </form>
  </li>`;
}

function sessionItem(one: Listed<StaffParts['access']['sessions']['list']>, session: Session): Markup {
  const since = `${one.device}, since ${formatInstant(one.createdAt).slice(0, 16).replace('T', ' ')} UTC`;
  if (one.id === session.id) return html`<li>${since} (this one)</li>`;
  return html`<li>
    ${since}
    <form method="post" action="/staff/account/end-session">
      ${tokenField(session)}<input type="hidden" name="id" value="${one.id}" />
      <button type="submit" class="quiet" aria-label="End the session of ${since}">End</button>
    </form>
  </li>`;
}
