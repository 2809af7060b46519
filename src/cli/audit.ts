// SPDX-License-Identifier: Apache-2.0
/** `tocsin audit list|verify`: who did what, and the proof that nothing of it was changed. */
import { UsageError } from '../base/errors.ts';
import { type Command, integerOption, switchOption } from './command.ts';
import { dataOption } from './store/with-store.ts';

const rows = integerOption({
  flag: 'rows',
  value: 'N',
  min: 1,
  max: 10_000,
  fallback: 50,
  prose: 'Of list: how many of the newest rows.',
});
const before = integerOption({
  flag: 'before',
  value: 'N',
  min: 1,
  max: 999_999_999_999_999,
  prose: 'Of list: only rows with a lower number.',
});
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

export const auditCommand: Command = {
  name: 'audit',
  summary: 'shows and proves who read and changed what',
  usage: ['list [--rows N] [--before N]', 'verify'],
  description: [
    'list prints the newest rows of the audit trail: when, who, what, why. Reading it stands in it.',
    'verify follows the chain from its oldest row to its newest. The exit status is 1 when a row was changed, taken out or slipped in. It prints the hash of the newest row: noted elsewhere, it proves later that nothing was cut off.',
  ],
  arguments: [],
  options: [rows, before, json, dataOption],
  examples: [
    { line: 'tocsin audit list --rows 20', prose: 'The last twenty.' },
    { line: 'tocsin audit verify', prose: 'Is it whole?' },
  ],
  async run(input, io) {
    const [action, ...words] = input.words;
    if ((action !== 'list' && action !== 'verify') || words.length > 0)
      throw new UsageError('tocsin audit needs list or verify, and no other word.');
    const { showAudit } = await import('./access/show-audit.ts');
    const asked = { action, rows: input.get(rows) ?? 50, before: input.get(before), json: input.get(json) } as const;
    return showAudit(input, asked, io);
  },
};
