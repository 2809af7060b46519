// SPDX-License-Identifier: Apache-2.0
/** Which letters of other alphabets pass for Latin ones (UTS #39), and which Latin ones pass for Cyrillic and Greek. */
import { EXOTIC_LETTERS, LATIN_TO_CYRILLIC, LATIN_TO_GREEK, LOOSE_TO_LATIN, STRICT_TO_LATIN } from './data/forms.ts';
import { forEachTarget } from './forms.ts';

function readTargets(table: string): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  forEachTarget(table, (target, sources) => {
    for (const code of sources) map.set(code, target.charCodeAt(0));
  });
  return map;
}

function readPairs(pairs: string): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (let index = 0; index + 1 < pairs.length; index += 2)
    map.set(pairs.charCodeAt(index), pairs.charCodeAt(index + 1));
  return map;
}

/** Small letters that look like a–z just as they stand: а, е, о, с, ο, օ. */
export const STRICT: ReadonlyMap<number, number> = readTargets(STRICT_TO_LATIN);
/** Letters whose capital or small-capital shape does: в, к, н, т. */
export const LOOSE: ReadonlyMap<number, number> = readTargets(LOOSE_TO_LATIN);
export const TO_CYRILLIC: ReadonlyMap<number, number> = readPairs(LATIN_TO_CYRILLIC);
export const TO_GREEK: ReadonlyMap<number, number> = readPairs(LATIN_TO_GREEK);
/** Latin letters of their own that are read as a–z in a disguised word: ɱ, ɾ, ɛ. */
export const EXOTIC: ReadonlyMap<number, number> = readTargets(EXOTIC_LETTERS);
