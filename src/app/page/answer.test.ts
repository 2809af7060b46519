// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../web/citizen/answer.ts';
import { fillWords } from '../../../web/citizen/words.ts';
import type { Reason } from '../../decide/decision.ts';

function reasonAt(start: number, end: number): Reason {
  return { code: 'text-passage', weight: 1, because: 'x', evidence: [{ type: 'span', field: 'body', start, end }] };
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
  it('keep a slot that has no value', () => {
    expect(fillWords('{a} and {b}', { a: '1' })).toBe('1 and {b}');
  });
});
