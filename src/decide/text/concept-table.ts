// SPDX-License-Identifier: Apache-2.0
/**
 * The lexicon as a hash table that is asked with hashes the feature loops have at hand anyway. Two key spaces: beginnings of
 * words (`word*` and, with a closing mark, whole words), and n-grams of scripts without blanks.
 */
import { CONCEPTS } from './concepts.ts';
import { hashName, hashStep, spread } from './hashing.ts';

export const WORD_SEED = hashName('word');
export const GRAM_SEED = hashName('gram');
/** Steps a word's hash once more: the word ends here. */
export const WORD_END = 0x10000;

const SLOTS = 8192;
const keys = new Int32Array(SLOTS);
const concepts = new Uint8Array(SLOTS);

export const CONCEPT_NAMES: readonly string[] = Object.keys(CONCEPTS);

/** −1, or the index of the concept that a word hash (or its beginning, or an n-gram hash) stands for. */
export function conceptOf(hash: number): number {
  for (let slot = (hash >>> 9) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const key = keys[slot] ?? 0;
    if (key === 0) return -1;
    if (key === hash) return concepts[slot] ?? 0;
  }
}

const SINGLE = hashName('#concept-');
const DOUBLE = hashName('#concepts-');

/** Hash of the feature "the text has this concept". */
export function singleHash(concept: number): number {
  return spread(hashStep(SINGLE, concept));
}

/** Hash of the feature "the text has both"; the order does not matter. */
export function doubleHash(one: number, other: number): number {
  return one < other ? spread(hashStep(hashStep(DOUBLE, one), other)) : spread(hashStep(hashStep(DOUBLE, other), one));
}

function insert(hash: number, concept: number): void {
  let slot = (hash >>> 9) & (SLOTS - 1);
  while ((keys[slot] ?? 0) !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  // A word that stands in two lists counts for the first.
  if (keys[slot] === hash) return;
  keys[slot] = hash;
  concepts[slot] = concept;
}

function isUnspaced(entry: string): boolean {
  const first = entry.charCodeAt(0);
  return (first >= 0xe00 && first <= 0xeff) || (first >= 0x3040 && first <= 0x9fff) || first >= 0xac00;
}

for (const [concept, name] of CONCEPT_NAMES.entries()) {
  for (const entry of (CONCEPTS[name] ?? '').split(' ')) {
    const unspaced = isUnspaced(entry);
    const isStem = entry.endsWith('*');
    let hash = unspaced ? GRAM_SEED : WORD_SEED;
    const length = isStem ? entry.length - 1 : entry.length;
    for (let index = 0; index < (unspaced ? Math.min(4, length) : length); index += 1) {
      const unit = entry.charCodeAt(index);
      hash = hashStep(hash, unit >= 48 && unit <= 57 ? 48 : unit);
    }
    insert(unspaced || isStem ? hash : hashStep(hash, WORD_END), concept);
  }
}
