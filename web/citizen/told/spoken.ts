// SPDX-License-Identifier: Apache-2.0
/** What is read aloud and drawn of an answer: never the person's own text. */
import type { PageWords } from '../../../src/decide/policy/page-words.ts';
import type { Answer } from '../answer.ts';

export type Part = { readonly title: string; readonly sentences: readonly string[] };

/** Form and verdict are said first; these follow. Empty parts are left out. */
export function partsToTell(answer: Answer, words: PageWords): readonly Part[] {
  const scheme = answer.scheme === undefined ? [] : [`${words.kindOf} ${answer.scheme}`];
  const parts = [
    { title: '', sentences: scheme },
    { title: words.why, sentences: answer.reasons },
    { title: words.whatNow, sentences: answer.advice },
    { title: '', sentences: answer.caution === '' ? [] : [answer.caution] },
  ];
  return parts.filter(({ sentences }) => sentences.length > 0);
}
