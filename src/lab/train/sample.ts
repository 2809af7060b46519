// SPDX-License-Identifier: Apache-2.0
/** One labelled text, whatever set it came from. */

/** What sort of message it is, for weighing and for reports. */
export const SAMPLE_KINDS = ['chat', 'service', 'advert', 'bulk', 'scam'] as const;
/**
 * chat: between people. service: an institution or firm that the reader deals with. advert: bulk known not to be fraud.
 * bulk: unwanted, fraud possible where the source does not say. scam: fraud.
 */
export type SampleKind = (typeof SAMPLE_KINDS)[number];

export type Answer = 0 | 1 | undefined;

export type Sample = {
  /** Unique over all sets. */
  readonly id: string;
  readonly set: string;
  readonly text: string;
  readonly lang: string;
  readonly kind: SampleKind;
  /** Question A: unwanted bulk? `undefined` where the source cannot answer. */
  readonly unwanted: Answer;
  /** Question B, put to bulk and to service messages: fraud? */
  readonly fraud: Answer;
  /** What may not straddle a split: near-duplicate group, or contributor. */
  readonly group: string;
  /** Near-duplicate group, of which a report scores one row. */
  readonly near: string;
  /** One of Tocsin's own templates. */
  readonly own: boolean;
  readonly purpose?: string;
  /** Of own templates: what they ask of the reader, the sector they speak for, and the scheme of a scam. */
  readonly asks?: readonly string[];
  readonly sector?: string;
  readonly scheme?: string;
  /** Names that stand in the text of an own template, each with its role. */
  readonly brands?: readonly { readonly name: string; readonly role: 'owner' | 'impostor' | 'mentioned' }[];
  /** An own template of a scheme or sector that no training row shows (`split.ts`). */
  readonly heldBack?: true;
  readonly time?: string;
};

/** Is it part of a scam? 1, 0, or `undefined` for bulk whose source does not separate fraud. */
export function scamAnswer(sample: Sample): Answer {
  if (sample.kind === 'chat') return 0;
  return sample.fraud;
}

const HARD_PURPOSE = /^(?:scam|phishing|fraud)-|^(?:hard-negative|family-money|final-notice|security-training)$/u;

/**
 * Innocent, and about a scam or in the words of one: people who tell of a scam, warnings that quote one, a family's honest call for
 * money. Our templates hold far more of them than what people receive.
 */
export function isHardNegative({ kind, purpose = '' }: Pick<Sample, 'kind' | 'purpose'>): boolean {
  return kind !== 'scam' && kind !== 'bulk' && HARD_PURPOSE.test(purpose);
}
