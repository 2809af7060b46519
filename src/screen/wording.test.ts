// SPDX-License-Identifier: Apache-2.0
/** Thirteen languages say everything, in their own words, and plainly. */
import { describe, expect, it } from 'vitest';
import { isRecord } from '../base/brand.ts';
import { SHIPPED_POLICY_DIR } from './load.ts';
import { documentsOf, readPolicyFiles } from './load-policy.ts';

const { wording } = documentsOf(readPolicyFiles(SHIPPED_POLICY_DIR));
const english = sentencesOf('en');
const others = [...wording.keys()].filter((lang) => lang !== 'en');

/** Letters that every sentence of the language has. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  zh: /\p{Script=Han}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  th: /\p{Script=Thai}/u,
  ar: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
};
// Characters of one sentence: what fits on three lines of a small phone in letters, on two in characters of words.
const LONGEST: Readonly<Record<string, number>> = { zh: 60, ja: 80, ko: 90 };
const LONGEST_IN_LETTERS = 150;

/** Key with dots → text, lists by their places. */
function sentencesOf(lang: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') found.set(key, value);
    else if (Array.isArray(value)) for (const [place, item] of value.entries()) walk(item, `${key}.${place}`);
    else if (isRecord(value))
      for (const [name, item] of Object.entries(value)) walk(item, key === '' ? name : `${key}.${name}`);
  };
  walk(wording.get(lang)?.read(), '');
  return found;
}

function slotsOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{[A-Za-z]+\}/gu)].map(([slot]) => slot))].toSorted();
}

/** Names that are the same everywhere, slots and signs. */
function isNameOnly(text: string): boolean {
  return text.replaceAll(/\{[A-Za-z]+\}|Tocsin|API|IBAN|PIN|SIM/gu, '').replaceAll(/[\s\p{P}]/gu, '') === '';
}

describe('the wording', () => {
  it('is there in the thirteen languages', () => {
    expect([...wording.keys()].toSorted()).toEqual('ar de en es fr hi id ja ko pt th tr zh'.split(' '));
  });

  describe.each(others)('of %s', (lang) => {
    const own = sentencesOf(lang);

    it('says everything that English says, and fills the same slots', () => {
      expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
      const wrong = [...english].filter(([key, text]) => slotsOf(own.get(key) ?? '').join() !== slotsOf(text).join());
      expect(wrong.map(([key]) => key)).toEqual([]);
    });

    it('leaves no English over', () => {
      const left = [...english].filter(
        ([key, text]) => own.get(key) === text && !isNameOnly(text) && key !== 'language',
      );
      // Words that both languages write alike.
      expect(left.filter(([, text]) => text.includes(' ') || text.length > 8).map(([key]) => key)).toEqual([]);
      const script = SCRIPTS[lang];
      const foreign = [...own].filter(
        ([key, text]) => key !== 'language' && script?.test(text) === false && !isNameOnly(text),
      );
      expect(foreign.map(([key]) => key)).toEqual([]);
    });

    it('is in short sentences', () => {
      const most = LONGEST[lang] ?? LONGEST_IN_LETTERS;
      const long = [...own].filter(([, text]) => sentences(text, lang).some((sentence) => sentence.length > most));
      expect(long.map(([key]) => key)).toEqual([]);
    });
  });

  it('of English is in words for everybody', () => {
    // Flesch–Kincaid grade over all of it; words of three syllables and more are counted by their groups of vowels.
    const text = [...english]
      .filter(([key]) => !key.startsWith('schemes.') || key.includes('advice'))
      .map(([, one]) => one);
    expect(gradeOf(text)).toBeLessThan(6);
  });
});

function sentences(text: string, lang: string): readonly string[] {
  return [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment.trim());
}

function gradeOf(texts: readonly string[]): number {
  let words = 0;
  let syllables = 0;
  let count = 0;
  for (const text of texts) {
    count += sentences(text, 'en').length;
    for (const word of text.replaceAll(/\{[A-Za-z]+\}/gu, 'name').match(/[A-Za-z]+/gu) ?? []) {
      words += 1;
      syllables += Math.max(
        1,
        word
          .toLowerCase()
          .replace(/e$/u, '')
          .match(/[aeiouy]+/gu)?.length ?? 1,
      );
    }
  }
  return 0.39 * (words / count) + 11.8 * (syllables / words) - 15.59;
}
