// SPDX-License-Identifier: Apache-2.0
/**
 * From arguments to an exit status. Whatever is thrown becomes one calm sentence on stderr; the stack is shown only with
 * TOCSIN_DEBUG=1.
 */
import { TocsinError, UsageError } from '../base/errors.ts';
import { nearest } from '../base/nearest.ts';
import { printable } from '../base/printable.ts';
import { EXIT, type ExitCode } from './command.ts';
import { type CommandEntry, COMMANDS } from './commands.ts';
import { renderHelp, renderOverview } from './help.ts';
import type { Io } from './io.ts';
import { parseArguments } from './parse-arguments.ts';
import { readVersion } from './version.ts';

export async function runCommandLine(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return explain(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === undefined) {
    io.stderr.write(renderOverview(COMMANDS, readVersion(), io.stderr.columns));
    return EXIT.usage;
  }
  if (first === '--version') {
    io.stdout.write(`${readVersion()}\n`);
    return EXIT.done;
  }
  if (first === '--help' || first === '-h' || first === 'help')
    return showHelp(first === 'help' ? rest[0] : undefined, io);
  const command = await entryOf(first).load();
  const parsed = parseArguments(command, rest);
  if (parsed.kind === 'run') return command.run(parsed.input, io);
  io.stdout.write(renderHelp(command, io.stdout.columns));
  return EXIT.done;
}

async function showHelp(name: string | undefined, io: Io): Promise<ExitCode> {
  const page =
    name === undefined || name === '--help'
      ? renderOverview(COMMANDS, readVersion(), io.stdout.columns)
      : renderHelp(await entryOf(name).load(), io.stdout.columns);
  io.stdout.write(page);
  return EXIT.done;
}

function entryOf(name: string): CommandEntry {
  const entry = COMMANDS.find((known) => known.name === name);
  if (entry) return entry;
  const meant = nearest(
    name,
    COMMANDS.map((known) => known.name),
  );
  const suggestion = meant === undefined ? 'See tocsin --help.' : `Did you mean tocsin ${meant}?`;
  throw new UsageError(`There is no command ${printable(name, 40)}. ${suggestion}`);
}

function explain(error: unknown, io: Io): ExitCode {
  if (io.env['TOCSIN_DEBUG'] === '1') io.stderr.write(`${stackOf(error)}\n`);
  else if (error instanceof TocsinError) io.stderr.write(`tocsin: ${error.message}\n`);
  else
    io.stderr.write(
      'tocsin: Something inside Tocsin failed that should not have. Run it again with TOCSIN_DEBUG=1 to see where, and please report it.\n',
    );
  if (error instanceof UsageError) return EXIT.usage;
  return EXIT.environment;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
