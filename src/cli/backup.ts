// SPDX-License-Identifier: Apache-2.0
/** `tocsin backup DIR`: a consistent copy of everything that cannot be made again. */
import { UsageError } from '../base/errors.ts';
import { type Command, switchOption } from './command.ts';
import { dataOption } from './store/with-store.ts';

const withoutJournalKeys = switchOption({
  flag: 'without-journal-keys',
  prose:
    'Leave out the keys of identifiers in the journal, so that the backup may be kept longer than its rows: once restored they can be shown, and no longer be found by number.',
});
const json = switchOption({ flag: 'json', prose: 'Print what was written as one JSON object.' });

export const backupCommand: Command = {
  name: 'backup',
  summary: 'copies the database and its keys into a folder',
  usage: ['DIR [--without-journal-keys] [--data DIR]'],
  description: [
    'Writes every table as one moment saw it, the published record, the keys, and last a manifest with the digest of each file. It works beside a running server, which goes on as usual, and without one. DIR must be empty or not be there yet.',
    'A backup holds the keys of the data folder: whoever has it can read everything. Keep it as you keep the server, and no longer than its rows may live.',
    'Decisions that wait for the database in the spool are not in it, and the state of jobs is not.',
  ],
  arguments: [{ name: 'DIR', prose: 'Where to. Nothing that is there is ever written over.' }],
  options: [dataOption, withoutJournalKeys, json],
  examples: [
    { line: 'tocsin backup /backups/monday', prose: 'Copies ./.tocsin.' },
    { line: 'tocsin backup /backups/monday --data /var/lib/tocsin', prose: 'Copies another data folder.' },
  ],
  run: async (input, io) => {
    const [folder, ...more] = input.words;
    if (folder === undefined || more.length > 0)
      throw new UsageError('tocsin backup needs one folder to write to, as in tocsin backup /backups/monday.');
    const { runBackup } = await import('./store/run-backup.ts');
    return runBackup(input, { folder, hasJournalKeys: !input.get(withoutJournalKeys), json: input.get(json) }, io);
  },
};
