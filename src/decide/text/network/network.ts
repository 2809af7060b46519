// SPDX-License-Identifier: Apache-2.0
/**
 * The network: tokens → embeddings → filters over a few neighbouring tokens → the highest answer of each filter → one number. It
 * reads words in their order, so that "never share the code" and "share the code" differ. Float64 in a fixed order.
 */
import { FEATURES_PER_TOKEN, MOST_TOKENS, type Tokens } from './tokens.ts';

export type NetworkShape = {
  readonly bucketBits: number;
  /** Numbers in an embedding, a multiple of 4. */
  readonly width: number;
  /** Neighbouring tokens a filter sees, an odd number, and how many filters of that kind there are. */
  readonly filters: readonly { readonly span: number; readonly count: number }[];
};

export type Network = {
  readonly shape: NetworkShape;
  /** The embedding of bucket b: `embedding[b × width …] × embeddingScale`. */
  readonly embedding: Int8Array | Float64Array;
  readonly embeddingScale: number;
  /** For each kind of filter: `count` rows of span × width weights, and a bias for each. */
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
  /** A weight for each filter, in the order of kinds. */
  readonly answer: Float64Array;
  readonly answerBias: number;
};

/** What one text left behind, for the answer and for the gradient. */
export type Activations = {
  /** Embedded tokens with `marginOf(shape)` rows of zeros on either side. */
  readonly embedded: Float64Array;
  /** Per filter: its highest answer (0 when none is above), and the token in whose window it gave that, −1 for none. */
  readonly highest: Float64Array;
  readonly where: Int32Array;
};

export function filterCount(shape: NetworkShape): number {
  let count = 0;
  for (const kind of shape.filters) count += kind.count;
  return count;
}

/** Tokens that the widest filter sees on either side of the one in its middle. */
export function marginOf(shape: NetworkShape): number {
  let most = 1;
  for (const { span } of shape.filters) most = Math.max(most, span);
  return (most - 1) / 2;
}

export function createActivations(shape: NetworkShape): Activations {
  return {
    embedded: new Float64Array((MOST_TOKENS + 2 * marginOf(shape)) * shape.width),
    highest: new Float64Array(filterCount(shape)),
    where: new Int32Array(filterCount(shape)),
  };
}

/** Fills `out`; returns the log-odds that the tokens are part of a scam, uncalibrated. */
export function runNetwork(network: Network, tokens: Tokens, out: Activations): number {
  embedTokens(network, tokens, out.embedded);
  let first = 0;
  for (let kind = 0; kind < network.shape.filters.length; kind += 1) {
    slideFilters(network, kind, first, tokens.count, out);
    first += network.shape.filters[kind]?.count ?? 0;
  }
  let sum = network.answerBias;
  for (let filter = 0; filter < first; filter += 1) {
    sum += (network.answer[filter] ?? 0) * (out.highest[filter] ?? 0);
  }
  return sum;
}

function embedTokens({ shape, embedding, embeddingScale }: Network, tokens: Tokens, embedded: Float64Array): void {
  const { width } = shape;
  const margin = marginOf(shape);
  embedded.fill(0, 0, (tokens.count + 2 * margin) * width);
  for (let token = 0; token < tokens.count; token += 1) {
    const size = tokens.sizes[token] ?? 0;
    const scale = size === 0 ? 0 : embeddingScale / Math.sqrt(size);
    const at = (token + margin) * width;
    for (let feature = 0; feature < size; feature += 1) {
      const row = (tokens.features[token * FEATURES_PER_TOKEN + feature] ?? 0) * width;
      for (let place = 0; place < width; place += 1) {
        embedded[at + place] = (embedded[at + place] ?? 0) + (embedding[row + place] ?? 0);
      }
    }
    for (let place = 0; place < width; place += 1) embedded[at + place] = (embedded[at + place] ?? 0) * scale;
  }
}

// Nearly all of the time is spent here: four sums side by side keep the processor's multipliers busy.
function slideFilters(network: Network, kind: number, first: number, tokens: number, out: Activations): void {
  const { shape } = network;
  const { span, count } = shape.filters[kind] ?? { span: 1, count: 0 };
  const weights = network.weights[kind] ?? new Float64Array(0);
  const biases = network.biases[kind] ?? new Float64Array(0);
  const { embedded } = out;
  const length = span * shape.width;
  const start = (marginOf(shape) - (span - 1) / 2) * shape.width;
  for (let filter = 0; filter < count; filter += 1) {
    const row = filter * length;
    const bias = biases[filter] ?? 0;
    let highest = 0;
    let where = -1;
    for (let token = 0; token < tokens; token += 1) {
      const at = start + token * shape.width;
      let one = bias;
      let two = 0;
      let three = 0;
      let four = 0;
      for (let index = 0; index < length; index += 4) {
        one += (weights[row + index] ?? 0) * (embedded[at + index] ?? 0);
        two += (weights[row + index + 1] ?? 0) * (embedded[at + index + 1] ?? 0);
        three += (weights[row + index + 2] ?? 0) * (embedded[at + index + 2] ?? 0);
        four += (weights[row + index + 3] ?? 0) * (embedded[at + index + 3] ?? 0);
      }
      const answer = one + two + (three + four);
      if (answer > highest) {
        highest = answer;
        where = token;
      }
    }
    out.highest[first + filter] = highest;
    out.where[first + filter] = where;
  }
}
