// SPDX-License-Identifier: Apache-2.0
/**
 * The network at work, with a memory for words. What a filter says of a window is the sum of what it says of each token in its place of
 * the window, so the products of a token with all filters are worked out once and kept: most words of a text are words of the texts
 * before it. The answer is that of `runNetwork` but for the order and rounding of sums, and does not depend on what is remembered.
 *
 * The memory is a table of fixed size in which a newcomer takes the place of whoever has it; it holds hashes of words, no text.
 */
import { type Network, filterCount, marginOf } from './network.ts';
import { FEATURES_PER_TOKEN, MOST_TOKENS, type Tokens } from './tokens.ts';

const SLOTS = 8192;
/** What is compared: how many features, and which. */
const KEY = FEATURES_PER_TOKEN + 1;

export type RememberedNetwork = {
  readonly network: Network;
  readonly margin: number;
  /** Products a token: for each kind of filter, for each place in its window, for each filter. */
  readonly length: number;
  readonly keys: Int32Array;
  readonly products: Float32Array;
  /** Those of the tokens of the present text, with `margin` rows of zeros on either side. */
  readonly text: Float32Array;
  readonly embedded: Float64Array;
  /** Of the filters of a kind: what they say of one window, and the most they said. */
  readonly answers: Float64Array;
  readonly highest: Float64Array;
};

/** 12 MiB for the shipped shape, filled as words come. */
export function rememberNetwork(network: Network): RememberedNetwork {
  const { shape } = network;
  const margin = marginOf(shape);
  let length = 0;
  for (const { span, count } of shape.filters) length += span * count;
  return {
    network,
    margin,
    length,
    // No token has −1 features.
    keys: new Int32Array(SLOTS * KEY).fill(-1),
    products: new Float32Array(SLOTS * length),
    text: new Float32Array((MOST_TOKENS + 2 * margin) * length),
    embedded: new Float64Array(shape.width),
    answers: new Float64Array(filterCount(shape)),
    highest: new Float64Array(filterCount(shape)),
  };
}

/** The log-odds that the tokens are part of a scam, uncalibrated. */
export function answerOf(memory: RememberedNetwork, tokens: Tokens): number {
  const { network, length, margin, text, products } = memory;
  for (let token = 0; token < tokens.count; token += 1) {
    const from = slotOf(memory, tokens, token) * length;
    const to = (token + margin) * length;
    for (let place = 0; place < length; place += 1) text[to + place] = products[from + place] ?? 0;
  }
  text.fill(0, (tokens.count + margin) * length, (tokens.count + 2 * margin) * length);
  let sum = network.answerBias;
  let first = 0;
  let column = 0;
  for (const [kind, { span, count }] of network.shape.filters.entries()) {
    slide(memory, tokens.count, { column, span, count, biases: network.biases[kind] ?? new Float64Array(0) });
    for (let filter = 0; filter < count; filter += 1) {
      sum += (network.answer[first + filter] ?? 0) * (memory.highest[filter] ?? 0);
    }
    first += count;
    column += count * span;
  }
  return sum;
}

type Kind = { readonly column: number; readonly span: number; readonly count: number; readonly biases: Float64Array };

// Rows are read from left to right, all filters of a kind side by side.
function slide(memory: RememberedNetwork, tokens: number, { column, span, count, biases }: Kind): void {
  const { text, length, margin, answers, highest } = memory;
  highest.fill(0, 0, count);
  const start = (margin - (span - 1) / 2) * length + column;
  for (let token = 0; token < tokens; token += 1) {
    for (let filter = 0; filter < count; filter += 1) answers[filter] = biases[filter] ?? 0;
    for (let place = 0; place < span; place += 1) {
      const at = start + (token + place) * length + place * count;
      for (let filter = 0; filter < count; filter += 1)
        answers[filter] = (answers[filter] ?? 0) + (text[at + filter] ?? 0);
    }
    for (let filter = 0; filter < count; filter += 1) {
      const answer = answers[filter] ?? 0;
      if (answer > (highest[filter] ?? 0)) highest[filter] = answer;
    }
  }
}

/** Where the token's products are; they are worked out where another token has the slot. */
function slotOf(memory: RememberedNetwork, tokens: Tokens, token: number): number {
  const { keys } = memory;
  const { features, sizes } = tokens;
  const size = sizes[token] ?? 0;
  const from = token * FEATURES_PER_TOKEN;
  let hash = size;
  for (let index = 0; index < size; index += 1) hash = Math.imul(hash ^ (features[from + index] ?? 0), 0x9e37_79b1);
  const slot = (hash >>> 16) & (SLOTS - 1);
  const key = slot * KEY;
  let isKnown = keys[key] === size;
  for (let index = 0; isKnown && index < size; index += 1) isKnown = keys[key + 1 + index] === features[from + index];
  if (isKnown) return slot;
  keys[key] = size;
  for (let index = 0; index < size; index += 1) keys[key + 1 + index] = features[from + index] ?? 0;
  multiply(memory, tokens, token, slot);
  return slot;
}

function multiply(memory: RememberedNetwork, tokens: Tokens, token: number, slot: number): void {
  const { network, embedded, products, length } = memory;
  const { width, filters } = network.shape;
  embed(network, tokens, token, embedded);
  let column = slot * length;
  for (const [kind, { span, count }] of filters.entries()) {
    const weights = network.weights[kind] ?? new Float64Array(0);
    for (let filter = 0; filter < count; filter += 1) {
      for (let place = 0; place < span; place += 1) {
        let product = 0;
        const from = (filter * span + place) * width;
        for (let index = 0; index < width; index += 1) {
          product += (weights[from + index] ?? 0) * (embedded[index] ?? 0);
        }
        products[column + place * count + filter] = product;
      }
    }
    column += span * count;
  }
}

function embed({ shape, embedding, embeddingScale }: Network, tokens: Tokens, token: number, out: Float64Array): void {
  const { width } = shape;
  const size = tokens.sizes[token] ?? 0;
  const scale = size === 0 ? 0 : embeddingScale / Math.sqrt(size);
  out.fill(0);
  for (let index = 0; index < size; index += 1) {
    const row = (tokens.features[token * FEATURES_PER_TOKEN + index] ?? 0) * width;
    for (let place = 0; place < width; place += 1) out[place] = (out[place] ?? 0) + (embedding[row + place] ?? 0);
  }
  for (let place = 0; place < width; place += 1) out[place] = (out[place] ?? 0) * scale;
}
