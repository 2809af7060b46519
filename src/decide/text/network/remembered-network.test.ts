// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Network, createActivations, runNetwork } from './network.ts';
import { answerOf, rememberNetwork } from './remembered-network.ts';
import { FEATURES_PER_TOKEN, type Tokens, createTokens } from './tokens.ts';

const shape = {
  bucketBits: 6,
  width: 8,
  filters: [
    { span: 1, count: 3 },
    { span: 3, count: 4 },
    { span: 5, count: 2 },
  ],
};
// Numbers without a pattern, so that no two windows weigh alike.
const number = (index: number) => Math.sin(index * 12.9898) * 0.7;
const fill = (length: number, from: number) => Float64Array.from({ length }, (_, index) => number(from + index));
const network: Network = {
  shape,
  embedding: fill(64 * 8, 1),
  embeddingScale: 0.5,
  weights: shape.filters.map(({ span, count }, kind) => fill(span * count * 8, 1000 * (kind + 1))),
  biases: shape.filters.map(({ count }, kind) => fill(count, 5000 * (kind + 1))),
  answer: fill(9, 9000),
  answerBias: 0.1,
};

const texts = fc.array(fc.array(fc.integer({ min: 0, max: 63 }), { minLength: 1, maxLength: FEATURES_PER_TOKEN }), {
  maxLength: 40,
});

function tokensOf(features: readonly (readonly number[])[]): Tokens {
  const tokens = createTokens();
  tokens.count = features.length;
  for (const [token, own] of features.entries()) {
    tokens.sizes[token] = own.length;
    tokens.features.set(own, token * FEATURES_PER_TOKEN);
  }
  return tokens;
}

describe('the network that remembers words', () => {
  it('answers as the network does, whatever it remembers', () => {
    const memory = rememberNetwork(network);
    fc.assert(
      fc.property(texts, (features) => {
        const tokens = tokensOf(features);
        const answer = answerOf(memory, tokens);
        expect(answer).toBeCloseTo(runNetwork(network, tokens, createActivations(shape)), 5);
        expect(answerOf(memory, tokens)).toBe(answer);
        expect(answerOf(rememberNetwork(network), tokens)).toBe(answer);
      }),
    );
  });

  it('forgets a longer text before a shorter one', () => {
    const memory = rememberNetwork(network);
    const short = tokensOf([[3], [4]]);
    const alone = answerOf(memory, short);
    answerOf(memory, tokensOf(Array.from({ length: 30 }, (_, index) => [index])));
    expect(answerOf(memory, short)).toBe(alone);
  });
});
