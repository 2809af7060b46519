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

/** Edges live in one open-addressing table, at most a quarter full. */
export function buildTrie(literals: readonly SpacedLiteral[]): WordTrie {
  let most = 4;
  for (const { words } of literals) most += words.length * 4;
  const mask = (1 << (32 - Math.clz32(most))) - 1;
  const states = new Int32Array(mask + 1);
  const hashes = new Int32Array(mask + 1);
  const nexts = new Int32Array(mask + 1);
  /** The slot of this edge, or the free one where it belongs. */
  const slotOf = (state: number, hash: number): number => {
    const mixed = Math.imul(hash ^ Math.imul(state + 1, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (nexts[slot] !== 0 && (hashes[slot] !== hash || states[slot] !== state)) slot = (slot + 1) & mask;
    return slot;
  };
  const endings = new Map<number, number[]>();
  let lastState = 0;
  for (const { number, words } of literals) {
    let state = 0;
    for (const hash of words) {
      const slot = slotOf(state, hash);
      if (nexts[slot] === 0) {
        lastState += 1;
        states[slot] = state;
        hashes[slot] = hash;
        nexts[slot] = lastState;
      }
      state = nexts[slot] ?? 0;
    }
    const ending = endings.get(state);
    if (ending) ending.push(number);
    else endings.set(state, [number]);
  }
  return {
    endingIn: (state) => endings.get(state) ?? NO_ENDING,
    next: (state, hash) => nexts[slotOf(state, hash)] ?? 0,
  };
}

const NO_ENDING: readonly number[] = [];
