// SPDX-License-Identifier: Apache-2.0
/** The one place where text becomes HTML or SVG. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside a quoted attribute; what HTML cannot carry (controls, lone surrogates) becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}
