// SPDX-License-Identifier: Apache-2.0
/** `tocsin decisions show|list`: why something was decided so, for as long as the journal may know. */
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, type ExitCode, integerOption, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';
import { dataOption } from './store/with-store.ts';

const number = textOption({ flag: 'number', value: 'NUMBER', prose: 'Of list: a telephone number.' });
const sender = textOption({ flag: 'sender', value: 'NAME', prose: 'Of list: a sender that is no number, as a name.' });
const account = textOption({ flag: 'account', value: 'ACCOUNT', prose: 'Of list: an account, IBAN or wallet.' });
const subject = textOption({ flag: 'subject', value: 'KEY', prose: 'Of list: the opaque key of a person protected.' });
const link = textOption({ flag: 'link', value: 'URL', prose: 'Of list: the host of a link.' });
const day = textOption({ flag: 'day', value: 'DAY', prose: 'Of list: decided on this UTC day, as 2026-03-04.' });
const rows = integerOption({
  flag: 'rows',
  value: 'N',
  min: 1,
  max: 1000,
  fallback: 20,
  prose: 'Of list: at most so many, the newest first.',
});
const content = switchOption({ flag: 'content', prose: 'Of show: also what was said, where it is still kept.' });
const why = textOption({ flag: 'why', value: 'TEXT', prose: 'The reason for reading, for the audit trail.' });
const lang = textOption({ flag: 'lang', value: 'LANG', prose: 'Language of the reasons, as en or zh.' });
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

const IDENTIFIERS = { number, sender, account, subject, link } as const;

export const decisionsCommand: Command = {
  name: 'decisions',
  summary: 'says why something was decided so',
  usage: ['show ID [--content]', 'list --number NUMBER [--day DAY]', 'list --sender|--account|--subject|--link VALUE'],
  description: [
    'show prints one decision: verdict, when, at which door, every reason in words with its weight, what decided, what is still kept and until when. ID is the id of a decision or of its event. The exit status is 1 when the journal knows none.',
    'list prints the decisions that speak of an identifier. It finds them by keys of the data folder: without these nobody can tell whom a row is about. Allowed links and the persons who opened them are never joined.',
    'How long is policy: see policy/journal.yaml. Each reading stands in the audit trail, under the name of the account on this machine.',
  ],
  arguments: [{ name: 'ID', prose: 'dec_… or the id of an event.' }],
  options: [number, sender, account, subject, link, day, rows, content, why, lang, json, dataOption],
  examples: [
    { line: 'tocsin decisions show dec_0123456789abcdef01234567', prose: 'Why?' },
    {
      line: 'tocsin decisions list --number +447700900123 --day 2026-03-04',
      prose: 'What about this number that day?',
    },
  ],
  run: async (input, io) => runDecisions(input, io),
};

async function runDecisions(input: CommandInput, io: Io): Promise<ExitCode> {
  const [action, ...words] = input.words;
  const asked = { why: input.get(why), lang: input.get(lang) ?? 'en', json: input.get(json) };
  if (action === 'show') {
    const [id, ...more] = words;
    if (id === undefined || more.length > 0)
      throw new UsageError('tocsin decisions show needs the id of one decision or event.');
    const { showDecision } = await import('./decisions/show-decision.ts');
    return showDecision(input, { ...asked, id, content: input.get(content), keepsLang: !input.isGiven(lang) }, io);
  }
  if (action !== 'list' || words.length > 0)
    throw new UsageError('tocsin decisions needs show ID, or list with an identifier.');
  const given = Object.entries(IDENTIFIERS).flatMap(([kind, option]) => {
    const value = input.get(option);
    return value === undefined ? [] : [{ kind, value }];
  });
  const [identifier] = given;
  if (!identifier || given.length > 1)
    throw new UsageError('tocsin decisions list needs one of --number, --sender, --account, --subject and --link.');
  const { listDecisions } = await import('./decisions/list-decisions.ts');
  return listDecisions(input, { ...asked, identifier, day: input.get(day), rows: input.get(rows) ?? 20 }, io);
}
