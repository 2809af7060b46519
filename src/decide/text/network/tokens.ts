// SPDX-License-Identifier: Apache-2.0
/**
 * Folded text → the tokens that the network reads in their order: words, single characters of scripts without blanks, numbers,
 * links and signs. Each token is a few hashed features (the word, its n-grams, its concept), so that a word never seen is still
 * near its relatives. What it writes is scratch memory that the next text overwrites.
 */
import { BLANK, DIGIT, LETTER, kindOf } from '../characters.ts';
import { GRAM_SEED, WORD_END, WORD_SEED, conceptOf } from '../concept-table.ts';
import { hashName, hashStep, spread } from '../hashing.ts';

/** Tokens beyond these are not read. */
export const MOST_TOKENS = 400;
export const FEATURES_PER_TOKEN = 12;
/** From here on lie the scripts whose characters are tokens of their own. */
const FIRST_UNSPACED = 0xe00;

export type Tokens = {
  count: number;
  /** Features of token t: features[t × 12 … t × 12 + sizes[t]). */
  readonly features: Int32Array;
  readonly sizes: Uint8Array;
  /** The folded units [from, to) of a token. */
  readonly from: Int32Array;
  readonly to: Int32Array;
};

export function createTokens(): Tokens {
  return {
    count: 0,
    features: new Int32Array(MOST_TOKENS * FEATURES_PER_TOKEN),
    sizes: new Uint8Array(MOST_TOKENS),
    from: new Int32Array(MOST_TOKENS),
    to: new Int32Array(MOST_TOKENS),
  };
}

const TOKEN_WORD = hashName('token-word');
const TOKEN_GRAM = hashName('token-gram');
const TOKEN_CONCEPT = hashName('token-concept');
const TOKEN_NUMBER = hashName('token-number');
const TOKEN_SIGN = hashName('token-sign');
const TOKEN_LINK = hashName('token-link');
const TOKEN_HOST = hashName('token-host');
const LINK = /[a-z]+:\/\/[^\s]+|(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,12}(?:\/[^\s]*)?/gu;

/** Fills `tokens`; hashes lie in [0, mask]. */
export function listTokens(text: string, mask: number, tokens: Tokens): void {
  tokens.count = 0;
  let at = 0;
  const links = text.includes('.') ? linksOf(text) : [];
  for (const link of links) {
    readWords(text, at, link.from, mask, tokens);
    addLink(text, link, mask, tokens);
    at = link.to;
  }
  readWords(text, at, text.length, mask, tokens);
}

type Range = { readonly from: number; readonly to: number };

function linksOf(text: string): readonly Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(LINK)) {
    if (/[a-z]/u.test(match[0])) ranges.push({ from: match.index, to: match.index + match[0].length });
  }
  return ranges;
}

function readWords(text: string, from: number, to: number, mask: number, tokens: Tokens): void {
  let at = from;
  while (at < to && tokens.count < MOST_TOKENS) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === BLANK) at += 1;
    else if (kind === DIGIT) at = addNumber(text, at, to, mask, tokens);
    else if (kind === LETTER) at = addWord(text, at, to, mask, tokens);
    else if (code >= FIRST_UNSPACED) at = addCharacter(text, at, to, mask, tokens);
    else at = addSign(text, at, to, mask, tokens);
  }
}

function startToken(tokens: Tokens, from: number, to: number): void {
  tokens.from[tokens.count] = from;
  tokens.to[tokens.count] = to;
  tokens.sizes[tokens.count] = 0;
  tokens.count += 1;
}

function addFeature(tokens: Tokens, hash: number, mask: number): void {
  const token = tokens.count - 1;
  const size = tokens.sizes[token] ?? 0;
  if (size === FEATURES_PER_TOKEN) return;
  tokens.features[token * FEATURES_PER_TOKEN + size] = spread(hash) & mask;
  tokens.sizes[token] = size + 1;
}

function addWord(text: string, from: number, end: number, mask: number, tokens: Tokens): number {
  let to = from;
  let hash = WORD_SEED;
  let concept = -1;
  for (; to < end; to += 1) {
    const code = text.charCodeAt(to);
    const kind = kindOf(code);
    if (kind !== LETTER && !(code === 39 && to > from)) break;
    hash = hashStep(hash, code);
    if (concept < 0) concept = conceptOf(hash);
  }
  if (concept < 0) concept = conceptOf(hashStep(hash, WORD_END));
  startToken(tokens, from, to);
  addFeature(tokens, hashStep(TOKEN_WORD, hash), mask);
  if (concept >= 0) addFeature(tokens, hashStep(TOKEN_CONCEPT, concept), mask);
  addGrams(text, from, to, mask, tokens);
  return to;
}

