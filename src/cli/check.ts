// SPDX-License-Identifier: Apache-2.0
/** `tocsin check <anything>`: the answer for one person about one thing. */
import { INPUT_KINDS } from '../decide/detect-input.ts';
import { choiceOption, type Command, switchOption, textOption } from './command.ts';

const json = switchOption({ flag: 'json', prose: 'Print one JSON object instead of sentences.' });
const lang = textOption({
  flag: 'lang',
  value: 'LANG',
  prose: 'Language of the answer, as en or zh. Without it the language of the shell, where there is wording for it.',
});
const as = choiceOption({
  flag: 'as',
  choices: INPUT_KINDS,
  prose: 'What it is, where that is not plain from its form.',
});

export const checkCommand: Command = {
  name: 'check',
  summary: 'says whether a message, link or number looks like a scam',
  usage: ['<anything> [options]', 'FILE|- [options]'],
  description: [
    'Says in words whether something shows signs of a scam, why, what to do now, and what was not checked. Nothing is sent anywhere and nothing is kept.',
    'The exit status is 1 where there are warning signs and 0 where none were found, which is no guarantee.',
  ],
  arguments: [
    {
      name: 'anything',
      prose:
        'A message, link, telephone number or account, best in quotes; the name of a file with a message or with one event as JSON; or - for standard input.',
    },
  ],
  options: [json, lang, as],
  examples: [
    { line: 'tocsin check "Your parcel is held. Pay 1.99 at post-fee.example"', prose: 'A message.' },
    { line: 'tocsin check +44 7700 900123', prose: 'A telephone number.' },
    { line: 'tocsin check message.txt --lang zh', prose: 'A file, answered in Chinese.' },
  ],
  run: async (input, io) => {
    const { runCheck } = await import('./check/run-check.ts');
    return runCheck({ words: input.words, json: input.get(json), lang: input.get(lang), as: input.get(as) }, io);
  },
};
