// SPDX-License-Identifier: Apache-2.0
/** `tocsin corpus check|split`: the templates that the text model is trained on, before they are. */
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { type Command, type CommandInput, EXIT, type ExitCode, switchOption } from './command.ts';
import type { Io } from './io.ts';

const json = switchOption({ flag: 'json', prose: 'Print what was found as one JSON object.' });

const ACTIONS = ['check', 'split'] as const;

export const corpusCommand: Command = {
  name: 'corpus',
  summary: 'checks the text templates and says how they are split',
  usage: ['check [FOLDER] [--json]', 'split [FOLDER] [--json]'],
  description: [
    'check reads every template and names what is wrong with it: a missing or unknown tag, a repeated id, a near-duplicate, a telephone number, mail address, link, card, account or wallet that could be somebody’s, a brand without its role. Findings are printed as a table of file:line, id and what to do, and the exit status is then 1.',
    'split says which templates train, calibrate and report, and which schemes and sectors are held back whole, by language. The rule is fixed: the same template always falls into the same part.',
  ],
  arguments: [{ name: 'FOLDER', prose: 'A folder of <language>-<side>.jsonl files; corpus/text without it.' }],
  options: [json],
  examples: [
    { line: 'tocsin corpus check', prose: 'Proves the shipped templates.' },
    { line: 'tocsin corpus split', prose: 'Says what is held out.' },
  ],
  run: async (input, io) => runAction(input, io),
};

async function runAction(input: CommandInput, io: Io): Promise<ExitCode> {
  const [given, folder, more] = input.words;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) throw new UsageError(unknownAction(given));
  if (more !== undefined) throw new UsageError(`tocsin corpus ${action} takes one folder.`);
  const { OWN_TEMPLATES } = await import('../lab/train/places.ts');
  const where = folder ?? OWN_TEMPLATES;
  switch (action) {
    case 'check':
      return runCheck(where, input, io);
    case 'split':
      return runSplit(where, input, io);
  }
}

async function runCheck(folder: string, input: CommandInput, io: Io): Promise<ExitCode> {
  const { loadPolicy } = await import('../screen/load-policy.ts');
  const { SHIPPED_POLICY_DIR } = await import('../screen/load.ts');
  const { checkCorpus } = await import('../lab/corpus/check-corpus.ts');
  const { printCheck } = await import('../lab/corpus/print-corpus.ts');
  const check = checkCorpus(folder, loadPolicy(SHIPPED_POLICY_DIR));
  io.stdout.write(input.get(json) ? `${JSON.stringify(check)}\n` : printCheck(check));
  return check.findings.length === 0 ? EXIT.done : EXIT.finding;
}

async function runSplit(folder: string, input: CommandInput, io: Io): Promise<ExitCode> {
  const { splitCorpus } = await import('../lab/corpus/split-corpus.ts');
  const { printSplit } = await import('../lab/corpus/print-corpus.ts');
  const split = splitCorpus(folder);
  io.stdout.write(input.get(json) ? `${JSON.stringify(split)}\n` : printSplit(split));
  return EXIT.done;
}

function unknownAction(given: string | undefined): string {
  const list = 'tocsin corpus needs check or split';
  if (given === undefined) return `${list}, as in tocsin corpus check.`;
  const near = nearest(given, ACTIONS);
  return near === undefined ? `${list}.` : `${list}. Did you mean ${near}?`;
}
