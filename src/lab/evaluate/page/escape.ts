// SPDX-License-Identifier: Apache-2.0
/** Text as text in HTML and SVG, in content and in quoted attributes. */
const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => NAMES[sign] ?? sign);
}
