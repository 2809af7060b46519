// SPDX-License-Identifier: Apache-2.0
/**
 * Real output in documents: after a line `<!-- output of: tocsin … -->` the next fenced block holds what that command prints.
 * Running it again must give the same page, so only commands whose answers are pure may stand there.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isInstalled } from '../../src/testing/peers.ts';

const MARKED = /^<!-- output of: (.+) -->\n+```\n[\s\S]*?^```$/gmu;

/** The page with every marked block replaced by `$ command` and what it prints. Throws for a page without one. */
export function renderRealOutput(page: string): string {
  const text = readFileSync(page, 'utf8');
  if (text.search(MARKED) === -1) throw new Error(`${page} has no block marked “output of”.`);
  return text.replaceAll(MARKED, (block: string, command: string) => {
    // A machine without jq can still check the rest.
    if (command.includes('| jq ') && !isInstalled('jq')) return block;
    return `<!-- output of: ${command} -->\n\n\`\`\`\n$ ${command}\n${outputOf(command)}\`\`\``;
  });
}

function outputOf(command: string): string {
  const line = command.replaceAll(/(^|\| *)tocsin /gu, '$1node bin/tocsin.js ');
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '80' };
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env: environment });
  return `${stdout}${stderr}`.replace(/\n*$/u, '\n');
}
