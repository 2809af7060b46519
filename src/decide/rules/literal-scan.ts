// SPDX-License-Identifier: Apache-2.0
/**
 * One pass over a text that finds every literal of all rules. Hot path: in scripts with blanks between words each word is
 * hashed and looked up in a trie; at each place of other scripts where a literal may begin, a hash of the next one, two and three
 * characters is looked up in tables. Only what hits is compared.
 *
 * A literal begins where a word begins and ends where a word ends, in scripts that put blanks between words. Han, kana, Thai,
 * Lao, Khmer, Burmese and Tibetan have no such places, so there any place will do; Hangul words begin after a blank but take
 * endings. A blank in a literal stands for any run of blanks and hyphens; `*` at its end lets the word go on.
 */

import { APOSTROPHE, BLANK, classOf, codeAt, HANGUL, OTHER, TYPOGRAPHIC, UNSPACED, WORD } from './word-characters.ts';
import { buildTrie, endOfWord, extendHash, isPossessive, startHash, type WordTrie, wordsOf } from './word-trie.ts';

export type Literal = { readonly text: string; readonly openEnd: boolean };

/** Called for each literal found, with its number and its half-open place in the text (UTF-16). */
export type OnHit = (literal: number, from: number, to: number) => void;

export type LiteralScan = (text: string, onHit: OnHit) => void;

const TABLE_BITS = 14;
const MASK = (1 << TABLE_BITS) - 1;

/** The literals' numbers are their places in the list. `literalFault` has passed each. */
export function buildScan(literals: readonly Literal[]): LiteralScan {
  const spaced: { readonly number: number; readonly words: readonly number[] }[] = [];
  const others: number[] = [];
  for (const [number, { text, openEnd }] of literals.entries()) {
    const words = openEnd ? undefined : wordsOf(text);
    if (words) spaced.push({ number, words });
    else others.push(number);
  }
  const tryCharacters = buildCharacterTables(literals, others);
  const mayBegin = firstCharacters(literals, others);
  const takeWord = createFollower(literals, buildTrie(spaced));

  return (text, onHit) => {
    let begun = 0;
    let previous = OTHER;
    for (let index = 0; index < text.length;) {
      let code = text.charCodeAt(index);
      const kind = classOf(code);
      if (kind === WORD) {
        if (mayBegin(code)) tryCharacters(text, index, kind, onHit);
        const from = index;
        let hash = startHash();
        do {
          hash = extendHash(hash, code);
          index += 1;
          code = text.charCodeAt(index);
          if (code === APOSTROPHE || code === TYPOGRAPHIC) {
            const end = endOfWord(text, index - 1);
            for (; index < end; index += 1) hash = extendHash(hash, codeAt(text, index));
            code = text.charCodeAt(index);
          }
        } while (classOf(code) === WORD);
        begun = takeWord(begun, text, from, hash, onHit);
        if (isPossessive(text, index)) index += 2;
      } else {
        if (kind !== OTHER || codeAt(text, index) !== BLANK) begun = 0;
        if (mayBegin(code) && (kind === UNSPACED || (kind === HANGUL && previous !== HANGUL)))
          tryCharacters(text, index, kind, onHit);
        index += 1;
      }
      previous = kind;
    }
  };
}

type TakeWord = (begun: number, text: string, from: number, hash: number, onHit: OnHit) => number;

/** Goes on from `begun` literals with one word, begins new ones at it, and gives the number of those now begun. */
function createFollower(literals: readonly Literal[], trie: WordTrie): TakeWord {
  // Literals that have begun and may go on with the next word, oldest first.
  const states: number[] = [];
  const starts: number[] = [];

  const report = (state: number, text: string, from: number, onHit: OnHit): void => {
    for (const number of trie.endingIn(state)) {
      const to = endOfMatch(text, from, literals[number]?.text ?? '', false);
      if (to > 0) onHit(number, from, to);
    }
  };

  return (begun, text, from, hash, onHit) => {
    if (begun === 0 && !trie.mayBegin(hash)) return 0;
    let kept = 0;
    for (let index = 0; index <= begun; index += 1) {
      const state = trie.next(index === begun ? 0 : (states[index] ?? 0), hash);
      if (state === 0) continue;
      const start = index === begun ? from : (starts[index] ?? from);
      states[kept] = state;
      starts[kept] = start;
      kept += 1;
      report(state, text, start, onHit);
    }
    return kept;
  };
}

