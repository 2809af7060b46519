// SPDX-License-Identifier: Apache-2.0
/** What a message may ask of a person, each with its own sentence. People understand these first. */
export const ASK_CODES = [
  'asks-pay',
  'asks-code',
  'asks-password',
  'asks-install',
  'asks-move-money',
  'asks-secrecy',
  'asks-call-back',
  'asks-follow-link',
  'asks-reply',
  'asks-join-group',
  'asks-invest',
  'asks-meet',
  'asks-personal-data',
] as const;

export type AskCode = (typeof ASK_CODES)[number];

const ASKS: ReadonlySet<string> = new Set(ASK_CODES);

export function isAskCode(code: string): code is AskCode {
  return ASKS.has(code);
}

/** Every code that a reason may carry, besides those of rules and of earlier contacts. Each has a sentence in every wording file. */
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
  ...ASK_CODES,
  /** A second model, which reads words in their order, moved the result. */
  'second-opinion',
  /** What the link model makes of an address; in a text, of its most telling link. */
  'link-address',
  /** The text is in a language or of a form that the model was not trained on. */
  'unfamiliar',
  /** What the caller said, up to the turn named. */
  'call-turn',
  /** No transcript: only the data of the call was judged. */
  'no-transcript',
  /** Only the address of a link was judged, never the page behind it. */
  'page-not-opened',
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
/** `rule.<rule id>`; `earlier.<pretext>` for a first contact that was remembered of the same sender. */
export type ReasonCode = CoreReasonCode | `rule.${string}` | `earlier.${string}`;

/** What a reason is about, where people should hear it first: somebody's claim, or what the message asks. */
export type About = 'claim' | AskCode;

/** Codes that weigh for a scam or against it. Below zero they have a sentence of their own, `<code>.genuine`. */
export const TWO_SIDED_CODES = [
  'text-structure',
  'text-other',
  'second-opinion',
  'link-address',
] as const satisfies CoreReasonCode[];

export type WordingKey = ReasonCode | `${(typeof TWO_SIDED_CODES)[number]}.genuine`;

/** The key of the sentence for a code of this weight. */
export function wordingKeyOf(code: ReasonCode, weight: number): WordingKey {
  if (weight >= 0) return code;
  const twoSided = TWO_SIDED_CODES.find((known) => known === code);
  return twoSided === undefined ? code : `${twoSided}.genuine`;
}
