// SPDX-License-Identifier: Apache-2.0
/** Takes rows out of the data before it is split, and says which of them are news to what remains. */
import type { Sample } from '../../train/sample.ts';
import { jointGroups } from '../../train/split.ts';
import { nearDuplicates } from './near-duplicates.ts';

export type LeftOut = {
  readonly remaining: readonly Sample[];
  /**
   * Rows left out, one a near-duplicate group. No row that remains shares their joint group or folded text, or is their
   * near-duplicate: where one does, the whole group is not asked.
   */
  readonly asked: readonly Sample[];
};

export function leaveOut(
  samples: readonly Sample[],
  isLeftOut: (sample: Sample) => boolean,
  fold: (text: string) => string,
): LeftOut {
  const { rootOf } = jointGroups(samples, fold);
  const remaining: Sample[] = [];
  const left: Sample[] = [];
  for (const sample of samples) (isLeftOut(sample) ? left : remaining).push(sample);
  const groups = new Set(remaining.map(rootOf));
  const texts = new Set(remaining.map((sample) => fold(sample.text)));
  for (const sample of left) if (texts.has(fold(sample.text))) groups.add(rootOf(sample));
  const strangers = left.filter((sample) => !groups.has(rootOf(sample)));
  const found = nearDuplicates(
    strangers.map((sample) => fold(sample.text)),
    texts,
  );
  for (const [index, sample] of strangers.entries()) if (found.has(index)) groups.add(rootOf(sample));
  const asked = new Map<string, Sample>();
  const askedTexts = new Set<string>();
  for (const sample of strangers) {
    const text = fold(sample.text);
    if (groups.has(rootOf(sample)) || asked.has(sample.near) || askedTexts.has(text)) continue;
    asked.set(sample.near, sample);
    askedTexts.add(text);
  }
  return { remaining, asked: [...asked.values()] };
}
