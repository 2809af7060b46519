// SPDX-License-Identifier: Apache-2.0
/** `tocsin rules check|test|backtest`: rule files before they decide anything. */
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { DOORS } from '../decide/facts.ts';
import { choiceOption, type Command, type CommandInput, type ExitCode, switchOption, textOption } from './command.ts';
import type { Io } from './io.ts';

const text = textOption({ flag: 'text', value: 'TEXT', prose: 'Of test: a message to try the rules on.' });
const rule = textOption({
  flag: 'rule',
  value: 'ID',
  prose: 'Of test: show every condition of this rule alone, whether it counted or not.',
});
const policy = textOption({
  flag: 'policy',
  value: 'DIR',
  prose: 'A folder of policy files that override the shipped ones, key by key; wording of your own rules goes there.',
});
const door = choiceOption({
  flag: 'door',
  choices: DOORS,
  fallback: 'screen',
  prose: 'Where the events would come in; it selects the base rate of scams in policy/base-rates.yaml.',
});
const json = switchOption({ flag: 'json', prose: 'Print facts as JSON, one object a line.' });

const ACTIONS = ['check', 'test', 'backtest'] as const;

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'checks, tries and backtests rule files',
  usage: ['check FILE…', 'test FILE [--text TEXT | EVENTS]', 'backtest FILE CORPUS'],
  description: [
    'check proves a rule file: shape, patterns, wording, scheme, expiry, and every rule against its own examples. Faults are printed as file:line: rule: message, and the exit status is then 1.',
    'test tries a rule file on one text or on events: which rules counted, what each condition found, and what the others lacked.',
    'backtest decides every event of an NDJSON corpus twice, with the policy in force and with the rule file, and lists the verdicts that would flip; the exit status is then 1. A file named like one of policy/rules takes its place; any other is added.',
  ],
  arguments: [
    { name: 'FILE', prose: 'A rule file in YAML.' },
    { name: 'EVENTS', prose: 'Events in NDJSON, as tocsin screen reads them.' },
    { name: 'CORPUS', prose: 'Events in NDJSON.' },
  ],
  options: [text, rule, policy, door, json],
  examples: [
    { line: 'tocsin rules check policy/rules/text.yaml', prose: 'Proves the shipped text rules.' },
    {
      line: 'tocsin rules test my.yaml --text "Hi mum, new number"',
      prose: 'Says why each rule did or did not count.',
    },
    { line: 'tocsin rules backtest my.yaml corpus.ndjson', prose: 'Lists the verdicts that my.yaml would flip.' },
  ],
  run: async (input, io) => runAction(input, io),
};

async function runAction(input: CommandInput, io: Io): Promise<ExitCode> {
  const [given, ...files] = input.words;
  const action = ACTIONS.find((known) => known === given);
  if (action === undefined) throw new UsageError(unknownAction(given));
  const [file] = files;
  if (file === undefined)
    throw new UsageError(`tocsin rules ${action} needs a rule file: tocsin rules ${action} FILE.`);
  const localPolicyDir = input.get(policy);
  const sources = { file, ...(localPolicyDir === undefined ? {} : { localPolicyDir }) };
  const shared = { json: input.get(json), door: input.get(door) };
  switch (action) {
    case 'check': {
      const { runCheck } = await import('./rules/run-check.ts');
      return runCheck(
        files.map((one) => ({ ...sources, file: one })),
        shared.json,
        io,
      );
    }
    case 'test': {
      const { runTest } = await import('./rules/run-test.ts');
      return runTest({ sources, ...shared, text: input.get(text), events: files[1], rule: input.get(rule) }, io);
    }
    case 'backtest': {
      const { runBacktest } = await import('./rules/run-backtest.ts');
      const [, corpus] = files;
      if (corpus === undefined)
        throw new UsageError('tocsin rules backtest needs a corpus: tocsin rules backtest FILE CORPUS.');
      return runBacktest({ sources, ...shared, corpus }, io);
    }
  }
}

function unknownAction(given: string | undefined): string {
  const list = 'tocsin rules needs check, test or backtest';
  if (given === undefined) return `${list}, as in tocsin rules check FILE.`;
  const near = nearest(given, ACTIONS);
  return near === undefined ? `${list}.` : `${list}. Did you mean ${near}?`;
}
