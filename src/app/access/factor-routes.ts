// SPDX-License-Identifier: Apache-2.0
/** The second factor: setting up an app or a passkey where there is none yet, and showing one where there is. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { base32, type Session, totpAddress } from '../../access/index.ts';
import { setCookie } from './cookie.ts';
import { deviceOf, readForm } from './form.ts';
import { personOf } from './guard.ts';
import { field, type Notice, tokenField } from './layout.ts';
import { html, type Markup } from './markup.ts';
import type { StaffSite } from './site.ts';
import { goTo, refuseStale, show, type StaffParts } from './staff.ts';

const ADDRESS = '/staff/second-factor';

export function registerFactor(app: FastifyInstance, parts: StaffParts): void {
  const half = { config: { access: 'half-signed-in' as const } };
  app.get(ADDRESS, half, async (request, reply) => showFactor(request, reply, parts));
  app.post(ADDRESS, half, async (request, reply) => {
    const code = (await readForm(request)).text('code');
    const { session } = personOf(request);
    return session.stage === 'factor'
      ? proveFactor(request, reply, { parts, code })
      : confirmApp(request, reply, { parts, code });
  });
}

async function showFactor(request: FastifyRequest, reply: FastifyReply, parts: StaffParts, wrong?: string) {
  const { session, site } = personOf(request);
  const notice: Notice | undefined = wrong === undefined ? undefined : { kind: 'wrong', text: wrong };
  const shared = { session, script: site.passkeys !== undefined, ...(notice ? { notice } : {}) };
  if (session.stage === 'factor')
    return show(reply, { ...shared, title: 'Second factor', body: askFactor(session, site) }, notice ? 403 : 200);
  const secret = await parts.access.factors.draftTotp(session);
  if (!secret) return goTo(reply, '/staff/account');
  const body = enrolment(session, site, secret);
  return show(reply, { ...shared, title: 'Set up a second factor', body }, notice ? 422 : 200);
}

function askFactor(session: Session, site: StaffSite): Markup {
  return html`<form method="post" action="${ADDRESS}" class="narrow">
      ${tokenField(session)}
      ${field({ name: 'code', label: 'Code', hint: 'The six digits of your app, or one of your recovery codes.', autocomplete: 'one-time-code', most: 40 })}
      <button type="submit">Go on</button>
    </form>
    ${site.passkeys ? passkeyPart('sign-in', session) : elsewhere()}`;
}

function enrolment(session: Session, site: StaffSite, secret: Buffer): Markup {
  const shown = base32(secret).replaceAll(/(.{4})(?=.)/gu, '$1 ');
  return html`<p>A password alone can be stolen without anybody noticing. Set up one of these two before you go on.</p>
    ${
      site.passkeys
        ? html`<h2>A passkey</h2>
            <p>
              A finger, a face or the PIN of this device. Nobody can talk you out of it on the telephone: it works on
              this site alone.
            </p>
            <div class="narrow">
              ${field({ name: 'label', label: 'Name of this device', value: 'My device', most: 60, optional: true })}
            </div>
            ${passkeyButton('register', session)}`
        : elsewhere()
    }
    <h2>An authenticator app</h2>
    <ol>
      <li>
        On this device, <a href="${totpAddress(secret, session.person.mail)}">open your app with this link</a>. On
        another one, add an account by hand (time-based, six digits) with this key:
        <p class="once" id="key">${shown}</p>
      </li>
      <li>Type the code that it shows.</li>
    </ol>
    <form method="post" action="${ADDRESS}" class="narrow">
      ${tokenField(session)}
      ${field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', most: 10, numeric: true })}
      <button type="submit">Go on</button>
    </form>`;
}

function passkeyPart(what: 'register' | 'sign-in', session: Session): Markup {
  return html`<h2>Or with a passkey</h2>
    ${passkeyButton(what, session)}`;
}

export function passkeyButton(what: 'register' | 'sign-in', { formToken }: Session): Markup {
  const name = what === 'register' ? 'Add a passkey' : 'Use a passkey';
  return html`<button type="button" data-passkey="${what}" data-token="${formToken}" hidden>${name}</button>
    <p id="passkey-said" role="status"></p>
    <noscript><p class="hint">Passkeys need JavaScript. Everything else here works without.</p></noscript>`;
}

function elsewhere(): Markup {
  return html`<p class="hint">
    Browsers allow passkeys at a name only, not at an IP address: on this machine open this page as http://localhost
    with the same port.
  </p>`;
}

type Code = { readonly parts: StaffParts; readonly code: string };

async function proveFactor(request: FastifyRequest, reply: FastifyReply, { parts, code }: Code): Promise<FastifyReply> {
  const { session, site } = personOf(request);
  const answer = await parts.access.factors.prove(session, code, deviceOf(request));
  if (!answer.ok) {
    const wrong =
      answer.why === 'locked'
        ? 'Too many wrong codes were typed. Wait some minutes, up to an hour, then try again.'
        : 'This code did not fit. Each counts once: wait for the next one that the app shows.';
    return showFactor(request, reply, parts, wrong);
  }
  setCookie(reply, site, answer.secret);
  return goTo(reply, '/staff');
}

async function confirmApp(request: FastifyRequest, reply: FastifyReply, { parts, code }: Code): Promise<FastifyReply> {
  const { session, site } = personOf(request);
  refuseStale(session, parts);
  const answer = await parts.access.factors.confirmTotp(session, code, deviceOf(request));
  if (!answer.ok) {
    if (answer.why === 'already') return goTo(reply, '/staff/account');
    return showFactor(
      request,
      reply,
      parts,
      'This code did not fit. Compare the key, and the clock of the device with the app.',
    );
  }
  setCookie(reply, site, answer.secret);
  return show(reply, { title: 'Your recovery codes', body: recoveryCodes(answer.recoveryCodes) });
}

/** Shown once. */
export function recoveryCodes(codes: readonly string[]): Markup {
  return html`<p>
      Each of these stands in for your app once. They are not shown again: print them, or keep them where the app is
      not.
    </p>
    <ul class="once codes">
      ${codes.map((code) => html`<li>${code}</li>`)}
    </ul>
    <p><a href="/staff">Go on</a></p>`;
}
