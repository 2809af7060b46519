// SPDX-License-Identifier: Apache-2.0
/**
 * Findings: what models, rules and facts say about one event, each with its weight in additive log-odds and a pointer to
 * what it rests on. `decide.ts` sums them with the prior and words them as reasons.
 */
import type { Mention } from './mention/mention.ts';
import type { About, ReasonCode } from './reason-codes.ts';

/** Where a finding comes from. Spans are half-open and count Unicode code points of the field as it was sent. */
export type Evidence =
  | {
      readonly type: 'span';
      readonly field: SpanField;
      readonly start: number;
      readonly end: number;
      readonly turn?: number;
    }
  /** `turn` counts from 0. `warnsFrom` is the earliest turn after which this call would have been warned about. */
  | { readonly type: 'turn'; readonly turn: number; readonly warnsFrom?: number }
  | { readonly type: 'rule'; readonly id: string; readonly version: number }
  | { readonly type: 'field'; readonly field: string }
  /** What the text names that a rule counted. */
  | ({ readonly type: 'mention' } & Mention)
  /** A first contact that was remembered of the same sender. */
  | { readonly type: 'earlier'; readonly pretext: string; readonly hoursAgo: number };

export type SpanField = 'body' | 'transcript' | 'displayName' | 'memo' | 'url' | 'from';

/** Values for the slots of a wording template. Strings are made printable before they are shown. */
export type WordingParams = Readonly<Record<string, string | number>>;

export type Finding = {
  readonly code: ReasonCode;
  /** Additive log-odds; 0 for a finding that only tells what was or was not known. */
  readonly weight: number;
  /** What a rule's reason is about; of a core code the code itself tells. */
  readonly about?: About;
  readonly params?: WordingParams;
  readonly evidence?: readonly Evidence[];
};
