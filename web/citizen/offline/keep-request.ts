// SPDX-License-Identifier: Apache-2.0
/** What a page asks of the service worker, and what the server tells the worker of the set that it is to keep. */

/** Answered by `true` through the port that comes with it once all of that language is kept. */
export type KeepRequest = { readonly version: string; readonly lang: string };

/** Written by the server in front of the worker's script, as `TOCSIN_SET`. */
export type KeptSet = {
  readonly version: string;
  /** Addresses of what every language needs. */
  readonly files: readonly string[];
};

/** Names the set that a page belongs to, in the answer that brings the page. */
export const SET_HEADER = 'x-tocsin-set';
