// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { choiceOption, type Command, integerOption, switchOption, textOption } from './command.ts';
import { parseArguments } from './parse-arguments.ts';

const json = switchOption({ flag: 'json', prose: 'JSON.' });
const workers = integerOption({ flag: 'workers', value: 'N', min: 1, max: 8, fallback: 2, prose: 'Threads.' });
const errors = textOption({ flag: 'errors', value: 'FILE', prose: 'File.' });
const door = choiceOption({ flag: 'door', choices: ['person', 'screen'], fallback: 'screen', prose: 'Door.' });
const command: Command = {
  name: 'sample',
  summary: 'a command for tests',
  usage: [''],
  description: [],
  arguments: [],
  options: [json, workers, errors, door],
  examples: [],
  run: async () => 0,
};

function parse(...argv: string[]) {
  const parsed = parseArguments(command, argv);
  if (parsed.kind === 'help') return 'help';
  const { words, get, isGiven } = parsed.input;
  return {
    words,
    json: get(json),
    workers: get(workers),
    errors: get(errors),
    door: get(door),
    given: isGiven(workers),
  };
}

const untouched = { words: [], json: false, workers: 2, errors: undefined, door: 'screen', given: false };

test('options and words come in any order and the last of a repeated option counts', () => {
  expect(parse()).toEqual(untouched);
  expect(parse('a', '--json', '--workers', '3', 'b', '--errors=x', '--workers=4', '--door', 'person')).toEqual({
    words: ['a', 'b'],
    json: true,
    workers: 4,
    errors: 'x',
    door: 'person',
    given: true,
  });
});

test('after -- everything is a word, and - is one anywhere', () => {
  expect(parse('-', '--', '--json', '-x')).toEqual({ ...untouched, words: ['-', '--json', '-x'] });
});

test('a quoted sentence that begins with a dash is a word', () => {
  expect(parse('-20 % today only', '--not an option', '- bullet')).toEqual({
    ...untouched,
    words: ['-20 % today only', '--not an option', '- bullet'],
  });
  expect(parse('--errors=my file.ndjson')).toMatchObject({ errors: 'my file.ndjson' });
});

test('help is found wherever it stands', () => {
  expect(parse('a', '--help', '--workers', 'x')).toBe('help');
  expect(parse('-h')).toBe('help');
});

test.each([
  [['--jsn'], 'tocsin sample has no option --jsn. Did you mean --json?'],
  [['--zzzzzzzz'], 'tocsin sample has no option --zzzzzzzz. See tocsin sample --help.'],
  [['-j'], 'tocsin sample has no option -j. See tocsin sample --help.'],
  [['--__proto__'], 'tocsin sample has no option --__proto__. See tocsin sample --help.'],
  [['--constructor=1'], 'tocsin sample has no option --constructor. See tocsin sample --help.'],
  [['--json=yes'], 'The option --json is a switch and takes no value.'],
  [['--errors'], 'The option --errors needs a value: --errors FILE.'],
  [['--errors', '--json'], 'The option --errors needs a value: --errors FILE.'],
  [['--errors='], 'The option --errors needs a FILE that is not empty.'],
  [['--workers', '9'], 'The option --workers needs a whole number from 1 to 8.'],
  [['--workers=1e1'], 'The option --workers needs a whole number from 1 to 8.'],
  [['--door', 'back'], 'The option --door is one of person, screen.'],
])('%j is refused in one sentence', (argv, message) => {
  expect(() => parse(...argv)).toThrow(message);
});

test('control characters in an unknown option are not echoed', () => {
  expect(() => parse('--\u001B[31mred')).toThrow('--\\u{1b}[31mred');
});
