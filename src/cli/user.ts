// SPDX-License-Identifier: Apache-2.0
/** `tocsin user add|list|roles|link|disable|enable|reset-factor`: persons, from the shell of the machine. */
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, type ExitCode, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';
import { dataOption } from './store/with-store.ts';

const mail = textOption({
  flag: 'mail',
  value: 'MAIL',
  prose: 'Of add: what the person signs in with. No mail is sent.',
});
const role = textOption({
  flag: 'role',
  value: 'ROLES',
  prose: 'Of add and roles: agent, analyst, approver, auditor, operator; several with commas.',
});
const why = textOption({ flag: 'why', value: 'TEXT', prose: 'The reason, for the audit trail.' });
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

export const USER_ACTIONS = ['add', 'list', 'roles', 'link', 'disable', 'enable', 'reset-factor'] as const;
export type UserAction = (typeof USER_ACTIONS)[number];

export const userCommand: Command = {
  name: 'user',
  summary: 'adds and manages persons and their roles',
  usage: ['add NAME --mail MAIL --role ROLES', 'list', 'roles|link|disable|enable|reset-factor PERSON'],
  description: [
    'add makes a person and prints a one-time link, by which they choose a password and set up a second factor within 24 hours. Nobody has a password before that.',
    'roles sets the roles of a person to those of --role. disable ends their sessions and keeps them out. reset-factor takes away password, app and passkeys, and prints a new link; link prints a new one for somebody who has lost the first.',
    'It works beside a running server and without one. Everything it does stands in the audit trail, under the name of the account on this machine.',
  ],
  arguments: [
    { name: 'NAME', prose: 'The name of the person, in quotes where it has blanks.' },
    { name: 'PERSON', prose: 'The mail or the id of a person.' },
  ],
  options: [mail, role, why, json, dataOption],
  examples: [
    { line: 'tocsin user add "Ada Lovelace" --mail ada@example.org --role analyst', prose: 'Prints her link.' },
    { line: 'tocsin user roles ada@example.org --role analyst,approver', prose: 'Both roles, and no other.' },
    { line: 'tocsin user list --json', prose: 'One object a person.' },
  ],
  run: async (input, io) => runUser(input, io),
};

async function runUser(input: CommandInput, io: Io): Promise<ExitCode> {
  const [given, ...words] = input.words;
  const action = USER_ACTIONS.find((known) => known === given);
  if (action === undefined) throw new UsageError(unknownAction(given));
  const [subject = ''] = words;
  if (action !== 'list' && subject === '')
    throw new UsageError(`tocsin user ${action} needs ${action === 'add' ? 'a name' : 'the mail or id of a person'}.`);
  if (words.length > (action === 'list' ? 0 : 1))
    throw new UsageError(
      `tocsin user ${action} takes ${action === 'list' ? 'no words' : 'one word; quote a name with blanks'}.`,
    );
  const { manageUsers } = await import('./access/manage-users.ts');
  const asked = { action, subject, mail: input.get(mail), roles: input.get(role), why: input.get(why) };
  return manageUsers(input, { ...asked, json: input.get(json) }, io);
}

function unknownAction(given: string | undefined): string {
  const list = `tocsin user needs one of ${USER_ACTIONS.join(', ')}`;
  if (given === undefined) return `${list}.`;
  const near = nearest(given, USER_ACTIONS);
  return near === undefined ? `${list}.` : `${list}. Did you mean ${near}?`;
}
