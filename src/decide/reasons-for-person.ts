// SPDX-License-Identifier: Apache-2.0
/**
 * The few reasons that a person is told, out of all that were summed: what the message asks and what it falsely claims first,
 * then passages, then the rest; of each kind the weightiest first. `ruling.reasons` stays complete beside it.
 */
import type { Reason } from './decision.ts';
import { isAskCode } from './reason-codes.ts';

export const MOST_REASONS_FOR_PERSON = 5;
// Log-odds of a tenth: nobody would notice its absence.
const LEAST_WEIGHT = 0.1;

// They keep the sum right and tell nobody anything, or say what was not known, which has a place of its own.
const SAYS_LITTLE: ReadonlySet<string> = new Set([
  'prior',
  'text-other',
  'certainty-capped',
  'call-turn',
  'unfamiliar',
  'no-transcript',
  'page-not-opened',
  'no-transfer-model',
  'no-call-model',
  'rule_failed',
  'protected',
]);

/** What is told of an event under suspicion: only what speaks for it, no sentence twice. */
export function reasonsForPerson(reasons: readonly Reason[], most = MOST_REASONS_FOR_PERSON): readonly Reason[] {
  const weighty = reasons.filter(({ code, weight }) => weight >= LEAST_WEIGHT && !SAYS_LITTLE.has(code));
  // A rule knows better what is asked than the model, and says it in its own words.
  const asked = new Set(weighty.flatMap(({ about }) => about ?? []));
  const telling = weighty.filter(({ code }) => !isAskCode(code) || !asked.has(code));
  const ordered = telling.toSorted((one, other) => rankOf(one) - rankOf(other) || other.weight - one.weight);
  const sentences = new Set<string>();
  for (const { because } of ordered) {
    if (sentences.size === most) break;
    sentences.add(because);
  }
  return ordered.filter(({ because }) => sentences.has(because));
}

function rankOf({ code, about }: Reason): number {
  if (about !== undefined || isAskCode(code)) return 0;
  if (code.startsWith('rule.') || code.startsWith('earlier.')) return 1;
  if (code.startsWith('text-passage')) return 2;
  return 3;
}
