// SPDX-License-Identifier: Apache-2.0
/** The gradient against the slope that tiny steps show, and what training learns from order alone. */
import { describe, expect, it } from 'vitest';
import { type Network, createActivations, filterCount, runNetwork } from '../../../decide/text/network/network.ts';
import { FEATURES_PER_TOKEN, createTokens } from '../../../decide/text/network/tokens.ts';
import { mulberry32 } from '../random.ts';
import { adamOver } from './adam.ts';
import { type Learner, learnFromText, tokenSlopesFor } from './backward.ts';

const shape = {
  bucketBits: 4,
  width: 4,
  filters: [
    { span: 1, count: 3 },
    { span: 3, count: 3 },
  ],
};
const draw = mulberry32(5);
const random = (count: number) => Float64Array.from({ length: count }, () => draw() - 0.3);

function startLearner(): Learner {
  return {
    shape,
    embedding: random(16 * 4),
    embeddingSquares: new Float64Array(16).fill(0.01),
    weights: [adamOver(random(12), 0), adamOver(random(36), 0)],
    biases: [adamOver(random(3), 0), adamOver(random(3), 0)],
    answer: adamOver(random(6), 0),
    answerBias: adamOver(random(1), 0),
    tokenSlopes: tokenSlopesFor(shape),
  };
}

function networkOf(learner: Learner): Network {
  return {
    shape,
    embedding: learner.embedding,
    embeddingScale: 1,
    weights: learner.weights.map(({ values }) => values),
    biases: learner.biases.map(({ values }) => values),
    answer: learner.answer.values,
    answerBias: learner.answerBias.values[0] ?? 0,
  };
}

const tokens = createTokens();
tokens.count = 4;
for (let token = 0; token < 4; token += 1) {
  tokens.features[token * FEATURES_PER_TOKEN] = 3 * token;
  tokens.features[token * FEATURES_PER_TOKEN + 1] = 3 * token + 1;
  tokens.sizes[token] = 2;
}

describe('learning from one text', () => {
  it('has the gradient that tiny steps show, in every dense part', () => {
    const learner = startLearner();
    const seen = createActivations(shape);
    const answer = () => runNetwork(networkOf(learner), tokens, createActivations(shape));
    runNetwork(networkOf(learner), tokens, seen);
    learnFromText(learner, tokens, seen, new Float64Array(filterCount(shape)).fill(1), 1, 0);
    const parts = [...learner.weights, ...learner.biases, learner.answer, learner.answerBias];
    for (const { values, gradient } of parts) {
      for (let index = 0; index < values.length; index += 1) {
        const kept = values[index] ?? 0;
        values[index] = kept + 1e-6;
        const above = answer();
        values[index] = kept - 1e-6;
        const below = answer();
        values[index] = kept;
        expect(gradient[index]).toBeCloseTo((above - below) / 2e-6, 5);
      }
    }
  });

  it('moves embeddings so that the answer goes the way it should', () => {
    const learner = startLearner();
    const seen = createActivations(shape);
    const before = runNetwork(networkOf(learner), tokens, seen);
    learnFromText(learner, tokens, seen, new Float64Array(filterCount(shape)).fill(1), 1, 0.001);
    expect(runNetwork(networkOf(learner), tokens, seen)).toBeLessThan(before);
  });
});
