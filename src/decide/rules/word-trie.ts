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

export function buildTrie(
  literals: readonly { readonly number: number; readonly words: readonly number[] }[],
): WordTrie {
  const edges = new Map<string, number>();
  const endings: number[][] = [[]];
  const list: (readonly [state: number, hash: number, next: number])[] = [];
  for (const { number, words } of literals) {
    let state = 0;
    for (const hash of words) {
      const key = `${state} ${hash}`;
      let next = edges.get(key);
      if (next === undefined) {
        next = endings.push([]) - 1;
        edges.set(key, next);
        list.push([state, hash, next]);
      }
      state = next;
    }
    endings[state]?.push(number);
  }
  return { endingIn: (state) => endings[state] ?? [], next: openTable(list) };
}

/** The edges in an open-addressing table at most a quarter full. */
function openTable(edges: readonly (readonly [number, number, number])[]): WordTrie['next'] {
  let bits = 4;
  while (1 << bits < edges.length * 4) bits += 1;
  const mask = (1 << bits) - 1;
  const states = new Int32Array(mask + 1);
  const hashes = new Int32Array(mask + 1);
  const nexts = new Int32Array(mask + 1);
  const slotOf = (state: number, hash: number): number => {
    const mixed = Math.imul(hash ^ Math.imul(state + 1, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  for (const [state, hash, next] of edges) {
    let slot = slotOf(state, hash);
    while (nexts[slot] !== 0) slot = (slot + 1) & mask;
    states[slot] = state;
    hashes[slot] = hash;
    nexts[slot] = next;
  }
  return (state, hash) => {
    let slot = slotOf(state, hash);
    for (;;) {
      const next = nexts[slot] ?? 0;
      if (next === 0 || (hashes[slot] === hash && states[slot] === state)) return next;
      slot = (slot + 1) & mask;
    }
  };
}
