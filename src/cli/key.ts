// SPDX-License-Identifier: Apache-2.0
/** `tocsin key add|list|revoke`: the API keys of institutions. */
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, type ExitCode, integerOption, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';
import { dataOption } from './store/with-store.ts';

const scope = textOption({
  flag: 'scope',
  value: 'SCOPES',
  prose: 'Of add: screen, report, lookup, list, metrics; several with commas. A key can do nothing else.',
});
const label = textOption({ flag: 'label', value: 'TEXT', prose: 'Of add: what uses the key, and where.' });
const institution = textOption({
  flag: 'institution',
  value: 'TEXT',
  prose: 'Of add: whose it is; without it your own.',
});
const days = integerOption({
  flag: 'days',
  value: 'N',
  min: 1,
  max: 366,
  fallback: 90,
  prose: 'Of add: how long it lives.',
});
const why = textOption({ flag: 'why', value: 'TEXT', prose: 'Of revoke: the reason, for the audit trail.' });
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

export const KEY_ACTIONS = ['add', 'list', 'revoke'] as const;

export const keyCommand: Command = {
  name: 'key',
  summary: 'makes, lists and revokes API keys',
  usage: ['add --scope SCOPES --label TEXT [--days N]', 'list', 'revoke ID'],
  description: [
    'add prints a new key, once: Tocsin keeps its digest alone. Programs send it as Authorization: Bearer toc_… A key has scopes and expires.',
    'revoke ends a key; running servers turn it away within a second. With no live key Tocsin listens on this machine alone from its next start on.',
    'It works beside a running server and without one. Everything it does stands in the audit trail, under the name of the account on this machine.',
  ],
  arguments: [{ name: 'ID', prose: 'As key list shows it: key_….' }],
  options: [scope, label, institution, days, why, json, dataOption],
  examples: [
    { line: 'tocsin key add --scope screen --label "SMS gateway" --days 90', prose: 'Prints toc_….' },
    { line: 'tocsin key list', prose: 'Labels, scopes, states; no secrets.' },
    { line: 'tocsin key revoke key_0123456789abcdef --why leaked', prose: 'Ends it.' },
  ],
  run: async (input, io) => runKey(input, io),
};

async function runKey(input: CommandInput, io: Io): Promise<ExitCode> {
  const [given, ...words] = input.words;
  const action = KEY_ACTIONS.find((known) => known === given);
  if (action === undefined) throw new UsageError(unknownAction(given));
  if (words.length !== (action === 'revoke' ? 1 : 0))
    throw new UsageError(
      action === 'revoke' ? 'tocsin key revoke needs the id of one key.' : `tocsin key ${action} takes no words.`,
    );
  const { manageKeys } = await import('./access/manage-keys.ts');
  const asked = {
    action,
    id: words[0] ?? '',
    scopes: input.get(scope),
    label: input.get(label),
    institution: input.get(institution),
    days: input.get(days) ?? 90,
    why: input.get(why),
    json: input.get(json),
  };
  return manageKeys(input, asked, io);
}

function unknownAction(given: string | undefined): string {
  const list = `tocsin key needs one of ${KEY_ACTIONS.join(', ')}`;
  if (given === undefined) return `${list}.`;
  const near = nearest(given, KEY_ACTIONS);
  return near === undefined ? `${list}.` : `${list}. Did you mean ${near}?`;
}
