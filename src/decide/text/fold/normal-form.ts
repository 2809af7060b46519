// SPDX-License-Identifier: Apache-2.0
/**
 * The folded form of one character by Unicode's own rules: lower case, compatibility decomposition, Latin, Greek and
 * Cyrillic marks dropped, composed again. Normalisation of an assigned character never changes between Unicode versions
 * (stability policy), so every engine answers alike for the characters that `CHANGING_RANGES` lists.
 */

// й, ї, ў, ѓ and ќ are letters of their own, not decorated ones: a Russian or Ukrainian word keeps them.
export const WHOLE_CYRILLIC: ReadonlySet<string> = new Set(['й', 'ї', 'ў', 'ѓ', 'ќ']);

/** The form of a single code point; `isDropped` says which marks fall away. */
export function normalForm(character: string, isDropped: (code: number) => boolean): string {
  let form = character;
  // Two rounds reach the fixed point for every character; the third is the proof that costs nothing.
  for (let round = 0; round < 3; round += 1) {
    const lower = form.toLowerCase();
    if (WHOLE_CYRILLIC.has(lower)) return lower;
    let kept = '';
    for (const part of lower.normalize('NFKD')) if (!isDropped(part.codePointAt(0) ?? 0)) kept += part;
    const next = kept.normalize('NFKC');
    if (next === form) return form;
    form = next;
  }
  return form;
}
