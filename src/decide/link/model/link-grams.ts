// SPDX-License-Identifier: Apache-2.0
/**
 * Hashed pieces of an address: runs of 3 to 5 characters and whole labels. Of the host alone, and of host and path together up
 * to a length, so that a page of many parameters does not drown its host. Each bucket counts once.
 */
import { HASH_START, hashStep, spread } from '../../text/hashing.ts';
import type { ParsedLink } from '../parse-link.ts';

export const GRAM_BITS = 18;
const BUCKETS = 1 << GRAM_BITS;
const SHORTEST = 3;
const LONGEST = 5;
const MOST_CHARACTERS = 120;

/** Buckets of one text, each once, in the order of first sight. */
export type Grams = { readonly buckets: Int32Array; count: number };

export function createGrams(): Grams {
  return { buckets: new Int32Array(4 * MOST_CHARACTERS + 256), count: 0 };
}

// Marks the buckets of the text at hand by its number, so that nothing is cleared between texts.
const seenBy = new Int32Array(BUCKETS);
let text = 0;

/** `www.` is everybody's. */
export function hostText({ host, isIp }: ParsedLink): string {
  if (isIp) return '^0.0.0.0$';
  return `^${host.startsWith('www.') ? host.slice(4) : host}$`;
}

export function addressText(link: ParsedLink): string {
  return (hostText(link).slice(0, -1) + link.path).toLowerCase().slice(0, MOST_CHARACTERS);
}

export function fillGrams(written: string, grams: Grams): void {
  text += 1;
  grams.count = 0;
  for (let from = 0; from < written.length; from += 1) {
    let hash = HASH_START;
    const to = Math.min(written.length, from + LONGEST);
    for (let at = from; at < to; at += 1) {
      hash = hashStep(hash, written.charCodeAt(at));
      if (at - from + 1 >= SHORTEST) put(hash, grams);
    }
  }
  fillWords(written, grams);
}

/** Whole labels and words of the path, told from runs of characters by a mark. */
function fillWords(written: string, grams: Grams): void {
  let hash = HASH_START;
  let length = 0;
  for (let at = 0; at <= written.length; at += 1) {
    const code = at < written.length ? written.charCodeAt(at) : 0;
    const isWord = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
    if (isWord) {
      hash = hashStep(hash, code);
      length += 1;
      continue;
    }
    if (length > LONGEST) put(hashStep(hash, 1), grams);
    hash = HASH_START;
    length = 0;
  }
}

function put(hash: number, grams: Grams): void {
  const bucket = spread(hash) & (BUCKETS - 1);
  if (seenBy[bucket] === text || grams.count === grams.buckets.length) return;
  seenBy[bucket] = text;
  grams.buckets[grams.count] = bucket;
  grams.count += 1;
}
