// SPDX-License-Identifier: Apache-2.0
/** The gradient of one text through the network: from the answer to each filter's window, and from there to the embeddings. */
import { type Activations, type NetworkShape, marginOf } from '../../../decide/text/network/network.ts';
import { FEATURES_PER_TOKEN, MOST_TOKENS, type Tokens } from '../../../decide/text/network/tokens.ts';
import type { Adam } from './adam.ts';

export type Learner = {
  readonly shape: NetworkShape;
  readonly embedding: Float64Array;
  /** Per bucket: the sum of squared slopes so far (AdaGrad: Duchi, Hazan and Singer, JMLR 2011). */
  readonly embeddingSquares: Float64Array;
  readonly weights: readonly Adam[];
  readonly biases: readonly Adam[];
  readonly answer: Adam;
  readonly answerBias: Adam;
  /** Slopes at the embedded tokens of one text. */
  readonly tokenSlopes: Float64Array;
};

export function tokenSlopesFor(shape: NetworkShape): Float64Array {
  return new Float64Array((MOST_TOKENS + 2 * marginOf(shape)) * shape.width);
}

/** `slope` is that of the loss at the answer; `kept[filter]` is 0 for a filter that was dropped, else what it was multiplied by. */
export function learnFromText(
  learner: Learner,
  tokens: Tokens,
  seen: Activations,
  kept: Float64Array,
  slope: number,
  embeddingRate: number,
): void {
  const { shape, answer, answerBias, tokenSlopes } = learner;
  const used = (tokens.count + 2 * marginOf(shape)) * shape.width;
  tokenSlopes.fill(0, 0, used);
  answerBias.gradient[0] = (answerBias.gradient[0] ?? 0) + slope;
  let first = 0;
  for (let kind = 0; kind < shape.filters.length; kind += 1) {
    const count = shape.filters[kind]?.count ?? 0;
    for (let filter = 0; filter < count; filter += 1) {
      const place = first + filter;
      const keep = kept[place] ?? 0;
      const where = seen.where[place] ?? -1;
      if (where < 0 || keep === 0) continue;
      answer.gradient[place] = (answer.gradient[place] ?? 0) + slope * keep * (seen.highest[place] ?? 0);
      passToWindow(learner, seen, kind, filter, where, slope * keep * (answer.values[place] ?? 0));
    }
    first += count;
  }
  learnEmbeddings(learner, tokens, embeddingRate);
}

function passToWindow(
  { shape, weights, biases, tokenSlopes }: Learner,
  { embedded }: Activations,
  kind: number,
  filter: number,
  where: number,
  slope: number,
): void {
  const own = weights[kind];
  const bias = biases[kind];
  if (own === undefined || bias === undefined) return;
  const span = shape.filters[kind]?.span ?? 1;
  const length = span * shape.width;
  const at = (marginOf(shape) - (span - 1) / 2 + where) * shape.width;
  const row = filter * length;
  const { values, gradient } = own;
  bias.gradient[filter] = (bias.gradient[filter] ?? 0) + slope;
  for (let index = 0; index < length; index += 1) {
    gradient[row + index] = (gradient[row + index] ?? 0) + slope * (embedded[at + index] ?? 0);
    tokenSlopes[at + index] = (tokenSlopes[at + index] ?? 0) + slope * (values[row + index] ?? 0);
  }
}

function learnEmbeddings(learner: Learner, tokens: Tokens, rate: number): void {
  const { shape, embedding, embeddingSquares, tokenSlopes } = learner;
  const { width } = shape;
  const margin = marginOf(shape);
  for (let token = 0; token < tokens.count; token += 1) {
    const size = tokens.sizes[token] ?? 0;
    const at = (token + margin) * width;
    let square = 0;
    for (let place = 0; place < width; place += 1) square += (tokenSlopes[at + place] ?? 0) ** 2;
    if (square === 0) continue;
    for (let feature = 0; feature < size; feature += 1) {
      const bucket = tokens.features[token * FEATURES_PER_TOKEN + feature] ?? 0;
      const squares = (embeddingSquares[bucket] ?? 0) + square / (size * width);
      embeddingSquares[bucket] = squares;
      const step = rate / Math.sqrt(size * squares);
      const row = bucket * width;
      for (let place = 0; place < width; place += 1) {
        embedding[row + place] = (embedding[row + place] ?? 0) - step * (tokenSlopes[at + place] ?? 0);
      }
    }
  }
}
