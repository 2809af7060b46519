// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../web/citizen/answer.ts';
import { fillWords, PAGE_LANGUAGES, pageWords } from '../../../web/citizen/words.ts';
import type { Reason } from '../../decide/decision.ts';
import { loadBrowserModules } from './browser-modules.ts';

function reasonAt(start: number, end: number): Reason {
  return { code: 'text-passage', weight: 1, because: 'x', evidence: [{ type: 'span', field: 'body', start, end }] };
}

function slots(text: string): readonly string[] {
  return [...text.matchAll(/\{[a-z]+\}/gu)].map(([slot]) => slot).toSorted();
}

describe('the passages of an answer', () => {
  it('are cut by code points, so that nothing inside a character is touched', () => {
    expect(segmentsOf('👩‍👧 pay 💰 now', [reasonAt(4, 7)])).toEqual([
      { text: '👩‍👧 ', marked: false },
      { text: 'pay', marked: true },
      { text: ' 💰 now', marked: false },
    ]);
  });

  it('are merged where they touch, and none when no reason points at one', () => {
    expect(segmentsOf('abcdef', [reasonAt(1, 3), reasonAt(2, 5)]).map(({ text }) => text)).toEqual(['a', 'bcde', 'f']);
    expect(segmentsOf('abc', [])).toEqual([]);
  });

  it('always join to the text again, wherever spans lie', () => {
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1 });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), spans, (text, pairs) => {
        const segments = segmentsOf(
          text,
          pairs.map(([one, other]) => reasonAt(Math.min(one, other), Math.max(one, other))),
        );
        expect([text, '']).toContain(segments.map((segment) => segment.text).join(''));
      }),
    );
  });
});

describe('the words of the page', () => {
  it('use the same slots in every language', () => {
    const english = pageWords('en');
    for (const lang of PAGE_LANGUAGES) {
      const words = pageWords(lang);
      for (const [key, text] of Object.entries(english)) {
        const own: unknown = Object.entries(words).find(([name]) => name === key)?.[1];
        expect(slots(String(own)), `${lang}.${key}`).toEqual(slots(String(text)));
      }
    }
  });

  it('are English for a language that the page does not speak', () => {
    expect(pageWords('xx')).toBe(pageWords('en'));
    expect(fillWords('{a} and {b}', { a: '1' })).toBe('1 and {b}');
  });
});

describe('the modules of the page', () => {
  it('are plain JavaScript that imports nothing but each other', () => {
    const modules = loadBrowserModules();
    expect([...modules.keys()]).toContain('src/decide/detect-input.ts');
    for (const script of modules.values()) expect(script).not.toMatch(/^\s*(?:import type|type |interface )/mu);
  });
});
