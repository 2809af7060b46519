// SPDX-License-Identifier: Apache-2.0
/** Coming and going: by password, by a one-time link, and out again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isMail, isName, type Session } from '../../access/index.ts';
import { isLoopback } from '../loopback.ts';
import { clearCookie, readCookie, setCookie } from './cookie.ts';
import { deviceOf, type Form, readForm, readOpenForm } from './form.ts';
import { personOf } from './guard.ts';
import { field, type Notice } from './layout.ts';
import { html } from './markup.ts';
import type { StaffSite } from './site.ts';
import { FEW_A_MINUTE, goTo, show, siteOfForm, type StaffParts } from './staff.ts';
import { PASSWORD_FAULTS, PASSWORD_HINT, SIGN_IN_REFUSALS } from './words.ts';

export function registerSignIn(app: FastifyInstance, parts: StaffParts): void {
  const open = { config: { access: 'public' as const } };
  const limited = { config: { access: 'public' as const, ...FEW_A_MINUTE } };
  app.get('/staff/sign-in', open, async (request, reply) => showSignIn(reply, siteOfForm(request, parts)));
  app.post('/staff/sign-in', limited, async (request, reply) => signIn(request, reply, parts));
  app.get('/staff/set-up', open, async (request, reply) => {
    siteOfForm(request, parts);
    const { token } = tokenQuery(request);
    return showSetUp(reply, parts, { token });
  });
  app.post('/staff/set-up', limited, async (request, reply) => setUp(request, reply, parts));
  app.post('/staff/sign-out', { config: { access: 'half-signed-in' } }, async (request, reply) => {
    await readForm(request);
    const { session, site } = personOf(request);
    await parts.access.signIn.signOut(session);
    clearCookie(reply, site);
    return goTo(reply, '/staff/sign-in');
  });
}

function showSignIn(reply: FastifyReply, site: StaffSite, asked: { mail?: string; notice?: Notice } = {}) {
  const body = html`<form method="post" action="/staff/sign-in" class="narrow">
      ${field({ name: 'mail', label: 'Mail', type: 'email', autocomplete: 'username', value: asked.mail ?? '', most: 254 })}
      ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
      <button type="submit">Sign in</button>
    </form>
    ${
      site.passkeys
        ? html`<h2>Or with a passkey</h2>
            <button type="button" class="quiet" data-passkey="sign-in" hidden>Use a passkey</button>
            <p id="passkey-said" role="status"></p>
            <noscript><p class="hint">Passkeys need JavaScript. Everything else here works without.</p></noscript>`
        : undefined
    }
    <p class="hint">You have no password yet, or lost it? Somebody with the role operator can make you a new link.</p>`;
  const { notice } = asked;
  const page = { title: 'Sign in', body, script: site.passkeys !== undefined, ...(notice ? { notice } : {}) };
  return show(reply, page, notice ? 403 : 200);
}

async function signIn(request: FastifyRequest, reply: FastifyReply, parts: StaffParts): Promise<FastifyReply> {
  const site = siteOfForm(request, parts);
  const form = await readOpenForm(request);
  const remote = request.raw.socket.remoteAddress ?? '';
  const mail = form.text('mail').slice(0, 254);
  const answer = await parts.access.signIn.byPassword({
    mail,
    password: form.text('password'),
    // Behind a proxy on this machine, all of them have one address.
    address: isLoopback(remote) ? undefined : networkOf(remote),
    device: deviceOf(request),
  });
  if (!answer.ok)
    return showSignIn(reply, site, { mail, notice: { kind: 'wrong', text: SIGN_IN_REFUSALS[answer.why] } });
  await leaveOlder(request, site, parts);
  setCookie(reply, site, answer.secret);
  return goTo(reply, '/staff/second-factor');
}

/** Who signs in again in the same browser has no more use for the session before. */
async function leaveOlder(request: FastifyRequest, site: StaffSite, { access }: StaffParts): Promise<void> {
  const older: Session | undefined = await access.sessions.find(readCookie(request, site));
  if (older) await access.sessions.end(older.id, older.person.id);
}

/** Of IPv6 the first 64 bits: a customer has them all. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const start = head.split(':').filter((group) => group !== '');
  const end = tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  return [...start, ...zeros, ...end].slice(0, 4).join(':');
}

type SettingUp = { readonly token: string; readonly form?: Form; readonly wrong?: string };

async function showSetUp(reply: FastifyReply, { access }: StaffParts, { token, form, wrong }: SettingUp) {
  const holder = await access.links.holderOf(token);
  if (!holder) {
    const body = html`<p>This link has been used, has been replaced by a newer one, or is older than a day.</p>
      <p>
        For the first start, restart Tocsin: it prints a new one. Otherwise ask somebody with the role operator for a
        new link.
      </p>
      <p><a href="/staff/sign-in">Sign in</a></p>`;
    return show(reply, { title: 'This link no longer works', body }, 410);
  }
  const isFirst = holder.kind === 'first';
  const password = { type: 'password', autocomplete: 'new-password' } as const;
  const body = html`<p>
      ${
        isFirst
          ? 'You are the first here, and become the operator: the one who lets others in. Next comes a second factor.'
          : `Welcome, ${holder.person.name}. Choose a password; next comes a second factor.`
      }
    </p>
    <form method="post" action="/staff/set-up" class="narrow">
      <input type="hidden" name="link" value="${token}" />
      ${
        isFirst
          ? html`${field({ name: 'name', label: 'Your name', autocomplete: 'name', most: 100, value: form?.text('name') ?? '' })}
            ${field({ name: 'mail', label: 'Mail', type: 'email', autocomplete: 'username', most: 254, value: form?.text('mail') ?? '', hint: 'You sign in with it. No mail is sent.' })}`
          : html`<input type="hidden" name="username" autocomplete="username" value="${holder.person.mail}" />`
      }
      ${field({ name: 'password', label: 'Password', hint: PASSWORD_HINT, ...password })}
      ${field({ name: 'again', label: 'The same password again', ...password })}
      <button type="submit">Go on</button>
    </form>`;
  const notice = wrong === undefined ? {} : { notice: { kind: 'wrong', text: wrong } as const };
  return show(reply, { title: 'Set up your access', body, ...notice }, wrong === undefined ? 200 : 422);
}

async function setUp(request: FastifyRequest, reply: FastifyReply, parts: StaffParts): Promise<FastifyReply> {
  const { links } = parts.access;
  const site = siteOfForm(request, parts);
  const form = await readOpenForm(request);
  const token = form.text('link');
  const again = async (wrong: string) => showSetUp(reply, parts, { token, form, wrong });
  const holder = await links.holderOf(token);
  const password = form.text('password');
  if (password !== form.text('again')) return again('The two passwords differ. Type the same one twice.');
  const joining = { password, device: deviceOf(request) };
  const name = form.text('name');
  const mail = form.text('mail');
  if (holder?.kind === 'first' && !isName(name))
    return again('A name has 1 to 100 characters, without control characters.');
  if (holder?.kind === 'first' && !isMail(mail)) return again('This is no mail address, as name@example.org.');
  const answer =
    holder?.kind === 'first'
      ? await links.joinFirst(token, { ...joining, name, mail })
      : await links.join(token, joining);
  if (!answer.ok) return again(answer.why === 'dead-link' ? '' : PASSWORD_FAULTS[answer.why]);
  setCookie(reply, site, answer.secret);
  return goTo(reply, '/staff/second-factor');
}

function tokenQuery({ url }: FastifyRequest): { readonly token: string } {
  return { token: new URL(url, 'http://localhost').searchParams.get('token')?.slice(0, 100) ?? '' };
}
