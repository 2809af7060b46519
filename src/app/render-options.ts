// SPDX-License-Identifier: Apache-2.0
/** The table of options as documentation and as .env.example. Pure: the same table gives the same text. */
import { flagOf, OPTION_ROWS, OPTIONS, OTHER_VARIABLES, type OptionRow, variableOf } from './options.ts';

const NOTE = '<!-- Generated from src/app/options.ts. Change it there and run `npm run generate`. -->';

/** `docs/reference/options.md`. */
export function renderOptions(): string {
  const rows = OPTION_ROWS.map(
    (row) =>
      `| ${keyCell(row)} | \`--${flagOf(row)}\` | \`${variableOf(row)}\` | ${row.form} | ${row.shownDefault} | ${row.prose} |`,
  );
  return [
    '# Options of the server',
    '',
    NOTE,
    '',
    'A flag outranks an environment variable, a variable outranks `tocsin.yaml`, and that outranks the default.',
    'Keys are nested at the dots: `http.port` is `http:` with `port:` below it. An unknown key, flag or `TOCSIN_*` variable',
    'stops the start with the nearest known name.',
    '',
    '| Key | Flag | Variable | Accepts | Default | |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => row.replaceAll('true|false', 'true or false')),
    '',
    '## Other variables',
    '',
    '| Variable | |',
    '|---|---|',
    ...OTHER_VARIABLES.map(({ name, prose }) => `| \`${name}\` | ${prose} |`),
    '',
  ].join('\n');
}

/** `.env.example`: every variable with its default, all commented out. */
export function renderEnvExample(): string {
  const blocks = OPTION_ROWS.map((row) => {
    const value = row.fallback === undefined ? '' : row.shownDefault;
    return `# ${row.prose} Must be ${row.form}. Default: ${row.shownDefault}.\n#${variableOf(row)}=${value}\n`;
  });
  return ['# Generated from src/app/options.ts by `npm run generate`.', '', ...blocks].join('\n');
}

// The file cannot name itself.
function keyCell(row: OptionRow<unknown>): string {
  return row.key === OPTIONS.config.key ? '–' : `\`${row.key}\``;
}
