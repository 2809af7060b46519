// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerWords } from '../../../web/citizen/answer-words.ts';
import { answerOf, segmentsOf } from '../../../web/citizen/answer.ts';
import { fillWords } from '../../../web/citizen/words.ts';
import type { Decision, Reason } from '../../decide/decision.ts';
import { eventOf, SCREEN_FACTS, shippedEngine } from '../../testing/engine.ts';

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

describe('an answer', () => {
  const words = createAnswerWords(shippedEngine().policy)('en');
  const says = ['A sentence about the address.'];

  function decided(fields: Readonly<Record<string, unknown>>): Decision {
    return shippedEngine().screener.screen(eventOf(fields), { ...SCREEN_FACTS, door: 'person' });
  }

  function linkOwnedBy(owner: NonNullable<Decision['address']>['owner']): Decision {
    const decision = decided({ kind: 'link', url: 'https://www.example.com/' });
    return { ...decision, verdict: 'allow', address: { ...addressOf(decision), says, ...(owner ? { owner } : {}) } };
  }

  it.each([
    ['block', 'reported', /^Reported scam$/u],
    ['hold', 'warning', /^Warning signs$/u],
    ['warn', 'warning', /^Warning signs$/u],
    ['allow', 'nothing', /^No sign found/u],
  ] as const)('to %s has the form %s', (verdict, form, heading) => {
    const answer = answerOf({ ...decided({ kind: 'text', from: 'A', body: 'Hello' }), verdict }, 'Hello', words);
    expect(answer.form).toBe(form);
    expect(answer.heading).toMatch(heading);
  });

  it('names a proved owner, and none that is merely recalled or under suspicion', () => {
    expect(answerOf(linkOwnedBy({ name: 'Example Ltd', class: 'directory' }), '', words)).toMatchObject({
      form: 'verified',
      heading: 'Verified owner: Example Ltd',
      address: says,
    });
    expect(answerOf(linkOwnedBy({ name: 'Example Ltd', class: 'recalled' }), '', words).form).toBe('nothing');
    expect(answerOf(linkOwnedBy(undefined), '', words).form).toBe('nothing');
    const warned = { ...linkOwnedBy({ name: 'Example Ltd', class: 'registry' }), verdict: 'warn' } as const;
    expect(answerOf(warned, '', words).form).toBe('warning');
  });

  it('says in its caution that nothing found is no guarantee', () => {
    const answer = answerOf(decided({ kind: 'text', from: 'A', body: 'See you at seven' }), 'See you at seven', words);
    expect(answer.caution).toBe(words.page.noGuarantee);
  });
});

function addressOf(decision: Decision): NonNullable<Decision['address']> {
  if (!decision.address) throw new Error('A link has an address.');
  return decision.address;
}
