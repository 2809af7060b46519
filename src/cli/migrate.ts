// SPDX-License-Identifier: Apache-2.0
/** `tocsin migrate`: brings the schema up to date without starting a server. */
import { UsageError } from '../base/errors.ts';
import { type Command, switchOption } from './command.ts';
import { dataOption } from './store/with-store.ts';

const check = switchOption({ flag: 'check', prose: 'Change nothing; exit 1 when a migration is missing.' });
const json = switchOption({ flag: 'json', prose: 'Print the numbers as one JSON object.' });

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'brings the schema of the database up to date',
  usage: ['[--check] [--data DIR]'],
  description: [
    'Applies the migrations that the database lacks and prints the number it is at then. A server does the same when it starts; this is for those who want it done before.',
    'There is no way back but a backup: make one first. A migration marked as breaking ends the servers that do not know it, at their next start.',
  ],
  arguments: [],
  options: [check, dataOption, json],
  examples: [
    { line: 'tocsin migrate --check', prose: 'Is anything missing?' },
    { line: 'tocsin migrate', prose: 'Applies what is.' },
  ],
  run: async (input, io) => {
    if (input.words.length > 0) throw new UsageError('tocsin migrate takes no words, only options.');
    const { runMigrate } = await import('./store/run-migrate.ts');
    return runMigrate(input, { check: input.get(check), json: input.get(json) }, io);
  },
};
