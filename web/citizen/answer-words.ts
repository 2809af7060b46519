// SPDX-License-Identifier: Apache-2.0
/** Everything the page may have to say in one language, out of the policy: made once a language, then kept. */
import type { AnswerWords } from './answer.ts';
import { nameScheme, type Policy, sayOfAddress } from '../../src/decide/policy/policy.ts';
import { adviseOnScheme } from '../../src/decide/policy/wording.ts';

export function createAnswerWords(policy: Policy): (lang: string) => AnswerWords {
  const made = new Map<string, AnswerWords>();
  return (lang) => {
    const known = made.get(lang);
    if (known) return known;
    const { verdicts, advice, page } = policy.wording.of(lang);
    const schemes = policy.taxonomy
      .all()
      .map(
        ({ code }) =>
          [code, { name: nameScheme(policy, lang, code), advice: adviseOnScheme(policy, lang, code) ?? [] }] as const,
      );
    const words: AnswerWords = {
      lang,
      page,
      verdicts,
      advice,
      schemes: Object.fromEntries(schemes),
      addressTitle: sayOfAddress(policy, lang, 'title'),
    };
    made.set(lang, words);
    return words;
  };
}