/** Whether a character begins one of these literals: few do, so that most places of a text need no second look. */
function firstCharacters(literals: readonly Literal[], numbers: readonly number[]): (code: number) => boolean {
  // A bit a UTF-16 unit: 8 kB.
  const first = new Int32Array(0x800);
  for (const number of numbers) {
    const code = codeAt(literals[number]?.text ?? '', 0);
    first[code >> 5] = (first[code >> 5] ?? 0) | (1 << (code & 31));
  }
  return (code) => ((first[code >> 5] ?? 0) & (1 << (code & 31))) !== 0;
}

type TryCharacters = (text: string, from: number, kind: number, onHit: OnHit) => void;

/** Tables for the literals named by number: those that are not made of spaced words alone. */
function buildCharacterTables(literals: readonly Literal[], numbers: readonly number[]): TryCharacters {
  // 0: nothing; n: buckets[n - 1].
  const short = new Uint16Array(MASK + 1);
  const long = new Uint16Array(MASK + 1);
  const single = new Uint16Array(MASK + 1);
  const buckets: number[][] = [];
  for (const number of numbers) {
    const [table, hash] = slotFor(literals[number]?.text ?? '', single, short, long);
    const slot = table[hash] ?? 0;
    if (slot === 0) table[hash] = buckets.push([number]);
    else buckets[slot - 1]?.push(number);
  }
  const tryBucket = (slot: number, text: string, from: number, onHit: OnHit): void => {
    for (const number of buckets[slot - 1] ?? []) {
      const literal = literals[number];
      const to = literal === undefined ? 0 : endOfMatch(text, from, literal.text, literal.openEnd);
      if (to > 0) onHit(number, from, to);
    }
  };
  return (text, from, kind, onHit) => {
    const first = codeAt(text, from);
    const singleSlot = kind === WORD ? 0 : (single[first & MASK] ?? 0);
    if (singleSlot !== 0) tryBucket(singleSlot, text, from, onHit);
    const second = codeAt(text, from + 1);
    const shortSlot = short[hash2(first, second)] ?? 0;
    if (shortSlot !== 0) tryBucket(shortSlot, text, from, onHit);
    const longSlot = long[hash3(first, second, codeAt(text, from + 2))] ?? 0;
    if (longSlot !== 0) tryBucket(longSlot, text, from, onHit);
  };
}

type Slot = readonly [table: Uint16Array, hash: number];

function slotFor(text: string, single: Uint16Array, short: Uint16Array, long: Uint16Array): Slot {
  const first = codeAt(text, 0);
  if (text.length === 1) return [single, first & MASK];
  const second = codeAt(text, 1);
  if (text.length === 2 || second === BLANK) return [short, hash2(first, second)];
  return [long, hash3(first, second, codeAt(text, 2))];
}

/** Whether a literal can be found at all: what a rule file is told when not. */
export function literalFault(text: string): string | undefined {
  const kind = classOf(text.charCodeAt(0));
  if (text === '' || kind === OTHER) return 'must begin with a letter or digit; use a pattern for the rest';
  if (text.length === 1 && kind === WORD) return 'needs at least two characters';
  return undefined;
}

/** The end of the literal in the text at `from`, or 0. */
function endOfMatch(text: string, from: number, literal: string, openEnd: boolean): number {
  let at = from;
  for (let index = 0; index < literal.length; index += 1) {
    const wanted = codeAt(literal, index);
    if (wanted === BLANK) {
      if (codeAt(text, at) !== BLANK) return 0;
      while (codeAt(text, at) === BLANK) at += 1;
    } else {
      if (codeAt(text, at) !== wanted) return 0;
      at += 1;
    }
  }
  if (openEnd || at >= text.length) return at;
  if (classOf(text.charCodeAt(at - 1)) !== WORD) return at;
  return classOf(text.charCodeAt(at)) === WORD || hasContraction(text, at) ? 0 : at;
}

/** `won` is not in `won't`; `mum` is in `mum's`. */
function hasContraction(text: string, at: number): boolean {
  if (codeAt(text, at) !== APOSTROPHE || classOf(text.charCodeAt(at + 1)) !== WORD) return false;
  return text.charCodeAt(at + 1) !== 0x73 || classOf(text.charCodeAt(at + 2)) === WORD;
}

function hash2(first: number, second: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 12) & MASK;
}

function hash3(first: number, second: number, third: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)) >>> 12) & MASK;
}
