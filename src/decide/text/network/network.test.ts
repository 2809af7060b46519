// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Network, createActivations, runNetwork } from './network.ts';
import { FEATURES_PER_TOKEN, createTokens } from './tokens.ts';

const shape = {
  bucketBits: 2,
  width: 4,
  filters: [
    { span: 1, count: 1 },
    { span: 3, count: 1 },
  ],
};

// Bucket b is embedded as 1 in place b. The first filter answers to bucket 1; the second to "bucket 2 before bucket 3".
const network: Network = {
  shape,
  embedding: Float64Array.from({ length: 16 }, (_, index) => (index % 5 === 0 ? 1 : 0)),
  embeddingScale: 1,
  weights: [Float64Array.of(0, 2, 0, 0), Float64Array.of(0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0)],
  biases: [Float64Array.of(-0.5), Float64Array.of(-1.5)],
  answer: Float64Array.of(3, 10),
  answerBias: 0.25,
};

function answerTo(...buckets: readonly number[]): number {
  const tokens = createTokens();
  tokens.count = buckets.length;
  for (const [token, bucket] of buckets.entries()) {
    tokens.features[token * FEATURES_PER_TOKEN] = bucket;
    tokens.sizes[token] = 1;
  }
  return runNetwork(network, tokens, createActivations(shape));
}

describe('the network', () => {
  it('adds the highest answer of each filter, times its weight, to its bias', () => {
    expect(answerTo(0)).toBe(0.25);
    expect(answerTo(0, 1, 0)).toBe(0.25 + 3 * 1.5);
    expect(answerTo(1, 1)).toBe(answerTo(1));
  });

  it('hears the order of tokens', () => {
    expect(answerTo(2, 3)).toBe(0.25 + 10 * 0.5);
    expect(answerTo(3, 2)).toBe(0.25);
  });

  it('answers its bias to no tokens at all', () => {
    expect(answerTo()).toBe(0.25);
  });
});
