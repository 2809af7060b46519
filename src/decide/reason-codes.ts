// SPDX-License-Identifier: Apache-2.0
/** Every code that a reason may carry, besides those of rules (`rule.<rule id>`). Each has a sentence in every wording file. */
export const CORE_REASON_CODES = [
  /** Log-odds of the door's base rate. */
  'prior',
  /** A passage of the text that is typical of scams. */
  'text-passage',
  /** A passage that is typical of genuine messages. */
  'text-passage-genuine',
  /** Links, numbers, money and disguise seen as structure. */
  'text-structure',
  /** Everything else that the text model weighed. */
  'text-other',
  /** The text is in a language or of a form that the model was not trained on. */
  'unfamiliar',
  /** What the caller said, up to the turn named. */
  'call-turn',
  /** No transcript: only the data of the call was judged. */
  'no-transcript',
  /** Links are judged by rules alone. */
  'no-link-model',
  /** Transfers are judged by rules alone. */
  'no-transfer-model',
  /** Calls without transcript are judged by rules alone. */
  'no-call-model',
  /** A rule could not be evaluated; the others were. */
  'rule_failed',
  /** Nobody can be surer than this: the sum is held within bounds. */
  'certainty-capped',
  /** A number, sender or address that may never be held or blocked. */
  'protected',
] as const;

export type CoreReasonCode = (typeof CORE_REASON_CODES)[number];
export type ReasonCode = CoreReasonCode | `rule.${string}`;
