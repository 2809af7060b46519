// SPDX-License-Identifier: Apache-2.0
/**
 * Writes every file that is made from code or policy, so that documents cannot drift from what they describe.
 * `node tools/generate.ts` writes; `--check` only compares, names each file that differs, and fails.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderCommandLine } from './generated/command-line.ts';
import { renderKeptData } from './generated/kept-data.ts';
import { renderEnvironment, renderOpenApi, renderServerOptions } from './generated/server.ts';
import { renderReasonCodes } from './generated/reason-codes.ts';
import { renderRealOutput } from './generated/real-output.ts';
import { renderReasonsAloud } from './generated/reasons-aloud.ts';
import { renderReplayVerdicts } from './generated/replay-verdicts.ts';

const GENERATED: Readonly<Record<string, () => string | Promise<string>>> = {
  '.env.example': renderEnvironment,
  'docs/reference/command-line.md': renderCommandLine,
  'docs/reference/options.md': renderServerOptions,
  'docs/reference/openapi.json': renderOpenApi,
  'docs/reference/kept-data.md': renderKeptData,
  'docs/reference/reason-codes.md': renderReasonCodes,
  'corpus/aloud/reasons.txt': renderReasonsAloud,
  'corpus/replay/verdicts.txt': renderReplayVerdicts,
  'README.md': () => renderRealOutput('README.md'),
  'docs/getting-started.md': () => renderRealOutput('docs/getting-started.md'),
};

const checkOnly = process.argv.includes('--check');
for (const [path, render] of Object.entries(GENERATED)) {
  const wanted = await render();
  if (readOrEmpty(path) === wanted) continue;
  if (checkOnly) {
    process.stderr.write(`${path} is not what the code gives; run npm run generate and look at the difference.\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, wanted);
    process.stdout.write(`${path} written\n`);
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
