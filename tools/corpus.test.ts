// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../src/lab/corpus/check-corpus.ts';
import { splitCorpus } from '../src/lab/corpus/split-corpus.ts';
import { ASKS, BRAND_ROLES, SECTORS, SENDERS, SLOTS } from '../src/lab/corpus/template-words.ts';
import { shippedEngine } from '../src/testing/engine.ts';

/** Languages, and the least of either side. */
const LEAST: Readonly<Record<string, number>> = {
  en: 600,
  zh: 400,
  ...Object.fromEntries('ko ja th tr hi id es pt fr de ar ru vi it'.split(' ').map((lang) => [lang, 80])),
};

describe('the templates of the text model', () => {
  const { findings, counts } = checkCorpus('corpus/text', shippedEngine().policy);

  it('have no fault that the checker knows', () => {
    expect(findings.map(({ file, line, id, message }) => `${file}:${line}: ${id} ${message}`)).toEqual([]);
  });

  it('are enough on both sides of all sixteen languages', () => {
    const short = Object.entries(LEAST).filter(([lang, least]) => {
      const count = counts.find((one) => one.lang === lang);
      return count === undefined || count.legitimate < least || count.scam < least;
    });
    expect(short).toEqual([]);
  });

  it('hold back whole schemes and sectors, and a tenth besides, of every language', () => {
    const { facts, languages } = splitCorpus('corpus/text');
    expect(facts.schemesHeldBack.length).toBeGreaterThanOrEqual(3);
    expect(facts.sectorsHeldBack.length).toBeGreaterThanOrEqual(3);
    for (const { lang, side, train, calibrate, report } of languages) {
      const held = (calibrate + report) / (train + calibrate + report);
      expect({ lang, side, held: held > 0.05 && held < 0.35 }).toEqual({ lang, side, held: true });
    }
  });

  it('are drawn from closed lists whose every word stands in the README for who writes more', () => {
    const words = new Set(readFileSync('corpus/text/README.md', 'utf8').match(/[a-z0-9]+(?:-[a-z0-9]+)*/gu));
    const lists = [...SECTORS, ...ASKS, ...SENDERS, ...BRAND_ROLES, ...SLOTS];
    expect(lists.filter((word) => !words.has(word))).toEqual([]);
  });
});
