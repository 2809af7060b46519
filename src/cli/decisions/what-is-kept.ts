// SPDX-License-Identifier: Apache-2.0
/** What is still kept of a decision and until when, and what retention has deleted. */
import { type Instant, instantOf } from '../../base/instant.ts';
import type { JournalPolicy } from '../../screen/journal/journal-policy.ts';
import type { KeptDecision } from '../../screen/journal/journal-store.ts';

export type WhatIsKept = {
  /** Whole UTC days are deleted: from these moments on. */
  readonly rowUntil: Instant;
  readonly content: 'kept' | 'deleted' | 'never';
  /** Until when it is, or was, kept; `undefined` for what never was. */
  readonly contentUntil?: Instant;
};

const MS_PER_DAY = 86_400_000;

export function whatIsKept(decision: KeptDecision, { allowed, flagged, contents }: JournalPolicy): WhatIsKept {
  const isFlagged = decision.verdict !== 'allow';
  const dayAfter = (Math.floor(decision.decidedAt / MS_PER_DAY) + 1) * MS_PER_DAY;
  const rowUntil = instantOf(dayAfter + (isFlagged ? flagged : allowed).days * MS_PER_DAY);
  const contentUntil = instantOf(dayAfter + contents.days * MS_PER_DAY);
  if (decision.content !== undefined) return { rowUntil, content: 'kept', contentUntil };
  if (!isFlagged || contents.days === 0) return { rowUntil, content: 'never' };
  return { rowUntil, content: 'deleted', contentUntil };
}
