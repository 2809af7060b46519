// SPDX-License-Identifier: Apache-2.0
/** The keys of institutions: a list, a form for a new one, whose secret is shown once, and one to revoke. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ApiKey,
  isName,
  mayDo,
  MOST_KEY_DAYS,
  type NewKey,
  parseKeyId,
  parseScope,
  SCOPES,
  type Session,
  stateOfKey,
} from '../../access/index.ts';
import { formatInstant, type Instant } from '../../base/instant.ts';
import { type Form, readForm, readWhy } from './form.ts';
import { actorOf, personOf } from './guard.ts';
import { field, type Notice, tokenField } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { show, type StaffParts } from './staff.ts';

export function registerKeys(app: FastifyInstance, parts: StaffParts): void {
  const { keys, ring } = parts.access;
  const manage = { config: { access: 'may:keys.manage' as const } };
  app.get('/staff/keys', { config: { access: 'may:keys.read' } }, async (request, reply) =>
    showKeys(request, reply, parts),
  );
  app.post('/staff/keys', manage, async (request, reply) => {
    const asked = parseAsked(await readForm(request));
    if (typeof asked === 'string') return showKeys(request, reply, parts, { kind: 'wrong', text: asked });
    const { token } = await keys.add(asked, actorOf(request));
    await ring.refresh();
    return showToken(request, reply, token);
  });
  app.post('/staff/keys/revoke', manage, async (request, reply) => {
    const form = await readForm(request);
    const id = parseKeyId(form.text('id'));
    const why = readWhy(form);
    if (why === undefined)
      return showKeys(request, reply, parts, { kind: 'wrong', text: 'Say why, in up to 400 characters.' });
    const revoked = id === undefined ? undefined : await keys.revoke(id, actorOf(request), why);
    await ring.refresh();
    const text = revoked?.ok ? 'The key is revoked.' : 'There is no such key, or it is revoked already.';
    return showKeys(request, reply, parts, { kind: revoked?.ok ? 'done' : 'wrong', text });
  });
}

/** Or the sentence that says what is missing. */
function parseAsked(form: Form): NewKey | string {
  const asked = form.all('scope').map(parseScope);
  const scopes = SCOPES.filter((scope) => asked.includes(scope));
  const label = form.text('label').trim();
  const institution = form.text('institution').trim();
  const days = /^[0-9]{1,3}$/u.test(form.text('days')) ? Number(form.text('days')) : 0;
  if (!isName(label)) return 'A key has a label of up to 100 characters: what uses it, and where.';
  if (institution !== '' && !isName(institution)) return 'An institution has a name of up to 100 characters.';
  if (scopes.length === 0) return 'Choose at least one scope.';
  if (days < 1 || days > MOST_KEY_DAYS) return `A key lives 1 to ${MOST_KEY_DAYS} days.`;
  return { label, institution, scopes, days };
}

function showToken(request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply {
  const { session } = personOf(request);
  const body = html`<p>Put it where the program reads it. It is not shown again.</p>
    <p class="once" id="token">${token}</p>
    <p>It is sent as <code>Authorization: Bearer toc_…</code>.</p>
    <p><a href="/staff/keys">Back to the keys</a></p>`;
  return show(reply, { title: 'New API key', session, body });
}

async function showKeys(request: FastifyRequest, reply: FastifyReply, { access }: StaffParts, notice?: Notice) {
  const { session } = personOf(request);
  const keys = await access.keys.list();
  await access.audit.record({ actor: actorOf(request), action: 'keys.read', object: { kind: 'keys', id: 'all' } });
  const manages = mayDo(session.person.roles, 'keys.manage');
  const now = access.clock();
  const live = keys.filter((key) => stateOfKey(key, now) === 'live');
  const body = html`${
    keys.length === 0
      ? html`<p>There is no key. Until there is one, Tocsin listens on this machine alone.</p>`
      : html`<div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Label</th>
                <th scope="col">Institution</th>
                <th scope="col">Scopes</th>
                <th scope="col">State</th>
                <th scope="col">Expires</th>
                <th scope="col">Last used</th>
              </tr>
            </thead>
            <tbody>
              ${keys.map((key) => keyRow(key, now))}
            </tbody>
          </table>
        </div>`
  }
  ${
    manages
      ? html`${addForm(session)}${
          live.length > 0
            ? html`<h2>Revoke</h2>
                ${live.map((key) => revokeForm(key, session))}`
            : undefined
        }`
      : undefined
  }`;
  const page = { title: 'API keys', session, body };
  return show(reply, notice ? { ...page, notice } : page, notice?.kind === 'wrong' ? 422 : 200);
}

function keyRow(key: ApiKey, now: Instant): Markup {
  const { label, institution, scopes, expiresAt, usedOn } = key;
  return html`<tr>
    <td>${label}</td>
    <td data-name="Institution">${institution || 'own'}</td>
    <td data-name="Scopes">${scopes.join(', ')}</td>
    <td data-name="State">${stateOfKey(key, now)}</td>
    <td data-name="Expires">${formatInstant(expiresAt).slice(0, 10)}</td>
    <td data-name="Last used">${usedOn ?? 'never'}</td>
  </tr>`;
}

function addForm(session: Session): Markup {
  return html`<h2>Make a key</h2>
    <form method="post" action="/staff/keys" class="narrow">
      ${tokenField(session)} ${field({ name: 'label', label: 'Label', hint: 'What uses it, and where.', most: 100 })}
      ${field({ name: 'institution', label: 'Institution', hint: 'Empty for a key of your own.', most: 100, optional: true })}
      <fieldset>
        <legend>Scopes</legend>
        <div class="choices">
          ${SCOPES.map((scope) => html`<label><input type="checkbox" name="scope" value="${scope}" /> ${scope}</label>`)}
        </div>
      </fieldset>
      ${field({ name: 'days', label: 'Days', hint: `1 to ${MOST_KEY_DAYS}.`, value: '90', most: 3, numeric: true })}
      <button type="submit">Make the key</button>
    </form>`;
}

function revokeForm({ id, label }: ApiKey, session: Session): Markup {
  return html`<details>
    <summary>${label}</summary>
    <form method="post" action="/staff/keys/revoke" class="narrow">
      ${tokenField(session)}<input type="hidden" name="id" value="${id}" />
      <label>Why <input name="why" maxlength="400" autocomplete="off" required /></label>
      <button type="submit">Revoke this key</button>
    </form>
  </details>`;
}
