// SPDX-License-Identifier: Apache-2.0
/** What a message truly is, as far as errors about it cost differently. */
import type { Sample } from '../train/sample.ts';

/**
 * code: a one-time or pick-up code. hard-negative: innocent and worded like a scam, or about one. bulk: unwanted, and its source does
 * not say whether it is fraud.
 */
export const TRUTHS = ['scam', 'code', 'service', 'hard-negative', 'advert', 'chat', 'bulk'] as const;
export type Truth = (typeof TRUTHS)[number];

/** A truth of which it is known that no scam hides in it. */
export type InnocentTruth = Exclude<Truth, 'scam' | 'bulk'>;

export const CODE_PURPOSE = 'one-time-code';
export const HARD_NEGATIVE_PURPOSE = 'hard-negative';
const HARD_PURPOSES: ReadonlySet<string> = new Set([
  HARD_NEGATIVE_PURPOSE,
  'scam-warning',
  'scam-discussion',
  'scam-joke',
  'fraud-alert',
  'family-money',
  'final-notice',
]);

export function truthOf({ kind, purpose = '' }: Pick<Sample, 'kind' | 'purpose'>): Truth {
  if (kind === 'scam' || kind === 'bulk') return kind;
  if (purpose === CODE_PURPOSE) return 'code';
  return HARD_PURPOSES.has(purpose) ? 'hard-negative' : kind;
}
