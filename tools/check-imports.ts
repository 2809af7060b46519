// SPDX-License-Identifier: Apache-2.0
/** `node tools/check-imports.ts`: fails on an import that docs/architecture.md does not allow, and when it sees no imports. */
import { globSync, readFileSync } from 'node:fs';
import { checkBorders, parseBorders } from './import-borders.ts';

const borders = parseBorders(readFileSync('docs/architecture.md', 'utf8'));
const paths = globSync('{src,web,tools,bench,e2e}/**/*.{ts,tsx}').toSorted();
const files = paths.map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
const { imports, violations } = checkBorders(borders, files);

for (const violation of violations) process.stderr.write(`${violation}\n`);
if (imports === 0) process.stderr.write(`No import seen in ${files.length} files: the checker is blind.\n`);
if (violations.length > 0 || imports === 0) process.exitCode = 1;
else process.stdout.write(`Import borders hold: ${imports} imports in ${files.length} files.\n`);
