// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';

type Vector = { readonly line: number; readonly raw: string; readonly folded: string; readonly marks: string };

function readVectors(): readonly Vector[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'fold.valid.txt'), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    if (text === '' || text.startsWith('#')) return [];
    const [raw = '', folded = '', marks = ''] = text.split('\t');
    return [{ line: index + 1, raw: unescapeText(raw), folded: unescapeText(folded), marks }];
  });
}

function unescapeText(text: string): string {
  return text.replaceAll(/\\(?:u\{([0-9a-f]+)\}|\\)/gu, (_, hex: string | undefined) =>
    hex === undefined ? '\\' : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

const vectors = readVectors();

describe('the vectors of fold.valid.txt', () => {
  it('are there, for disguises and for honest text', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(200);
    expect(vectors.filter(({ marks }) => marks === '').length).toBeGreaterThanOrEqual(60);
  });

  it.each(vectors)('line $line: $raw', ({ raw, folded, marks }) => {
    const result = foldText(raw);
    expect(result.text).toBe(folded);
    const found = result.marks.map(({ mark, count }) => `${mark}=${count}`);
    expect(found.toSorted().join(' ')).toBe(marks);
  });

  it.each(vectors)('line $line stays as it is when it is folded again', ({ raw }) => {
    const once = foldText(raw).text;
    expect(foldText(once).text).toBe(once);
  });
});
