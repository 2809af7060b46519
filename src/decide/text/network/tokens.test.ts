// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../fold/fold.ts';
import { FEATURES_PER_TOKEN, MOST_TOKENS, createTokens, listTokens } from './tokens.ts';

const MASK = 2 ** 14 - 1;
const tokens = createTokens();

function read(text: string): readonly string[] {
  const { text: folded } = foldText(text);
  listTokens(folded, MASK, tokens);
  return Array.from({ length: tokens.count }, (_, index) => folded.slice(tokens.from[index], tokens.to[index]));
}

function featuresOf(text: string, token: number): readonly number[] {
  read(text);
  const first = token * FEATURES_PER_TOKEN;
  return Array.from(tokens.features.subarray(first, first + (tokens.sizes[token] ?? 0)));
}

describe('tokens', () => {
  it('are words, numbers with their separators, signs and whole links', () => {
    expect(read("Don't pay 1,250.00 now!! https://post-fee.top/x?id=4")).toEqual([
      "don't",
      'pay',
      '1,250.00',
      'now',
      '!!',
      'https://post-fee.top/x?id=4',
    ]);
  });

  it('are single characters where a script has no blanks', () => {
    expect(read('验证码 482913')).toEqual(['验', '证', '码', '482913']);
  });

  it('share features when words are forms of each other, and the rest differs', () => {
    const one = featuresOf('verify', 0);
    const other = new Set(featuresOf('verified', 0));
    const shared = one.filter((feature) => other.has(feature)).length;
    expect(shared).toBeGreaterThanOrEqual(3);
    expect(shared).toBeLessThan(one.length);
  });

  it('are bounded, inside the text, in order and without overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        read(text);
        expect(tokens.count).toBeLessThanOrEqual(MOST_TOKENS);
        let before = 0;
        for (let token = 0; token < tokens.count; token += 1) {
          const from = tokens.from[token] ?? -1;
          const to = tokens.to[token] ?? -1;
          expect(from).toBeGreaterThanOrEqual(before);
          expect(to).toBeGreaterThan(from);
          expect(tokens.sizes[token]).toBeGreaterThan(0);
          before = to;
        }
        expect(before).toBeLessThanOrEqual(foldText(text).text.length);
      }),
    );
  });
});
