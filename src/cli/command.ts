// SPDX-License-Identifier: Apache-2.0
/**
 * What a command is: a table of options and prose from which parser, help and documentation are made, and a `run` that is
 * given everything it touches. Commands are values, so that tests run them in-process with another `Io`.
 */
import { UsageError } from '../base/errors.ts';
import type { Io } from './io.ts';

/** 0 done · 1 a check said no · 2 usage · 3 input had bad lines, the good ones were processed · 4 environment. */
export const EXIT = { done: 0, finding: 1, usage: 2, badLines: 3, environment: 4, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One flag. Without `value` it is a switch; with it, `value` is the placeholder of help, as `FILE` or `N`. */
export type Option<Value> = {
  /** Without dashes: `errors`, `http-port`. */
  readonly flag: string;
  readonly value?: string;
  /** One or two sentences. */
  readonly prose: string;
  /** What applies when the flag is not given, in words or digits, for help; absent when nothing does. */
  readonly shownDefault?: string;
  readonly fallback: Value;
  /** Turns the text after the flag into the value; throws a `UsageError` that names the accepted form. */
  readonly parse: (text: string) => Value;
};

/** What the user typed after the name of the command, with every option already proved. */
export type CommandInput = {
  /** The words that are no options, in order. */
  readonly words: readonly string[];
  /** The option's value, or its fallback. Of a repeated flag the last one counts. */
  readonly get: <Value>(option: Option<Value>) => Value;
  /** Whether the flag was typed, for options that have further sources. */
  readonly isGiven: (option: Option<unknown>) => boolean;
};

export type Command = {
  readonly name: string;
  /** One line of at most 60 characters, as a phrase: `decides NDJSON events, one decision a line`. */
  readonly summary: string;
  /** What follows `tocsin <name>`, one entry a form: `[file…|-] [options]`. */
  readonly usage: readonly string[];
  /** Paragraphs that say what it reads, prints and promises. */
  readonly description: readonly string[];
  readonly arguments: readonly { readonly name: string; readonly prose: string }[];
  readonly options: readonly Option<unknown>[];
  readonly examples: readonly { readonly line: string; readonly prose: string }[];
  readonly run: (input: CommandInput, io: Io) => Promise<ExitCode>;
};

type Named = { readonly flag: string; readonly prose: string };

/** `--json`: true when given. */
export function switchOption(named: Named): Option<boolean> {
  return { ...named, fallback: false, parse: () => true };
}

/** `--errors FILE`: any text that is not empty; `undefined` when not given and without `fallback`. */
export function textOption(named: Named & { readonly value: string }): Option<string | undefined> {
  const parse = (text: string): string => {
    if (text === '') throw new UsageError(`The option --${named.flag} needs a ${named.value} that is not empty.`);
    return text;
  };
  return { ...named, fallback: undefined, parse };
}

/** `--workers N`: a whole number within bounds; `shownDefault` says in words what happens without it. */
export function integerOption(
  named: Named & {
    readonly value: string;
    readonly min: number;
    readonly max: number;
    readonly fallback?: number;
    readonly shownDefault?: string;
  },
): Option<number | undefined> {
  const { flag, value, prose, min, max, fallback } = named;
  const shownDefault = named.shownDefault ?? (fallback === undefined ? undefined : String(fallback));
  const parse = (text: string): number => {
    const number = /^[0-9]{1,15}$/u.test(text) ? Number(text) : Number.NaN;
    if (!(number >= min && number <= max))
      throw new UsageError(`The option --${flag} needs a whole number from ${min} to ${max}.`);
    return number;
  };
  const base = { flag, value, prose, fallback, parse };
  return shownDefault === undefined ? base : { ...base, shownDefault };
}

/** `--lang en|zh`: one of a closed list. */
export function choiceOption<const Choice extends string>(
  named: Named & { readonly choices: readonly Choice[]; readonly fallback: Choice },
): Option<Choice>;
export function choiceOption<const Choice extends string>(
  named: Named & { readonly choices: readonly Choice[] },
): Option<Choice | undefined>;
export function choiceOption<const Choice extends string>(
  named: Named & { readonly choices: readonly Choice[]; readonly fallback?: Choice },
): Option<Choice | undefined> {
  const { flag, prose, choices, fallback } = named;
  const parse = (text: string): Choice => {
    const choice = choices.find((known) => known === text);
    if (choice === undefined) throw new UsageError(`The option --${flag} is one of ${choices.join(', ')}.`);
    return choice;
  };
  const base = { flag, value: choices.join('|'), prose, fallback, parse };
  return fallback === undefined ? base : { ...base, shownDefault: fallback };
}
