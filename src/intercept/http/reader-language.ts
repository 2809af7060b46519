// SPDX-License-Identifier: Apache-2.0
/** Which of the languages that policy has wording for a reader gets (RFC 9110 §12.5.4, matched by prefix). */

// Browsers send fewer than ten.
const MOST_RANGES = 20;

/** The available language that `tag` is or begins with: `zh-Hant-TW` → `zh`. */
export function matchLanguage(tag: string, available: readonly string[]): string | undefined {
  let rest = tag.toLowerCase();
  for (;;) {
    const found = available.find((language) => language.toLowerCase() === rest);
    if (found !== undefined) return found;
    const cut = rest.lastIndexOf('-');
    if (cut < 0) return undefined;
    rest = rest.slice(0, cut);
  }
}

/** The best available language for an Accept-Language header; `fallback` when it names none of them. Never throws. */
export function negotiateLanguage(header: string | undefined, available: readonly string[], fallback: string): string {
  if (header === undefined) return fallback;
  let best = fallback;
  let bestQuality = 0;
  for (const range of header.split(',', MOST_RANGES)) {
    const [tag = '', ...parameters] = range.split(';');
    const quality = qualityOf(parameters);
    if (quality <= bestQuality) continue;
    const language = tag.trim() === '*' ? fallback : matchLanguage(tag.trim(), available);
    if (language === undefined) continue;
    best = language;
    bestQuality = quality;
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const match = /^\s*q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*$/iu.exec(parameter);
    if (match) return Number(match[1]);
  }
  return 1;
}
