// SPDX-License-Identifier: Apache-2.0
/**
 * Things that a text names and by which it, or another text, can be recognised: half of all fraud leaves no link. Kinds and
 * values are those of indicators, so that a list of known ones can be held against them.
 */
import { codePointOffset } from '../../base/code-points.ts';

export const MENTION_KINDS = [
  /** A telephone number to call: `+` and digits, or digits as in the country it was written in. */
  'phone',
  /** The address of a link as a browser would open it. */
  'url',
  'email',
  /** An account or group on a messenger: `telegram:name`, `whatsapp:+447700900123`. */
  'social',
  /** An IBAN, an instant-payment address (`name@bank`) or the key of a payment service (`pix:…`, `zelle:…`). */
  'account',
  /** A payment card whose check digit holds. Without value: a card number has no business in a record. */
  'card',
  /** The address of a wallet whose check sum holds. */
  'wallet',
  'gift-card',
  /** The name of a file that is a program, an archive or a page. */
  'file',
] as const;

export type MentionKind = (typeof MENTION_KINDS)[number];

/** A place in the raw text, half-open, in UTF-16 units. */
export type FoundMention = {
  readonly kind: MentionKind;
  readonly value?: string;
  readonly from: number;
  readonly to: number;
};

/** As a decision lists it. Spans count code points. */
export type Mention = {
  readonly kind: MentionKind;
  readonly value?: string;
  readonly field: 'body';
  readonly start: number;
  readonly end: number;
};

export const NO_MENTIONS: readonly FoundMention[] = [];

export function placeMention(raw: string, { kind, value, from, to }: FoundMention): Mention {
  const start = codePointOffset(raw, from);
  const end = start + codePointOffset(raw.slice(from), to - from);
  return { kind, ...(value === undefined ? {} : { value }), field: 'body', start, end };
}

export function countMentions(mentions: readonly FoundMention[], ...kinds: readonly MentionKind[]): number {
  let count = 0;
  for (const { kind } of mentions) if (kinds.includes(kind)) count += 1;
  return count;
}
