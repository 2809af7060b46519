// SPDX-License-Identifier: Apache-2.0
/**
 * Real output in documents: after a line `<!-- output of: tocsin … -->` the next fenced block holds what that command prints.
 * Running it again must give the same page, so only commands whose answers are pure may stand there.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MARKED = /^<!-- output of: (.+) -->\n```\n[\s\S]*?^```$/gmu;

/** The page with every marked block replaced by `$ command` and what it prints. */
export function renderRealOutput(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(MARKED, (_, command: string) => {
    return `<!-- output of: ${command} -->\n\`\`\`\n$ ${command}\n${outputOf(command)}\`\`\``;
  });
}

function outputOf(command: string): string {
  const line = command.replaceAll(/(^|\| *)tocsin /gu, '$1node bin/tocsin.js ');
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '80' };
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8', env: environment });
  return `${stdout}${stderr}`.replace(/\n*$/u, '\n');
}
