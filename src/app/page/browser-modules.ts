// SPDX-License-Identifier: Apache-2.0
/**
 * The TypeScript of the page, as browsers run it: types blanked out, addresses as they are in the source tree, so that the
 * page and the command line share one file where they must agree. Only files that the page imports are handed out.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRY = 'web/citizen/page.ts';
// What a page may be made of (the table of folders in docs/architecture.md).
const ALLOWED = ['web/citizen/', 'web/ui/', 'src/decide/', 'src/base/'];

const IMPORT = /^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gmu;

/** Path in the source tree → JavaScript. */
export type BrowserModules = ReadonlyMap<string, string>;

/** Throws when the page imports what no browser could load. */
export function loadBrowserModules(): BrowserModules {
  const modules = new Map<string, string>();
  const pending = [ENTRY];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (modules.has(file)) continue;
    const script = stripTypes(readFileSync(path.join(ROOT, file), 'utf8'));
    modules.set(file, script);
    for (const [, specifier = ''] of script.matchAll(IMPORT)) pending.push(resolve(file, specifier));
  }
  return modules;
}

function resolve(from: string, specifier: string): string {
  const target = path.posix.join(path.posix.dirname(from), specifier);
  if (!specifier.startsWith('.') || !ALLOWED.some((folder) => target.startsWith(folder)))
    throw new Error(`${from} imports ${specifier}, which the page cannot load: only files of ${ALLOWED.join(', ')}.`);
  return target;
}

/** Node warns that its stripper may change. This package pins its Node, and strips no other way when it starts. */
function stripTypes(source: string): string {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was, never called from here
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
