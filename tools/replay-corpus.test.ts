// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderReplayVerdicts } from './generated/replay-verdicts.ts';

const rows = renderReplayVerdicts()
  .trimEnd()
  .split('\n')
  .map((row) => row.split('\t'));
const known = new Set(
  readFileSync('corpus/replay/known-failures.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
);

function isWrong([id = '', verdict = '']: readonly string[]): boolean {
  return id.startsWith('genuine.') ? verdict !== 'allow' : verdict === 'allow';
}

describe('the replay corpus', () => {
  it('is decided rightly but for the failures that are known', () => {
    const wrong = rows.filter(isWrong).map(([id]) => id);
    expect(wrong.filter((id = '') => !known.has(id))).toEqual([]);
  });

  it('has no known failure that is mended or gone', () => {
    const wrong = new Set(rows.filter(isWrong).map(([id]) => id));
    expect([...known].filter((id) => !wrong.has(id))).toEqual([]);
  });

  it('has no one-time code among its known failures', () => {
    expect([...known].filter((id) => id.includes('.code.'))).toEqual([]);
  });
});
