// SPDX-License-Identifier: Apache-2.0
/** From the words of the shell to a `CommandInput`, or to a `UsageError` of one sentence with the nearest known flag. */
import { parseArgs } from 'node:util';
import { nearest } from '../base/nearest.ts';
import { UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import type { Command, CommandInput, Option } from './command.ts';

/** Every command has it; main shows the help before `run` is called. */
export const HELP_FLAG = 'help';

export type ParsedArguments = { readonly kind: 'help' } | { readonly kind: 'run'; readonly input: CommandInput };

export function parseArguments(command: Command, argv: readonly string[]): ParsedArguments {
  const known = new Map(command.options.map((option) => [option.flag, option]));
  const types = Object.fromEntries(
    command.options.map(({ flag, value }) => [flag, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options: types,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const texts = new Map<string, string>();
  const sentences = new Set<number>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const typed = argv[token.index] ?? '';
    if (token.kind === 'positional') words.push(token.value);
    else if (isSentence(typed)) {
      // One argument can be several short flags to the parser; the sentence is one word to the user.
      if (!sentences.has(token.index)) words.push(typed);
      sentences.add(token.index);
    } else if (token.name === HELP_FLAG || token.rawName === '-h') return { kind: 'help' };
    else texts.set(token.name, textOf(command, known.get(token.name), token));
  }
  return { kind: 'run', input: inputOf(known, words, texts) };
}

// `tocsin check "-20 % today"`: no flag has a blank before its `=`, so this was meant as something to check.
function isSentence(typed: string): boolean {
  return /\s/u.test(typed.split('=', 1)[0] ?? '');
}

type OptionToken = {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
};

function textOf(command: Command, option: Option<unknown> | undefined, token: OptionToken): string {
  if (option === undefined || token.rawName !== `--${token.name}`) throw unknownFlag(command, token);
  if (option.value === undefined) {
    if (token.value === undefined) return '';
    throw new UsageError(`The option --${option.flag} is a switch and takes no value.`);
  }
  const looksLikeFlag = token.inlineValue === false && /^-./u.test(token.value ?? '');
  if (token.value === undefined || looksLikeFlag)
    throw new UsageError(`The option --${option.flag} needs a value: --${option.flag} ${option.value}.`);
  return token.value;
}

function unknownFlag(command: Command, token: OptionToken): UsageError {
  const flags = [...command.options.map(({ flag }) => flag), HELP_FLAG];
  const meant = nearest(token.name, flags);
  const suggestion = meant === undefined ? `See tocsin ${command.name} --help.` : `Did you mean --${meant}?`;
  return new UsageError(`tocsin ${command.name} has no option ${printable(token.rawName, 40)}. ${suggestion}`);
}

function inputOf(
  known: ReadonlyMap<string, Option<unknown>>,
  words: readonly string[],
  texts: ReadonlyMap<string, string>,
): CommandInput {
  // Proves every value before anything runs.
  for (const [flag, text] of texts) known.get(flag)?.parse(text);
  return {
    words,
    isGiven: ({ flag }) => texts.has(flag),
    get: (option) => {
      const text = texts.get(option.flag);
      return text === undefined ? option.fallback : option.parse(text);
    },
  };
}
