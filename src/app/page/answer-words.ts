// SPDX-License-Identifier: Apache-2.0
/** Everything the page may have to say in one language, out of the policy: made once a language, then kept. */
import type { AnswerWords } from '../../../web/citizen/answer.ts';
import { pageWords } from '../../../web/citizen/words.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import type { Scheme } from '../../decide/policy/taxonomy.ts';

export function createAnswerWords(policy: Policy): (lang: string) => AnswerWords {
  const made = new Map<string, AnswerWords>();
  return (lang) => {
    const known = made.get(lang);
    if (known) return known;
    const { verdicts, advice } = policy.wording.of(lang);
    const schemes = policy.taxonomy.all().map((scheme) => [scheme.code, schemeWords(scheme, lang)] as const);
    const words: AnswerWords = { lang, page: pageWords(lang), verdicts, advice, schemes: Object.fromEntries(schemes) };
    made.set(lang, words);
    return words;
  };
}

function schemeWords({ code, name, advice }: Scheme, lang: string) {
  return { name: name[lang] ?? name['en'] ?? code, advice: advice[lang] ?? advice['en'] ?? [] };
}
