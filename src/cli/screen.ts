// SPDX-License-Identifier: Apache-2.0
/** `tocsin screen`: NDJSON events in, NDJSON decisions out, same order, constant memory. */
import { availableParallelism } from 'node:os';
import { UsageError } from '../base/errors.ts';
import { DOORS } from '../decide/facts.ts';
import {
  choiceOption,
  type Command,
  type CommandInput,
  EXIT,
  integerOption,
  switchOption,
  textOption,
} from './command.ts';
import type { Io } from './io.ts';

const workers = integerOption({
  flag: 'workers',
  value: 'N',
  min: 1,
  max: 256,
  prose: 'Threads that decide. A small input never starts any.',
  shownDefault: 'the cores of this machine',
});
const errors = textOption({
  flag: 'errors',
  value: 'FILE',
  prose: 'Write bad lines there as NDJSON {line, field?, code, message} instead of to stderr.',
});
const lang = textOption({
  flag: 'lang',
  value: 'LANG',
  prose: 'Language of the sentences in the reasons, as en or zh.',
});
const door = choiceOption({
  flag: 'door',
  choices: DOORS,
  fallback: 'screen',
  prose: 'Where the events came in; it selects the base rate of scams in policy/base-rates.yaml.',
});
const policy = textOption({
  flag: 'policy',
  value: 'DIR',
  prose: 'A folder of policy files that override the shipped ones, key by key.',
});
const memory = switchOption({ flag: 'memory', prose: 'Keep signals from one event to the next. Not available yet.' });

export const screenCommand: Command = {
  name: 'screen',
  summary: 'decides NDJSON events, one decision a line',
  usage: ['[file…|-] [options]'],
  description: [
    'Reads events, one JSON object a line, and prints one decision a line in the same order. Each event is judged by itself. Files may be plain or gzip.',
    'A line that is no event is reported on stderr as file:line: field: reason; the lines after it are decided all the same, and the exit status is then 3.',
  ],
  arguments: [{ name: 'file', prose: 'Files in the order given; - or none reads standard input.' }],
  options: [workers, errors, lang, door, policy, memory],
  examples: [
    { line: 'tocsin screen events.ndjson > decisions.ndjson', prose: 'Decides a file.' },
    {
      line: 'zcat day.ndjson.gz | tocsin screen --errors bad.ndjson',
      prose: 'Decides a stream and keeps bad lines apart.',
    },
  ],
  run: async (input: CommandInput, io: Io) => {
    if (input.get(memory))
      throw new UsageError('The option --memory is not available yet: each event is judged by itself. Leave it out.');
    const { screenSources } = await import('./screen/screen-sources.ts');
    const summary = await screenSources(
      {
        files: input.words.length === 0 ? ['-'] : input.words,
        workers: input.get(workers) ?? availableParallelism(),
        errorsFile: input.get(errors),
        lang: input.get(lang) ?? 'en',
        door: input.get(door),
        policyDir: input.get(policy),
      },
      io,
    );
    if (summary.interrupted) return EXIT.interrupted;
    return summary.failures > 0 ? EXIT.badLines : EXIT.done;
  },
};
