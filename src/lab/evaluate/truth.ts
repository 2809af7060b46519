// SPDX-License-Identifier: Apache-2.0
/** What a message truly is, as far as errors about it cost differently. */
import { type Sample, isHardNegative } from '../train/sample.ts';

/**
 * code: a one-time or pick-up code. hard-negative: innocent and worded like a scam, or about one. bulk: unwanted, and its source does
 * not say whether it is fraud.
 */
export const TRUTHS = ['scam', 'code', 'service', 'hard-negative', 'advert', 'chat', 'bulk'] as const;
export type Truth = (typeof TRUTHS)[number];

/** Of which it is known that no scam hides in them. */
export const INNOCENT_TRUTHS = [
  'chat',
  'service',
  'code',
  'advert',
  'hard-negative',
] as const satisfies readonly Truth[];
export type InnocentTruth = (typeof INNOCENT_TRUTHS)[number];

export const CODE_PURPOSE = 'one-time-code';

export function truthOf(sample: Pick<Sample, 'kind' | 'purpose'>): Truth {
  const { kind, purpose } = sample;
  if (kind === 'scam' || kind === 'bulk') return kind;
  if (purpose === CODE_PURPOSE) return 'code';
  return isHardNegative(sample) ? 'hard-negative' : kind;
}
