// SPDX-License-Identifier: Apache-2.0
/** The concepts of one text as features: each by itself, and each pair, with the place of the one that came second. */
import { CONCEPT_NAMES, doubleHash, singleHash } from './concept-table.ts';
import { type FeatureList, addFeature } from './feature-list.ts';

const most = CONCEPT_NAMES.length;
export const MOST_CONCEPT_FEATURES = (most * (most + 1)) / 2;

const found = {
  count: 0,
  concept: new Int32Array(most),
  from: new Int32Array(most),
  to: new Int32Array(most),
  seen: new Uint8Array(most),
};

export function startConcepts(): void {
  found.count = 0;
  found.seen.fill(0);
}

/** Remembers where a concept stands first; −1 is none. */
export function noteConcept(concept: number, from: number, to: number): void {
  if (concept < 0 || found.seen[concept] === 1) return;
  found.seen[concept] = 1;
  const { count } = found;
  found.concept[count] = concept;
  found.from[count] = from;
  found.to[count] = to;
  found.count = count + 1;
}

export function addConcepts(list: FeatureList): void {
  const { mask } = list;
  for (let index = 0; index < found.count; index += 1) {
    const concept = found.concept[index] ?? 0;
    const from = found.from[index] ?? 0;
    const to = found.to[index] ?? 0;
    addFeature(list, singleHash(concept) & mask, from, to);
    for (let before = 0; before < index; before += 1) {
      addFeature(list, doubleHash(concept, found.concept[before] ?? 0) & mask, from, to);
    }
  }
}
