// SPDX-License-Identifier: Apache-2.0
/** Help, made from the tables of `command.ts`: the same text for `--help`, `tocsin help X` and the documentation. */
import type { Command, Option } from './command.ts';
import type { CommandEntry } from './commands.ts';

const INDENT = '  ';
// Prose wider than this is hard to read however wide the window is.
const WIDEST = 100;

/** The page of one command, ending in a line feed. */
export function renderHelp(command: Command, columns = 80): string {
  const width = Math.min(Math.max(columns, 40), WIDEST);
  const blocks = [
    command.usage
      .map((form, index) => `${index === 0 ? 'Usage: ' : '       '}tocsin ${command.name} ${form}`.trimEnd())
      .join('\n'),
    ...command.description.map((paragraph) => wrapWords(paragraph, width).join('\n')),
  ];
  if (command.arguments.length > 0) {
    blocks.push(
      titled(
        'Arguments:',
        table(
          command.arguments.map(({ name, prose }) => [name, prose]),
          width,
        ),
      ),
    );
  }
  const rows = [...command.options.map(optionRow), ['--help', 'Show this page.'] as const];
  blocks.push(titled('Options:', table(rows, width)));
  if (command.examples.length > 0) {
    const shown = command.examples.map(
      ({ line, prose }) => `${INDENT}${line}\n${indented(wrapWords(prose, width - 6), `${INDENT}    `)}`,
    );
    blocks.push(titled('Examples:', shown.join('\n')));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** The page of `tocsin --help`. */
export function renderOverview(entries: readonly CommandEntry[], version: string, columns = 80): string {
  const width = Math.min(Math.max(columns, 40), WIDEST);
  return `${[
    `tocsin ${version}: screens calls, texts, links and transfers for fraud, and says why.`,
    'Usage: tocsin <command> [options]',
    titled(
      'Commands:',
      table(
        entries.map(({ name, summary }) => [name, summary]),
        width,
      ),
    ),
    titled(
      'Options:',
      table(
        [
          ['--help', 'Show this page.'],
          ['--version', 'Show the version.'],
        ],
        width,
      ),
    ),
    'tocsin help <command> shows the page of one command.\nExit status: 0 done, 1 a check said no, 2 usage, 3 bad lines in the input, 4 environment.',
  ].join('\n\n')}\n`;
}

function optionRow(option: Option<unknown>): readonly [string, string] {
  const flag = option.value === undefined ? `--${option.flag}` : `--${option.flag} ${option.value}`;
  const shownDefault = option.shownDefault === undefined ? '' : ` Default: ${option.shownDefault}.`;
  return [flag, `${option.prose}${shownDefault}`];
}

function titled(title: string, body: string): string {
  return `${title}\n${body}`;
}

function table(rows: readonly (readonly [string, string])[], width: number): string {
  const left = Math.min(Math.max(...rows.map(([name]) => name.length)), 24);
  const hanging = ' '.repeat(INDENT.length + left + 2);
  return rows
    .map(([name, prose]) => {
      const lines = wrapWords(prose, width - hanging.length);
      if (name.length > left) return `${INDENT}${name}\n${indented(lines, hanging)}`;
      return `${INDENT}${name.padEnd(left)}  ${lines.join(`\n${hanging}`)}`;
    })
    .join('\n');
}

function indented(lines: readonly string[], indent: string): string {
  return lines.map((line) => indent + line).join('\n');
}

// Help is English prose: one character is one column.
function wrapWords(prose: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of prose.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
