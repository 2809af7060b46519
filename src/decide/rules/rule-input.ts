// SPDX-License-Identifier: Apache-2.0
/** What rules read: the event, its words folded, and what was observed of it. */
import type { Event } from '../event.ts';
import type { SpanField } from '../evidence.ts';
import type { FoldedText } from '../text/fold/fold.ts';
import type { Observations } from './observations.ts';

export type Passage = {
  readonly field: SpanField;
  /** Of a transcript: the turn, counted from 0. */
  readonly turn?: number;
  readonly folded: FoldedText;
};

export type RuleInput = {
  readonly event: Event;
  readonly passages: readonly Passage[];
  readonly observations: Observations;
};
