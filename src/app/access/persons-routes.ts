// SPDX-License-Identifier: Apache-2.0
/** Who may sign in: a list for those who may see it, and forms for those who may change it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  isMail,
  isName,
  mayDo,
  parsePersonId,
  parseRole,
  type PersonId,
  type PersonRow,
  type Role,
  ROLES,
  type Session,
} from '../../access/index.ts';
import { type Form, readForm, readWhy } from './form.ts';
import { actorOf, personOf } from './guard.ts';
import { field, type Notice, tokenField } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { show, type StaffParts } from './staff.ts';
import { PERSON_REFUSALS } from './words.ts';

export function registerPersons(app: FastifyInstance, parts: StaffParts): void {
  const manage = { config: { access: 'may:persons.manage' as const } };
  app.get('/staff/persons', { config: { access: 'may:persons.read' } }, async (request, reply) =>
    showPersons(request, reply, parts),
  );
  app.post('/staff/persons', manage, async (request, reply) => addPerson(request, reply, parts));
  app.post('/staff/persons/change', manage, async (request, reply) => changePerson(request, reply, parts));
}

async function addPerson(request: FastifyRequest, reply: FastifyReply, parts: StaffParts): Promise<FastifyReply> {
  const { persons, invitations } = parts.access;
  const form = await readForm(request);
  const name = form.text('name');
  const mail = form.text('mail');
  if (!isName(name) || !isMail(mail))
    return showPersons(request, reply, parts, wrong('A person has a name of up to 100 characters and a mail address.'));
  const actor = actorOf(request);
  const added = await persons.add({ name, mail, roles: rolesOf(form) }, actor);
  if (!added.ok) return showPersons(request, reply, parts, wrong(PERSON_REFUSALS[added.why]));
  return showLink(request, reply, await invitations.make(added.person.id, actor));
}

async function changePerson(request: FastifyRequest, reply: FastifyReply, parts: StaffParts): Promise<FastifyReply> {
  const form = await readForm(request);
  const id = parsePersonId(form.text('id'));
  const why = readWhy(form);
  if (id === undefined) return showPersons(request, reply, parts, wrong(PERSON_REFUSALS['not-found']));
  if (why === undefined)
    return showPersons(request, reply, parts, wrong('Say why, in up to 400 characters. It stands in the audit trail.'));
  return carryOut(request, reply, { parts, form, id, why });
}

type Change = { readonly parts: StaffParts; readonly form: Form; readonly id: PersonId; readonly why: string };

async function carryOut(request: FastifyRequest, reply: FastifyReply, { parts, form, id, why }: Change) {
  const { persons, invitations } = parts.access;
  const actor = actorOf(request);
  switch (form.text('do')) {
    case 'roles':
      return told(await persons.setRoles(id, rolesOf(form), actor, why));
    case 'disable':
      return told(await persons.disable(id, actor, why));
    case 'enable':
      return told(await persons.enable(id, actor, why));
    case 'reset':
      if (actor.id === id) return showPersons(request, reply, parts, wrong('Ask another operator for that.'));
      return showLink(request, reply, await invitations.reset(id, actor, why));
    default:
      return showPersons(request, reply, parts, wrong('Choose what to do.'));
  }
  async function told(answer: Awaited<ReturnType<typeof persons.disable>>): Promise<FastifyReply> {
    const notice = answer.ok ? ({ kind: 'done', text: 'Done.' } as const) : wrong(PERSON_REFUSALS[answer.why]);
    return showPersons(request, reply, parts, notice);
  }
}

function rolesOf(form: Form): readonly Role[] {
  const asked = form.all('role').map(parseRole);
  return ROLES.filter((role) => asked.includes(role));
}

function wrong(text: string): Notice {
  return { kind: 'wrong', text };
}

function showLink(request: FastifyRequest, reply: FastifyReply, secret: string | undefined): FastifyReply {
  const { session, site } = personOf(request);
  const body =
    secret === undefined
      ? html`<p>There is no such person, or they are disabled: enable them first.</p>`
      : html`<p>
            Give this link to the person, on a way that nobody else reads. It works once, within 24 hours, and is not
            shown again.
          </p>
          <p class="once" id="link">${site.origin}/staff/set-up?token=${secret}</p>`;
  const back = html`${body}
    <p><a href="/staff/persons">Back to the persons</a></p>`;
  return show(reply, { title: 'One-time link', session, body: back }, secret === undefined ? 404 : 200);
}

async function showPersons(request: FastifyRequest, reply: FastifyReply, { access }: StaffParts, notice?: Notice) {
  const { session } = personOf(request);
  const rows = await access.persons.list();
  await access.audit.record({
    actor: actorOf(request),
    action: 'persons.read',
    object: { kind: 'persons', id: 'all' },
  });
  const manages = mayDo(session.person.roles, 'persons.manage');
  const body = html`<div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Mail</th>
            <th scope="col">Roles</th>
            <th scope="col">Signs in by</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(personRow)}
        </tbody>
      </table>
    </div>
    ${
      manages
        ? html`${addForm(session)} ${rows.length > 1 ? html`<h2>Change</h2>` : undefined}
          ${rows.map((row) => changeForm(row, session))}`
        : undefined
    }`;
  const page = { title: 'Persons', session, body };
  return show(reply, notice ? { ...page, notice } : page, notice?.kind === 'wrong' ? 422 : 200);
}

function personRow(row: PersonRow): Markup {
  const { name, mail, roles, hasPassword, hasTotp, passkeys, disabledAt, createdAt } = row;
  const factors = [hasPassword ? 'password' : '', hasTotp ? 'app' : '', passkeys > 0 ? `${passkeys} passkeys` : ''];
  const ways = factors.filter((way) => way !== '').join(', ');
  const state = disabledAt === undefined ? ways || 'nothing yet' : 'disabled';
  return html`<tr>
    <td>${name}</td>
    <td data-name="Mail">${mail}</td>
    <td data-name="Roles">${roles.join(', ') || 'none'}</td>
    <td data-name="Signs in by">${state}</td>
    <td data-name="Since">${new Date(createdAt).toISOString().slice(0, 10)}</td>
  </tr>`;
}

function addForm(session: Session): Markup {
  return html`<h2>Add a person</h2>
    <form method="post" action="/staff/persons" class="narrow">
      ${tokenField(session)} ${field({ name: 'name', label: 'Name', most: 100 })}
      ${field({ name: 'mail', label: 'Mail', type: 'email', most: 254, hint: 'They sign in with it. No mail is sent: you get a link to hand over.' })}
      ${roleChoices([])}
      <button type="submit">Add the person</button>
    </form>`;
}

function changeForm({ id, name, roles, disabledAt }: PersonRow, session: Session): Markup {
  if (id === session.person.id) return html``;
  const deeds = [
    ['roles', 'Set the roles chosen above'],
    ['reset', 'Take away password and second factor, and make a new link'],
    disabledAt === undefined ? ['disable', 'Disable, and end all sessions'] : ['enable', 'Enable again'],
  ] as const;
  return html`<details>
    <summary>${name}</summary>
    <form method="post" action="/staff/persons/change" class="narrow">
      ${tokenField(session)}<input type="hidden" name="id" value="${id}" />
      ${roleChoices(roles)}
      <fieldset>
        <legend>What to do</legend>
        ${deeds.map(
          ([value, text]) =>
            html`<div class="choices">
              <label><input type="radio" name="do" value="${value}" required /> ${text}</label>
            </div>`,
        )}
      </fieldset>
      <label>Why <input name="why" maxlength="400" autocomplete="off" required /></label>
      <button type="submit">Do it</button>
    </form>
  </details>`;
}

function roleChoices(chosen: readonly Role[]): Markup {
  return html`<fieldset>
    <legend>Roles</legend>
    <div class="choices">
      ${ROLES.map((role) => {
        const checked = chosen.includes(role) ? html` checked` : undefined;
        return html`<label><input type="checkbox" name="role" value="${role}" ${checked} /> ${role}</label>`;
      })}
    </div>
  </fieldset>`;
}
