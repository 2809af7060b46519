// SPDX-License-Identifier: Apache-2.0
/** Words and phrases by their first character, longest first: what the Chinese steps look up at each position. */
import { codeAt } from './units.ts';
import type { Work } from './work.ts';

export type Phrase = { readonly from: readonly number[]; readonly to: readonly number[] };
export type PhraseIndex = ReadonlyMap<number, readonly Phrase[]>;

export function indexPhrases(pairs: Iterable<readonly [string, string]>): PhraseIndex {
  const index = new Map<number, Phrase[]>();
  for (const [from, to] of pairs) {
    const phrase = { from: codesOf(from), to: codesOf(to) };
    const list = index.get(phrase.from[0] ?? 0);
    if (list) list.push(phrase);
    else index.set(phrase.from[0] ?? 0, [phrase]);
  }
  for (const list of index.values()) if (list.length > 1) list.sort((a, b) => b.from.length - a.from.length);
  return index;
}

/** The longest phrase that stands at `index`. */
export function phraseAt(phrases: PhraseIndex, work: Work, index: number): Phrase | undefined {
  const list = phrases.get(codeAt(work, index));
  if (!list) return undefined;
  for (const phrase of list) {
    let step = 1;
    while (step < phrase.from.length && codeAt(work, index + step) === phrase.from[step]) step += 1;
    if (step === phrase.from.length && index + step <= work.length) return phrase;
  }
  return undefined;
}

function codesOf(text: string): readonly number[] {
  const codes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index += 1;
    codes.push(code);
  }
  return codes;
}
