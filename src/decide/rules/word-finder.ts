// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the words of all rules of a channel in an event. The words of scripts from the far end of Unicode are made ready for
 * the first text that has such letters: folding them needs tables that other texts do without.
 */
import { fieldBit, literalsOf, type Place, type Word, type WordHits } from './conditions.ts';
import { buildScan, type LiteralScan } from './literal-scan.ts';
import type { Passage, RuleInput } from './rule-input.ts';

export type WordFinder = {
  readonly find: (input: RuleInput) => WordHits;
  /** Throws a `PolicyError` for a word that can never be found. */
  readonly prove: () => void;
};

// CJK radicals to halfwidth forms without surrogates and private use: Han, kana, Hangul. Emoji are no reason.
const EAST_ASIAN = /[\u2e80-\ud7ff\uf900-\uffef]/u;

const NOTHING: WordHits = { placeOf: () => undefined, groups: [] };

export function createWordFinder(words: readonly Word[]): WordFinder {
  const eastern = words.filter(({ written }) => EAST_ASIAN.test(written));
  const others = words.filter(({ written }) => !EAST_ASIAN.test(written));
  const scanOthers = buildScan(literalsOf(others));
  let lazyEastern: LiteralScan | undefined;
  const scanEastern: LiteralScan = (text, onHit) => {
    lazyEastern ??= buildScan(literalsOf(eastern));
    lazyEastern(text, onHit);
  };
  return {
    prove: () => scanEastern('', () => {}),
    find: ({ passages }) => {
      // Most texts hit few words: the map is made only when one is found.
      let found: Map<number, Place> | undefined;
      const keep = (word: Word | undefined, passage: Passage, from: number, to: number): void => {
        for (const { group, fields } of word?.groups ?? []) {
          if ((fields & fieldBit(passage.field)) === 0) continue;
          found ??= new Map();
          if (!found.has(group)) found.set(group, { passage, from, to, on: 'folded' });
        }
      };
      for (const passage of passages) {
        const { text } = passage.folded;
        scanOthers(text, (number, from, to) => keep(others[number], passage, from, to));
        if (EAST_ASIAN.test(text)) scanEastern(text, (number, from, to) => keep(eastern[number], passage, from, to));
      }
      if (!found) return NOTHING;
      const places = found;
      return { placeOf: (group) => places.get(group), groups: places.keys() };
    },
  };
}
