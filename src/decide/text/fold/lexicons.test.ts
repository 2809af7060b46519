// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';
import { HAN_DISGUISES } from './han-disguises.ts';
import { takenToPieces } from './han-parts.ts';
import { HAN_WORDS, HONEST_HAN } from './han-words.ts';
import { LATIN_WORDS } from './latin-words.ts';
import { leetWord } from './leet-word.ts';

const length = (text: string): number => Array.from(text).length;

describe('the word lists', () => {
  it('never put more in the place of a disguise than stood there', () => {
    const pairs = [...takenToPieces(), ...HAN_DISGUISES.map(({ from, to }) => [from, to] as const)];
    expect(pairs.filter(([from, to]) => length(to) > length(from))).toEqual([]);
  });

  it('lead to words that are no disguise themselves', () => {
    for (const { to } of HAN_DISGUISES) expect(foldText(`，${to}。`).text).toBe(`,${to}。`);
    for (const word of [...HAN_WORDS, ...HONEST_HAN]) expect(foldText(`我${word}人`)).toMatchObject({ marks: [] });
    for (const word of LATIN_WORDS) expect(foldText(`a ${word}.`)).toMatchObject({ text: `a ${word}.`, marks: [] });
  });

  it('are all reached: each disguise is undone where it stands', () => {
    // A colon is a sign of contact for those that need one; 我 makes the text a Chinese one.
    for (const { from, to } of HAN_DISGUISES) expect(foldText(`我，${from}:`).text).toBe(`我,${to}:`);
    for (const [from, to] of takenToPieces()) expect(foldText(`，${from}。`).text).toBe(`,${to}。`);
  });
});

describe('signs for letters', () => {
  it.each([
    'covid19',
    'mp3',
    'b2b',
    '4g',
    'h2o',
    '1st',
    '24h',
    '10pm',
    'a4',
    'iphone15',
    'iphone4s',
    'win11',
    'p2p',
    'id123',
    'x86',
    'ps5',
    'k8s',
    'i18n',
    'abc123',
    'usd50',
    'user01',
    '2u',
    'gr8',
    'the4th',
    'only1more',
    'un4get',
    'hba1c',
    'sw1a',
    'ab12cde',
    'k3jt4q',
    'a3f5c0de',
    'r2d2',
    'h1n1',
    '7eleven',
    'utf8',
    'base64',
    '1080p',
    'me@home',
    '5star',
    '3in1',
  ])('%s is no word in disguise', (token) => {
    expect(leetWord(token)).toBeUndefined();
  });

  it('are seldom seen in codes of chance letters and figures', () => {
    // A linear congruence (Numerical Recipes) serves as well as any source of chance.
    let state = 1;
    const draw = (size: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * size);
    };
    let read = 0;
    const codes = 20_000;
    for (let index = 0; index < codes; index += 1) {
      const code = Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(draw(36))).join('');
      if (leetWord(code) !== undefined) read += 1;
    }
    expect(read / codes).toBeLessThan(0.01);
  });
});
