// SPDX-License-Identifier: Apache-2.0
/**
 * Why a table exists and how long its rows may live. Every table states it beside the slice that owns it; a test walks the
 * catalogue and fails on one that nobody answers for, and a job deletes what has had its time.
 */
export type KeptTable = {
  readonly table: string;
  /** What its rows are needed for, in one sentence. */
  readonly purpose: string;
  /** What allows keeping them: the GDPR article, or that they concern no person. */
  readonly legalBasis: string;
  readonly retention: Retention;
};

export type Retention =
  /** Partitions of one UTC day; whole partitions are dropped `days` after their day has ended. */
  | { readonly kind: 'partitions'; readonly days: number }
  /** Rows whose timestamp `column` lies more than `days` back are deleted. */
  | { readonly kind: 'rows'; readonly column: string; readonly days: number }
  /** Kept for as long as the installation lives, with the reason why nothing of it grows old. */
  | { readonly kind: 'kept'; readonly because: string };
