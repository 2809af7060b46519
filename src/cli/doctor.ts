// SPDX-License-Identifier: Apache-2.0
/** `tocsin doctor`: what is well and what is not, a line each. */
import { type Command, switchOption } from './command.ts';
import { dataOption } from './store/with-store.ts';

const json = switchOption({ flag: 'json', prose: 'Print one JSON object instead of lines.' });

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'says in a few lines what is well and what is not',
  usage: ['[options]'],
  description: [
    'Looks at the machine, the disk, the database and its schema, the jobs, the journal, the public record, access and the policy, and says of each in one line how it is. It changes nothing and works beside a running server as well as without one.',
    'The exit status is 1 where something is ill, and 0 where all is well or only to be watched.',
  ],
  arguments: [],
  options: [json, dataOption],
  examples: [
    { line: 'tocsin doctor', prose: 'Of the data folder ./.tocsin.' },
    { line: 'tocsin doctor --data /srv/tocsin --json', prose: 'For a monitor.' },
  ],
  run: async (input, io) => {
    const { runDoctor } = await import('./doctor/run-doctor.ts');
    return runDoctor(input, { json: input.get(json) }, io);
  },
};
