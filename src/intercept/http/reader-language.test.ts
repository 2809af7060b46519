// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchLanguage, negotiateLanguage } from './reader-language.ts';

const LANGUAGES = ['en', 'zh', 'pt-BR'];

describe('negotiateLanguage', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr-CH, fr;q=0.9, zh;q=0.5, *;q=0.1', 'zh'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['zh;q=0.2, en;q=0.7', 'en'],
    ['PT-br', 'pt-BR'],
    ['*', 'en'],
    ['de', 'en'],
    ['zh;q=nonsense', 'zh'],
  ])('answers %j with %s', (header, expected) => {
    expect(negotiateLanguage(header, LANGUAGES, 'en')).toBe(expected);
  });

  it('answers any header with a language that there is', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect([...LANGUAGES, 'en']).toContain(negotiateLanguage(header, LANGUAGES, 'en'));
      }),
    );
  });
});

describe('matchLanguage', () => {
  it('matches by prefix, whole subtags only', () => {
    expect(matchLanguage('zh-Hant-TW', LANGUAGES)).toBe('zh');
    expect(matchLanguage('zhx', LANGUAGES)).toBeUndefined();
  });
});
