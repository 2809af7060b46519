// SPDX-License-Identifier: Apache-2.0
/**
 * What two messages of one wave share although their links, numbers and names differ: hashed runs of one to three words; in
 * scripts that write no blanks, runs of two to four characters. Links become one sign, numbers and `{slots}` another, and marks
 * of punctuation are nothing, so that a wave keeps its shingles whatever its sender fills in.
 */
import { HASH_START, hashStep, spread } from '../hashing.ts';

/** Distinct hashes, ascending. */
export type Shingles = Uint32Array;

const LINK = '\uE000';
const NUMBER = '\uE001';

const LINKS =
  /\{(?:official)?link\}|(?:https?:\/\/|www\.)[^\s<>"'，。、）】]+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/[^\s<>"'，。、）】]*)?/gu;
const NUMBERS = /(?:\{[a-z0-9]+\}|\p{N}+(?:[.,:/-]\p{N}+)*|[\uE001\s*#])*(?:\{[a-z0-9]+\}|\p{N})/gu;
/** A word, a sign, or a run in a script without blanks (UAX #24 scripts with line breaks by dictionary, and Han and kana). */
const TOKENS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+|[\p{L}\p{M}'’]+|[\uE000\uE001]/gu;
const NO_BLANKS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const MOST_WORDS = 3;
const FEWEST_CHARACTERS = 2;
const MOST_CHARACTERS = 4;

/** `text` in lower case, best folded. Linear in its length. */
export function shinglesOf(text: string): Shingles {
  const masked = text.replaceAll(LINKS, LINK).replaceAll(NUMBERS, NUMBER);
  const shingles = new Set<number>();
  let words: string[] = [];
  const flush = () => {
    addRuns(words, 1, MOST_WORDS, shingles);
    words = [];
  };
  for (const [token] of masked.matchAll(TOKENS)) {
    if (!NO_BLANKS.test(token)) {
      words.push(token);
      continue;
    }
    flush();
    addRuns(Array.from(token), FEWEST_CHARACTERS, MOST_CHARACTERS, shingles);
  }
  flush();
  return Uint32Array.from(shingles).toSorted();
}

function addRuns(parts: readonly string[], fewest: number, most: number, shingles: Set<number>): void {
  const least = Math.min(fewest, parts.length);
  for (let from = 0; from < parts.length; from += 1) {
    let hash = HASH_START;
    for (let count = 1; count <= most && from + count <= parts.length; count += 1) {
      hash = hashPart(hash, parts[from + count - 1] ?? '');
      if (count >= least) shingles.add(spread(hash) >>> 0);
    }
  }
}

// The separator keeps `ab c` and `a bc` apart.
function hashPart(hash: number, part: string): number {
  let next = hash;
  for (let index = 0; index < part.length; index += 1) next = hashStep(next, part.charCodeAt(index));
  return hashStep(next, 0x20);
}
