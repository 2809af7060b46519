// SPDX-License-Identifier: Apache-2.0
/**
 * For each bucket, the language it speaks for and how strongly: how much more often texts of that language have it than
 * texts of the next one. What a language has seen once says nothing.
 */
import { portableLog } from '../../base/portable-math.ts';
import { MOST_LANGUAGES } from '../../decide/text/text-model.ts';
import type { Rows } from './vectorise.ts';

// A share of texts below which a feature counts as absent.
const FLOOR = 0.003;
const STEPS_PER_E = 3;

/** One byte a bucket: low 4 bits the language's index, high 4 bits the strength. `languageOf` −1: the row has no say. */
export function languageVotes(rows: Rows, languages: number, languageOf: (row: number) => number): Uint8Array {
  const counts = new Float64Array(rows.bucketCount * MOST_LANGUAGES);
  const totals = new Float64Array(MOST_LANGUAGES);
  for (let row = 0; row + 1 < rows.offsets.length; row += 1) {
    const language = languageOf(row);
    if (language < 0) continue;
    totals[language] = (totals[language] ?? 0) + 1;
    const end = rows.offsets[row + 1] ?? 0;
    for (let at = rows.offsets[row] ?? 0; at < end; at += 1) {
      const slot = (rows.buckets[at] ?? 0) * MOST_LANGUAGES + language;
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
  }
  return Uint8Array.from({ length: rows.bucketCount }, (_, bucket) => {
    let best = 0;
    let bestShare = 0;
    let second = 0;
    for (let language = 0; language < languages; language += 1) {
      const seen = Math.max(0, (counts[bucket * MOST_LANGUAGES + language] ?? 0) - 0.7);
      const share = seen / Math.max(1, totals[language] ?? 1);
      if (share > bestShare) {
        second = bestShare;
        bestShare = share;
        best = language;
      } else if (share > second) second = share;
    }
    const strength = Math.round(STEPS_PER_E * portableLog((bestShare + FLOOR) / (second + FLOOR)));
    return best | (Math.min(15, strength) << 4);
  });
}
