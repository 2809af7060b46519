// SPDX-License-Identifier: Apache-2.0
/**
 * Literals of whole words as a trie whose edges are hashes of words: one look-up a word of the text, one more for each word
 * of a literal that has begun. Hashes may collide, so what it finds is compared by the caller.
 */
import { APOSTROPHE, BLANK, TYPOGRAPHIC, classOf, codeAt, OTHER, WORD } from './word-characters.ts';

export type WordTrie = {
  /** Numbers of the literals that may end in this state. */
  readonly endingIn: (state: number) => readonly number[];
  /** The state after a word of this hash, or 0. State 0 is the beginning. */
  readonly next: (state: number, hash: number) => number;
  /** False where no literal begins with a word of this hash. Most words of a text end here, without a look at the trie. */
  readonly mayBegin: (hash: number) => boolean;
};

// FNV-1a's offset basis.
const SEED = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units, one unit at a time. */
export function startHash(): number {
  return SEED;
}

export function extendHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/**
 * Where the word that begins at `from` ends. An apostrophe inside belongs to it (`don't`), a possessive does not (`mum's`).
 */
export function endOfWord(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    if (classOf(text.charCodeAt(at)) === WORD) at += 1;
    else if (isApostrophe(text.charCodeAt(at)) && isInsideWord(text, at)) at += 2;
    else return at;
  }
}

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === TYPOGRAPHIC;
}

function isInsideWord(text: string, apostrophe: number): boolean {
  if (classOf(text.charCodeAt(apostrophe + 1)) !== WORD) return false;
  return !isPossessive(text, apostrophe);
}

/** `'s` at the end of a word, at the apostrophe. */
export function isPossessive(text: string, apostrophe: number): boolean {
  const isS = text.charCodeAt(apostrophe + 1) === 0x73;
  return isS && isApostrophe(text.charCodeAt(apostrophe)) && classOf(text.charCodeAt(apostrophe + 2)) !== WORD;
}

function hashWord(text: string, from: number, to: number): number {
  let hash = startHash();
  for (let at = from; at < to; at += 1) hash = extendHash(hash, codeAt(text, at));
  return hash;
}

/** The hashes of a literal's words; `undefined` for one that is not made of words and blanks alone. */
export function wordsOf(literal: string): readonly number[] | undefined {
  const hashes: number[] = [];
  for (let at = 0; at < literal.length;) {
    const kind = classOf(literal.charCodeAt(at));
    if (kind === WORD) {
      const end = endOfWord(literal, at);
      hashes.push(hashWord(literal, at, end));
      at = isPossessive(literal, end) ? end + 2 : end;
    } else if (kind === OTHER && codeAt(literal, at) === BLANK) at += 1;
    else return undefined;
  }
  return hashes;
}

type SpacedLiteral = { readonly number: number; readonly words: readonly number[] };

// 2^15 bits: 4 kB for some two thousand beginnings.
const FILTER_MASK = 0x7fff;

function filterPlace(hash: number): number {
  return (hash ^ (hash >>> 15)) & FILTER_MASK;
}

/** An edge is three neighbours of one open-addressing table (from state, hash, to state; a fourth is free), at most a quarter full. */
const EDGE = 4;

export function buildTrie(literals: readonly SpacedLiteral[]): WordTrie {
  let most = 4;
  for (const { words } of literals) most += words.length * 4;
  const mask = (1 << (32 - Math.clz32(most))) - 1;
  const edges = new Int32Array(EDGE * (mask + 1));
  /** Where this edge lies, or the free place where it belongs. */
  const placeOf = (state: number, hash: number): number => {
    const mixed = Math.imul(hash ^ Math.imul(state + 1, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const place = EDGE * slot;
      if (edges[place + 2] === 0 || (edges[place + 1] === hash && edges[place] === state)) return place;
      slot = (slot + 1) & mask;
    }
  };
  // By state; the beginning ends nothing.
  const endings: (number[] | undefined)[] = [undefined];
  const filter = new Int32Array((FILTER_MASK + 1) >> 5);
  let lastState = 0;
  for (const { number, words } of literals) {
    const begins = filterPlace(words[0] ?? 0);
    filter[begins >> 5] = (filter[begins >> 5] ?? 0) | (1 << (begins & 31));
    let state = 0;
    for (const hash of words) {
      const place = placeOf(state, hash);
      if (edges[place + 2] === 0) {
        lastState += 1;
        edges[place] = state;
        edges[place + 1] = hash;
        edges[place + 2] = lastState;
        endings[lastState] = undefined;
      }
      state = edges[place + 2] ?? 0;
    }
    (endings[state] ??= []).push(number);
  }
  return {
    endingIn: (state) => endings[state] ?? NO_ENDING,
    next: (state, hash) => edges[placeOf(state, hash) + 2] ?? 0,
    mayBegin: (hash) => {
      const place = filterPlace(hash);
      return ((filter[place >> 5] ?? 0) & (1 << (place & 31))) !== 0;
    },
  };
}

const NO_ENDING: readonly number[] = [];
