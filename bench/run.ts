// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run bench [-- name…]`: measured speed of what ships, beside references in the same run. Prints a table; with
 * `--json FILE` writes the figures too. Everything is bound to loopback and bounded in count and time.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCheck } from './check.ts';
import { benchDecide } from './decide.ts';
import type { Figure } from './figure.ts';
import { benchHttp } from './http.ts';
import { benchJournal } from './journal.ts';
import { benchLinks } from './links.ts';
import { benchPage } from './page.ts';
import { benchRecord } from './record.ts';
import { benchRecovery } from './recovery.ts';
import { benchReferences } from './references.ts';
import { benchScreen } from './screen.ts';
import { benchStore } from './store.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  references: benchReferences,
  decide: benchDecide,
  links: benchLinks,
  screen: benchScreen,
  check: benchCheck,
  http: benchHttp,
  journal: benchJournal,
  page: benchPage,
  record: benchRecord,
  recovery: benchRecovery,
  store: benchStore,
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(`No such bench. Known are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(2);
}

const [cpu] = cpus();
process.stdout.write(
  `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for (const figure of await bench()) {
    figures.push(figure);
    process.stdout.write(`  ${figure.what.padEnd(62)} ${format(figure.value).padStart(12)} ${figure.unit}\n`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);

function format(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
