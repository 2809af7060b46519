// SPDX-License-Identifier: Apache-2.0
/** `tocsin serve`: runs the platform until it is told to stop. */
import { once } from 'node:events';
import { flagOf, OPTION_ROWS, type OptionRow } from '../app/options.ts';
import { readOptions } from '../app/read-options.ts';
import { type RunningServer, startServer } from '../app/serve.ts';
import { databaseUrlOf } from './store/with-store.ts';
import { type Command, type CommandInput, EXIT, type Option } from './command.ts';
import { readVersion } from './version.ts';

/** The flags of the server's own table: their values are proved there, together with those of other sources. */
export const SERVER_FLAGS: readonly Option<string>[] = OPTION_ROWS.map(flagOption);

export const serveCommand: Command = {
  name: 'serve',
  summary: 'runs the server: page, HTTP API, documentation',
  usage: ['[options]'],
  description: [
    'Listens for HTTP and prints where to look. Every option can also be set by an environment variable or in tocsin.yaml; a flag outranks a variable, a variable the file.',
    'SIGINT and SIGTERM end it: running requests may finish within --http-drain-ms, and the exit status is 0.',
  ],
  arguments: [],
  options: SERVER_FLAGS,
  examples: [
    { line: 'tocsin serve', prose: 'On http://127.0.0.1:8080.' },
    { line: 'tocsin serve --http-port 0', prose: 'On any free port.' },
    { line: 'TOCSIN_LOG_LEVEL=debug tocsin serve --log-format json', prose: 'One JSON object a request, on stderr.' },
  ],
  async run(input, io) {
    const options = readOptions({ flags: flagsOf(input), env: io.env });
    const databaseUrl = databaseUrlOf(io.env);
    const interrupted = io.interrupted();
    const server = await startServer({
      options,
      version: readVersion(),
      writeLog: (line) => io.stderr.write(line),
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
      buildsPage: true,
      runsJobs: true,
    });
    if (!interrupted.aborted) {
      io.stdout.write(welcome(server, readVersion()));
      await once(interrupted, 'abort');
    }
    await server.stop();
    return EXIT.done;
  },
};

/** What was typed, by flag. */
export function flagsOf(input: CommandInput): ReadonlyMap<string, string> {
  const typed = SERVER_FLAGS.filter((option) => input.isGiven(option));
  return new Map(typed.map((option) => [option.flag, input.get(option)]));
}

function flagOption(row: OptionRow<unknown>): Option<string> {
  const { prose, value, shownDefault } = row;
  return { flag: flagOf(row), value, prose, shownDefault, fallback: '', parse: (text) => text };
}

function welcome({ url, setUpLink }: RunningServer, version: string): string {
  const example = '{"kind":"text","from":"+447700900123","body":"Hi mum, this is my new number"}';
  return [
    '',
    `Tocsin ${version} is ready.`,
    '',
    `  Check a message   ${url}/`,
    `  The HTTP API      ${url}/docs`,
    `  The public record ${url}/log`,
    `  For staff         ${url}/staff`,
    '',
    ...(setUpLink === undefined
      ? []
      : ['  Nobody may manage this yet. Set up the first operator, once, within 24 hours:', `    ${setUpLink}`, '']),
    '  Try it:',
    `    curl ${url}/v1/screen -H 'content-type: application/json' \\`,
    `      --data-binary '${example}'`,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}
