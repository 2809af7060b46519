// SPDX-License-Identifier: Apache-2.0
/** Near-duplicates as the sets' own groups define them: links and digits masked, Jaccard of character 5-grams ≥ 0.6. */
import { fnv1a } from '../../train/random.ts';

const GRAM = 5;
const LEAST_JACCARD = 0.6;

/** Indexes of the asked texts that resemble one of the known. Linear in the known texts, by an index over the asked. */
export function nearDuplicates(asked: readonly string[], known: Iterable<string>): ReadonlySet<number> {
  const sizes: number[] = [];
  const holders = new Map<number, number[]>();
  for (const [index, text] of asked.entries()) {
    const grams = gramsOf(text);
    sizes.push(grams.size);
    for (const gram of grams) {
      const list = holders.get(gram);
      if (list === undefined) holders.set(gram, [index]);
      else list.push(index);
    }
  }
  const found = new Set<number>();
  const shared = new Uint16Array(asked.length);
  for (const text of known) {
    const grams = gramsOf(text);
    const touched: number[] = [];
    for (const gram of grams) {
      for (const index of holders.get(gram) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] ?? 0) + 1;
      }
    }
    for (const index of touched) {
      const both = shared[index] ?? 0;
      if (both >= LEAST_JACCARD * (grams.size + (sizes[index] ?? 0) - both)) found.add(index);
      shared[index] = 0;
    }
  }
  return found;
}

function gramsOf(text: string): ReadonlySet<number> {
  const masked = text.replaceAll(/https?:\/\/\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/gu, '@').replaceAll(/\d/gu, '0');
  const grams = new Set<number>();
  for (let at = 0; at === 0 || at + GRAM <= masked.length; at += 1) grams.add(fnv1a(masked.slice(at, at + GRAM)));
  return grams;
}
