// SPDX-License-Identifier: Apache-2.0
/** Limits of an event, apart from its schema so that a page can know them without loading one. They count Unicode code points. */
export const EVENT_LIMITS = {
  lineBytes: 65_536,
  body: 10_000,
  transcript: 40_000,
  turns: 2_000,
  url: 8_192,
  name: 256,
  memo: 1_000,
  subject: 128,
  durationMs: 7 * 86_400_000,
} as const;
