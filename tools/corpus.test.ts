// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeTemplate } from '../src/lab/corpus/template-codec.ts';
import { shippedEngine } from '../src/testing/engine.ts';

const schemes = new Set(
  shippedEngine()
    .policy.taxonomy.all()
    .map(({ code }) => code),
);

describe.each(globSync('corpus/text/*.jsonl').toSorted())('%s', (file) => {
  const [, lang, side] = /([a-z]{2})-(legitimate|scam)\.jsonl$/u.exec(file) ?? [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const templates = lines.map((line, index) => {
    const decoded = decodeTemplate(line);
    if (!decoded.ok) throw new Error(`${file}:${index + 1} ${decoded.faults.map(({ message }) => message).join(' ')}`);
    return decoded.template;
  });

  it('has ids of its own language and side, each once', () => {
    const ids = templates.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(new RegExp(`^${lang}-${side === 'scam' ? 's' : 'l'}-\\d{4}$`, 'u'));
  });

  it('names a scheme of the taxonomy for every scam, and none for what is legitimate', () => {
    for (const { id, scheme } of templates) {
      const known = scheme === undefined ? side === 'legitimate' : side === 'scam' && schemes.has(scheme);
      expect(known, id).toBe(true);
    }
  });

  it('has no two templates that are near-duplicates', () => {
    const shingles = templates.map(({ id, text }) => [id, shinglesOf(text)] as const);
    const pairs: string[] = [];
    for (const [index, [id, own]] of shingles.entries())
      for (const [otherId, other] of shingles.slice(index + 1))
        if (similarity(own, other) >= 0.6) pairs.push(`${id} ${otherId}`);
    expect(pairs).toEqual([]);
  });
});

/** Character 5-grams with digits masked: the measure of near-duplicates that the data sets' groups use. */
function shinglesOf(text: string): ReadonlySet<string> {
  const masked = text.toLowerCase().replaceAll(/\d/gu, '0');
  const shingles = new Set<string>();
  for (let index = 0; index + 5 <= masked.length; index += 1) shingles.add(masked.slice(index, index + 5));
  return shingles;
}

function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < large.size * 0.6) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return shared / (one.size + other.size - shared || 1);
}
