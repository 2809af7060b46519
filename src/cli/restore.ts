// SPDX-License-Identifier: Apache-2.0
/** `tocsin restore DIR`: a backup becomes a data folder again. */
import { UsageError } from '../base/errors.ts';
import { type Command, switchOption } from './command.ts';
import { dataOption } from './store/with-store.ts';

const json = switchOption({ flag: 'json', prose: 'Print what was restored as one JSON object.' });

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'makes a data folder of a backup',
  usage: ['DIR --data DIR'],
  description: [
    'Proves every file of the backup, then fills a data folder that has no database yet, or the empty database that DATABASE_URL names, and brings the schema up to date. Nothing that is there is ever written over.',
    'The restored data folder signs with the same keys as the original: run one of the two.',
    'All of it is restored or none. One that was killed is begun anew by the same command, and no server starts with what it left.',
  ],
  arguments: [{ name: 'DIR', prose: 'Folder that tocsin backup wrote.' }],
  options: [dataOption, json],
  examples: [
    { line: 'tocsin restore /backups/monday --data /var/lib/tocsin-new', prose: 'Into a folder of its own.' },
    {
      line: 'DATABASE_URL=postgres://… tocsin restore /backups/monday --data /var/lib/tocsin-new',
      prose: 'Into a server of yours; keys and record into the folder.',
    },
  ],
  run: async (input, io) => {
    const [folder, ...more] = input.words;
    if (folder === undefined || more.length > 0)
      throw new UsageError('tocsin restore needs the folder of one backup, as in tocsin restore /backups/monday.');
    const { runRestore } = await import('./store/run-restore.ts');
    return runRestore(input, { folder, json: input.get(json) }, io);
  },
};
