// SPDX-License-Identifier: Apache-2.0
/**
 * Makes text that a stranger typed safe to show: control characters, ANSI escapes, bidi overrides, invisible and lone
 * surrogate characters become visible `\u{…}` escapes, and what is long is cut.
 */
// C0, DEL, C1, line and paragraph separators, format characters (bidi, zero width, tags), surrogates without a partner.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** At most `maxCodePoints` of `text`, every unsafe character escaped. Idempotent on what is safe. */
export function printable(text: string, maxCodePoints: number): string {
  let head = '';
  let count = 0;
  for (const character of text) {
    if (count === maxCodePoints) return `${escapeUnsafe(head)}…`;
    head += character;
    count += 1;
  }
  return escapeUnsafe(head);
}

function escapeUnsafe(text: string): string {
  return text.replaceAll(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
