// SPDX-License-Identifier: Apache-2.0
/**
 * One pass over a text that finds every literal of all rules. Hot path: at each place where a word may begin, a hash of the
 * next one, two and three characters is looked up in tables; only where one hits are literals compared.
 *
 * A literal begins where a word begins and ends where a word ends, in scripts that put blanks between words. Han, kana, Thai,
 * Lao, Khmer, Burmese and Tibetan have no such places, so there any place will do; Hangul words begin after a blank but take
 * endings. A blank in a literal stands for any run of blanks and hyphens; `*` at its end lets the word go on.
 */

export type Literal = { readonly text: string; readonly openEnd: boolean };

/** Called for each literal found, with its number and its half-open place in the text (UTF-16). */
export type OnHit = (literal: number, from: number, to: number) => void;

export type LiteralScan = (text: string, onHit: OnHit) => void;

const TABLE_BITS = 14;
const MASK = (1 << TABLE_BITS) - 1;

const BLANK = 0x20;
const APOSTROPHE = 0x27;

const OTHER = 0;
const WORD = 1;
const UNSPACED = 2;
const HANGUL = 3;

/** The literals' numbers are their places in the list. `literalFault` has passed each. */
export function buildScan(literals: readonly Literal[]): LiteralScan {
  const texts = literals.map(({ text }) => text);
  const open = literals.map(({ openEnd }) => openEnd);
  // 0: nothing; n: buckets[n - 1].
  const short = new Uint16Array(MASK + 1);
  const long = new Uint16Array(MASK + 1);
  const single = new Uint16Array(MASK + 1);
  const buckets: number[][] = [];
  for (const [number, text] of texts.entries()) {
    const [table, hash] = slotFor(text, single, short, long);
    const slot = table[hash] ?? 0;
    if (slot === 0) table[hash] = buckets.push([number]);
    else buckets[slot - 1]?.push(number);
  }

  const tryBucket = (slot: number, text: string, from: number, onHit: OnHit): void => {
    const bucket = buckets[slot - 1];
    if (!bucket) return;
    for (const number of bucket) {
      const to = endOfMatch(text, from, texts[number] ?? '', open[number] ?? false);
      if (to > 0) onHit(number, from, to);
    }
  };

  return (text, onHit) => {
    let previous = OTHER;
    for (let index = 0; index < text.length; index += 1) {
      const kind = classOf(text.charCodeAt(index));
      const begins = kind === UNSPACED || (kind !== OTHER && kind !== previous);
      previous = kind;
      if (!begins) continue;
      const first = codeAt(text, index);
      if (kind !== WORD) {
        const singleSlot = single[first & MASK] ?? 0;
        if (singleSlot !== 0) tryBucket(singleSlot, text, index, onHit);
      }
      const second = codeAt(text, index + 1);
      const shortSlot = short[hash2(first, second)] ?? 0;
      if (shortSlot !== 0) tryBucket(shortSlot, text, index, onHit);
      const longSlot = long[hash3(first, second, codeAt(text, index + 2))] ?? 0;
      if (longSlot !== 0) tryBucket(longSlot, text, index, onHit);
    }
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

/** The character with blanks and hyphens as one blank and both apostrophes as one; past the end NaN as 0. */
function codeAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code > 0x2d) {
    if (code < 0x2010) return code;
    if (code === 0x2018 || code === 0x2019) return APOSTROPHE;
    return code <= 0x2015 || code === 0x3000 ? BLANK : code;
  }
  if (code === 0x2d || (code <= BLANK && (code === BLANK || (code >= 0x09 && code <= 0x0d)))) return BLANK;
  return code >= 0 ? code : 0;
}

function hash2(first: number, second: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 12) & MASK;
}

function hash3(first: number, second: number, third: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)) >>> 12) & MASK;
}

function classOf(code: number): number {
  if (code < 0x80) {
    const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    return isLetter || (code >= 0x30 && code <= 0x39) || code === 0x5f ? WORD : OTHER;
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? WORD : OTHER;
  if (code < 0x0e00) return code === 0xd7 || code === 0xf7 ? OTHER : WORD;
  return classOfHigh(code);
}

// Blocks of the Unicode standard, in order.
function classOfHigh(code: number): number {
  if (code < 0x10a0) return UNSPACED; // Thai, Lao, Tibetan, Myanmar
  if (code < 0x1100) return WORD; // Georgian
  if (code < 0x1200) return HANGUL; // Jamo
  if (code < 0x1780) return WORD;
  if (code < 0x1800) return UNSPACED; // Khmer
  if (code < 0x2000) return WORD;
  if (code < 0x2c00) return OTHER; // punctuation, symbols, arrows, shapes
  if (code < 0x2e00) return WORD;
  if (code < 0x3005) return OTHER; // CJK punctuation
  if (code < 0x3130) return code >= 0x3008 && code <= 0x3020 ? OTHER : UNSPACED; // kana, bopomofo
  if (code < 0x3190) return HANGUL; // compatibility Jamo
  if (code < 0xa000) return UNSPACED; // Han
  if (code < 0xac00) return WORD;
  if (code < 0xd7b0) return HANGUL;
  if (code < 0xd800) return HANGUL;
  if (code < 0xf900) return OTHER; // surrogates, private use
  if (code < 0xfb00) return UNSPACED; // compatibility Han
  if (code < 0xfe00) return WORD;
  return OTHER;
}
