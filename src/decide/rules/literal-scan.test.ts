// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScan, literalFault } from './literal-scan.ts';

function found(literals: readonly string[], text: string): readonly string[] {
  const scan = buildScan(literals.map((word) => ({ text: word.replace('*', ''), openEnd: word.endsWith('*') })));
  const hits: string[] = [];
  scan(text, (_, from, to) => hits.push(text.slice(from, to)));
  return hits;
}

describe('the pass over the words of all rules', () => {
  it('finds a word at the beginning, in the middle and at the end', () => {
    expect(found(['code'], 'code, the code and one more code')).toEqual(['code', 'code', 'code']);
  });

  it('finds no word inside another in scripts that put blanks between words', () => {
    expect(found(['code', 'won'], 'decode codes, wonder, wont')).toEqual([]);
    expect(found(['код'], 'кодекс')).toEqual([]);
  });

  it('tells a contraction from a possessive', () => {
    expect(found(['won'], "you won't, you won’t")).toEqual([]);
    expect(found(['mum'], "mum's phone")).toEqual(['mum']);
  });

  it('lets a starred word go on', () => {
    expect(found(['gesperr*'], 'wurde gesperrt')).toEqual(['gesperr']);
  });

  it('finds Han, kana and Thai at any place, and Hangul words with their endings', () => {
    expect(found(['验证码', '码'], '您的验证码是')).toEqual(['验证码', '码']);
    expect(found(['口座'], '安全な口座へ')).toEqual(['口座']);
    expect(found(['รหัส'], 'ใช้รหัสนี้')).toEqual(['รหัส']);
    expect(found(['검찰'], '서울 검찰에서')).toEqual(['검찰']);
  });

  it('takes any run of blanks and hyphens for a blank', () => {
    expect(found(['gift card'], 'gift-card, gift  card, gift\ncard, gift—card, giftcard')).toHaveLength(4);
  });

  it('finds literals that begin alike, each', () => {
    expect(found(['call', 'call back', 'call us'], 'call us, then call back')).toEqual([
      'call',
      'call us',
      'call',
      'call back',
    ]);
  });

  it('refuses literals that could never be found', () => {
    expect(literalFault('£5')).toMatch(/begin with a letter/u);
    expect(literalFault('a')).toMatch(/two characters/u);
    expect(literalFault('妈')).toBeUndefined();
  });

  it('agrees with a search for the word between blanks', () => {
    const word = fc.stringMatching(/^[a-z]{2,4}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(word, { maxLength: 20 }),
        (literals, text) => {
          const unique = [...new Set(literals)];
          const expected = text.filter((part) => unique.includes(part));
          expect(found(unique, text.join(' '))).toEqual(expected);
        },
      ),
    );
  });

  it('never throws and stays within the text, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const hit of found(['ab', 'a b', '妈', '검찰'], text)) expect(text).toContain(hit);
      }),
    );
  });
});
