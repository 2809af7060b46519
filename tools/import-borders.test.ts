// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkBorders, parseBorders } from './import-borders.ts';

const borders = parseBorders(readFileSync('docs/architecture.md', 'utf8'));

describe('import borders', () => {
  it('refuse a planted import of the command line by the core', () => {
    const planted = { path: 'src/decide/planted.ts', text: "import { x } from '../cli/x.ts';\nexport const y = x;\n" };
    expect(checkBorders(borders, [planted])).toEqual({
      imports: 1,
      violations: ['src/decide/planted.ts: decide may not import cli (../cli/x.ts).'],
    });
  });

  it.each([
    ['a re-export', "export { x } from '../app/x.ts';"],
    ['an export of everything', "export * from '../app/x.ts';"],
    ['an import of a type', "import type { X } from '../app/x.ts';\nexport type Y = X;"],
    ['a dynamic import', "export const x = () => import('../app/x.ts');"],
  ])('see through %s', (_, text) => {
    expect(checkBorders(borders, [{ path: 'src/base/planted.ts', text }]).violations).toEqual([
      'src/base/planted.ts: base may not import app (../app/x.ts).',
    ]);
  });

  it('let only tests import the testing folder', () => {
    const text = "import { x } from '../testing/x.ts';\nexport const y = x;\n";
    expect(checkBorders(borders, [{ path: 'src/screen/a.test.ts', text }]).violations).toEqual([]);
    expect(checkBorders(borders, [{ path: 'src/screen/a.ts', text }]).violations).toHaveLength(1);
  });

  it('let a slice import another only where its row says so, and only its index', () => {
    const rows = new Map([
      ['respond/record', new Set(['base'])],
      ['respond/indicators', new Set(['base', 'respond/record'])],
    ]);
    const found = (from: string, target: string) =>
      checkBorders(rows, [
        { path: `src/respond/${from}/a.ts`, text: `import { x } from '${target}';\nexport const y = x;\n` },
      ]).violations.length;
    expect(found('indicators', '../record/index.ts')).toBe(0);
    expect(found('indicators', '../record/leaf.ts')).toBe(1);
    expect(found('record', '../indicators/index.ts')).toBe(1);
    expect(found('record', './leaf.ts')).toBe(0);
  });

  it('refuse a folder that the table does not know', () => {
    const text = "import { x } from './b.ts';\nexport const y = x;\n";
    expect(checkBorders(borders, [{ path: 'src/elsewhere/a.ts', text }]).violations).toHaveLength(1);
  });

  it('refuse a page without a table', () => {
    expect(() => parseBorders('# Nothing here')).toThrow('no table of import borders');
  });
});
