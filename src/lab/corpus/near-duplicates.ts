// SPDX-License-Identifier: Apache-2.0
/**
 * Templates of one language that say the same in nearly the same words, whichever side they stand on: by the measure of waves
 * (shared turns, the rarer the weightier) and, for what differs in its words' endings only, by runs of five characters.
 */
import { HASH_START, hashStep } from '../../decide/text/hashing.ts';
import { shinglesOf } from '../../decide/text/wave/shingles.ts';
import { alikePairs, equalWeight, inverseFrequency } from '../../decide/text/wave/similarity.ts';

type NearPair = { readonly one: string; readonly other: string; readonly alike: number };

const LEAST_ALIKE = 0.6;

/** Pairs of ids, the earlier first, of templates of one language. */
export function nearDuplicates(
  templates: readonly { readonly id: string; readonly text: string }[],
): readonly NearPair[] {
  const texts = templates.map(({ text }) => text.toLowerCase());
  const idOf = (place: number) => templates[place]?.id ?? '';
  const waves = alikePairs(texts.map(shinglesOf), inverseFrequency, LEAST_ALIKE);
  const runs = alikePairs(texts.map(runsOfFive), equalWeight, LEAST_ALIKE);
  const pairs = new Map<string, NearPair>();
  for (const { one, other, similarity } of [...waves, ...runs]) {
    const pair = { one: idOf(one), other: idOf(other), alike: similarity };
    const key = `${pair.one} ${pair.other}`;
    if ((pairs.get(key)?.alike ?? 0) < similarity) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

/** Hashed runs of five characters, digits as one sign, ascending. */
function runsOfFive(text: string): Uint32Array {
  const masked = text.replaceAll(/\d/gu, '0');
  const runs = new Set<number>();
  for (let from = 0; from + 5 <= masked.length; from += 1) {
    let hash = HASH_START;
    for (let at = from; at < from + 5; at += 1) hash = hashStep(hash, masked.charCodeAt(at));
    runs.add(hash >>> 0);
  }
  return Uint32Array.from(runs).toSorted();
}
