// SPDX-License-Identifier: Apache-2.0
/** What a decision may know besides the event itself. `screen/` gathers it from memory before `decide` is called. */

/** Where the event came in; it selects the base rate. */
export type Door = 'person' | 'screen' | 'point';
export const DOORS = ['person', 'screen', 'point'] as const satisfies readonly Door[];

/**
 * A first contact of the same sender to the same person that somebody remembered, because a ruling said so (`remember`).
 * One that is older than the policy keeps it, or of a pretext that the policy does not know, counts for nothing.
 */
export type EarlierOpener = { readonly pretext: string; readonly hoursAgo: number };

export type Facts = {
  readonly door: Door;
  /** Language of the sentences in `because`: a key of the policy's wording; unknown ones fall back to `en`. */
  readonly readerLang: string;
  /** Observe unless an operator said enforce. */
  readonly mode: 'observe' | 'enforce';
  /** Why this event can be neither held nor blocked, where that was proved (by bind, attestation, domain or own list). */
  readonly protectedBy?: 'verified-owner' | 'own-allow-list';
  /** What is remembered of the sender. The next message of a story is weighed with its beginning. */
  readonly earlier?: readonly EarlierOpener[];
};