// 3-grams of the word with its bounds marked; the first four letters as a stem.
function addGrams(text: string, from: number, to: number, mask: number, tokens: Tokens): void {
  if (to - from > 4) {
    let stem = hashStep(TOKEN_GRAM, 4);
    for (let index = from; index < from + 4; index += 1) stem = hashStep(stem, text.charCodeAt(index));
    addFeature(tokens, stem, mask);
  }
  for (let start = from - 1; start + 3 <= to + 1; start += 1) {
    let gram = TOKEN_GRAM;
    for (let index = start; index < start + 3; index += 1) {
      gram = hashStep(gram, index < from || index >= to ? 32 : text.charCodeAt(index));
    }
    addFeature(tokens, gram, mask);
  }
}

function addCharacter(text: string, at: number, end: number, mask: number, tokens: Tokens): number {
  startToken(tokens, at, at + 1);
  let hash = GRAM_SEED;
  let concept = -1;
  for (let index = at; index < Math.min(end, at + 4); index += 1) {
    const code = text.charCodeAt(index);
    if (code < FIRST_UNSPACED) break;
    hash = hashStep(hash, code);
    addFeature(tokens, hash, mask);
    const found = conceptOf(hash);
    if (found >= 0) concept = found;
  }
  if (concept >= 0) addFeature(tokens, hashStep(TOKEN_CONCEPT, concept), mask);
  return at + 1;
}

function addNumber(text: string, from: number, end: number, mask: number, tokens: Tokens): number {
  let to = from;
  let digits = 0;
  for (; to < end; to += 1) {
    const code = text.charCodeAt(to);
    if (kindOf(code) === DIGIT) digits += 1;
    else if (!isInsideNumber(code) || to + 1 >= end || kindOf(text.charCodeAt(to + 1)) !== DIGIT) break;
  }
  startToken(tokens, from, to);
  addFeature(tokens, TOKEN_NUMBER, mask);
  addFeature(tokens, hashStep(TOKEN_NUMBER, Math.min(digits, 15)), mask);
  if (text.charCodeAt(from) === 48 || text.charCodeAt(from - 1) === 43)
    addFeature(tokens, hashStep(TOKEN_NUMBER, 99), mask);
  return to;
}

function isInsideNumber(code: number): boolean {
  return code === 44 || code === 45 || code === 46 || code === 58 || code === 47;
}

function addSign(text: string, from: number, end: number, mask: number, tokens: Tokens): number {
  const code = text.charCodeAt(from);
  let to = from + 1;
  while (to < end && text.charCodeAt(to) === code) to += 1;
  startToken(tokens, from, to);
  addFeature(tokens, hashStep(TOKEN_SIGN, code), mask);
  return to;
}

function addLink(text: string, link: Range, mask: number, tokens: Tokens): void {
  if (tokens.count === MOST_TOKENS) return;
  const scheme = text.indexOf('://', link.from);
  const start = scheme >= 0 && scheme < link.to ? scheme + 3 : link.from;
  let end = start;
  while (end < link.to && !'/?#'.includes(text.charAt(end))) end += 1;
  const host = text.slice(start, end);
  const labels = host.split('.');
  startToken(tokens, link.from, link.to);
  addFeature(tokens, TOKEN_LINK, mask);
  let last = TOKEN_LINK;
  for (const unit of labels.at(-1) ?? '') last = hashStep(last, unit.charCodeAt(0));
  addFeature(tokens, last, mask);
  addFeature(tokens, hashStep(hashStep(TOKEN_LINK, 1), Math.min(5, labels.length)), mask);
  addFeature(tokens, hashStep(hashStep(TOKEN_LINK, 2), Math.min(4, host.split('-').length)), mask);
  addFeature(tokens, hashStep(hashStep(TOKEN_LINK, 3), /\d/u.test(host) ? 1 : 0), mask);
  addFeature(tokens, hashStep(hashStep(TOKEN_LINK, 4), end < link.to ? 1 : 0), mask);
  for (const word of host.split(/[.-]/u).slice(0, -1)) {
    let hash = WORD_SEED;
    let concept = -1;
    for (let index = 0; index < word.length; index += 1) {
      hash = hashStep(hash, word.charCodeAt(index));
      if (concept < 0) concept = conceptOf(hash);
    }
    if (concept < 0) concept = conceptOf(hashStep(hash, WORD_END));
    if (concept >= 0) addFeature(tokens, hashStep(TOKEN_HOST, concept), mask);
  }
}
