// SPDX-License-Identifier: Apache-2.0
/** What `tocsin user` does with the database. */
import {
  type AccessAdmin,
  isMail,
  isName,
  parsePersonId,
  parseRole,
  type Person,
  type PersonRefusal,
  type PersonRow,
  type Role,
  ROLES,
} from '../../access/index.ts';
import { EnvironmentError, UsageError } from '../../base/errors.ts';
import { formatInstant } from '../../base/instant.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { serverOptions } from '../store/with-store.ts';
import type { UserAction } from '../user.ts';
import { cliActor, withAdmin } from './with-admin.ts';
import { printTable } from './print-table.ts';

export type UserAsked = {
  readonly action: UserAction;
  readonly subject: string;
  readonly mail: string | undefined;
  readonly roles: string | undefined;
  readonly why: string | undefined;
  readonly json: boolean;
};

export async function manageUsers(input: CommandInput, asked: UserAsked, io: Io): Promise<ExitCode> {
  const roles = asked.action === 'add' || asked.action === 'roles' ? parseRoles(asked) : [];
  if (asked.action === 'add') proveNew(asked);
  return withAdmin(input, io, async (admin) => {
    const actor = cliActor();
    if (asked.action === 'list') return list(admin, asked, io);
    if (asked.action === 'add') {
      const added = await admin.persons.add({ name: asked.subject, mail: asked.mail ?? '', roles }, actor);
      if (!added.ok) throw refusal(added.why);
      return printLink(input, io, {
        json: asked.json,
        person: added.person,
        secret: await admin.invitations.make(added.person.id, actor),
      });
    }
    const person = await find(admin, asked.subject);
    switch (asked.action) {
      case 'roles':
        return told(await admin.persons.setRoles(person.id, roles, actor, asked.why));
      case 'disable':
        return told(await admin.persons.disable(person.id, actor, asked.why));
      case 'enable':
        return told(await admin.persons.enable(person.id, actor, asked.why));
      case 'link':
        return printLink(input, io, {
          json: asked.json,
          person,
          secret: await admin.invitations.make(person.id, actor),
        });
      case 'reset-factor': {
        const secret = await admin.invitations.reset(person.id, actor, asked.why);
        return printLink(input, io, { json: asked.json, person, secret });
      }
    }
  });
  function told(answer: Awaited<ReturnType<AccessAdmin['persons']['disable']>>): ExitCode {
    if (!answer.ok) throw refusal(answer.why);
    io.stdout.write(asked.json ? `${JSON.stringify({ done: asked.action })}\n` : 'Done.\n');
    return EXIT.done;
  }
}

function parseRoles({ action, roles }: UserAsked): readonly Role[] {
  if (roles === undefined)
    throw new UsageError(`tocsin user ${action} needs --role ROLES: one or more of ${ROLES.join(', ')}.`);
  return roles.split(',').map((text) => {
    const role = parseRole(text.trim());
    if (role === undefined) throw new UsageError(`The option --role knows ${ROLES.join(', ')}, several with commas.`);
    return role;
  });
}

function proveNew({ subject, mail }: UserAsked): void {
  if (!isName(subject)) throw new UsageError('A name has 1 to 100 characters, without control characters.');
  if (mail === undefined || !isMail(mail))
    throw new UsageError('tocsin user add needs --mail MAIL, as name@example.org.');
}

async function find({ persons }: AccessAdmin, subject: string): Promise<Person> {
  const id = parsePersonId(subject);
  const person = id === undefined ? await persons.byMail(subject) : await persons.byId(id);
  if (!person) throw refusal('not-found');
  return person;
}

const REFUSALS: Readonly<Record<PersonRefusal, string>> = {
  'not-found': 'There is no such person. tocsin user list shows them.',
  'mail-taken': 'There is a person with this mail already. tocsin user list shows them.',
  oneself: 'Nobody changes their own roles.',
  'last-operator': 'This is the last operator. Make another one first.',
};

function refusal(why: PersonRefusal): EnvironmentError {
  return new EnvironmentError(`person-${why}`, REFUSALS[why]);
}

type Linked = { readonly json: boolean; readonly person: Person; readonly secret: string | undefined };

function printLink(input: CommandInput, io: Io, { json, person, secret }: Linked): ExitCode {
  if (secret === undefined)
    throw new EnvironmentError('person-disabled', 'This person is disabled. tocsin user enable lets them in again.');
  const { port, publicUrl } = serverOptions(input, io).http;
  const link = `${publicUrl ?? `http://localhost:${port === 0 ? 8080 : port}`}/staff/set-up?token=${secret}`;
  io.stdout.write(
    json
      ? `${JSON.stringify({ id: person.id, link })}\n`
      : `Give this link to ${person.name}. It works once, within 24 hours, and is not shown again:\n\n  ${link}\n\n`,
  );
  return EXIT.done;
}

async function list({ persons, audit }: AccessAdmin, { json }: UserAsked, io: Io): Promise<ExitCode> {
  const rows = await persons.list();
  await audit.record({ actor: cliActor(), action: 'persons.read', object: { kind: 'persons', id: 'all' } });
  if (json) for (const row of rows) io.stdout.write(`${JSON.stringify(factsOf(row))}\n`);
  else printTable(io, ['MAIL', 'NAME', 'ROLES', 'SIGNS IN BY', 'ID'], rows.map(cellsOf));
  return EXIT.done;
}

function factsOf({ id, name, mail, roles, hasPassword, hasTotp, passkeys, createdAt, disabledAt }: PersonRow) {
  const since = formatInstant(createdAt);
  return { id, name, mail, roles, hasPassword, hasApp: hasTotp, passkeys, since, isDisabled: disabledAt !== undefined };
}

function cellsOf({ id, name, mail, roles, hasPassword, hasTotp, passkeys, disabledAt }: PersonRow): readonly string[] {
  const ways = [hasPassword ? 'password' : '', hasTotp ? 'app' : '', passkeys > 0 ? 'passkey' : ''];
  const signs = ways.filter((way) => way !== '').join(' + ') || 'nothing yet';
  return [mail, name, roles.join(',') || 'none', disabledAt === undefined ? signs : 'disabled', id];
}
