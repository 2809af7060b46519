// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, SCREEN_FACTS, shippedEngine } from '../../testing/engine.ts';
import { readVectors } from '../../testing/vectors.ts';
import type { Mention } from './mention.ts';

const { decider } = shippedEngine();

function mentionsIn(body: string, to = '+447700900456'): readonly Mention[] {
  return decider.decide(eventOf({ kind: 'text', from: 'Shop', to, body }), SCREEN_FACTS).mentions ?? [];
}

describe('what a text names', () => {
  it.each(readVectors('src/decide/mention/mentions.valid.txt'))('is found in: %s', (text = '', ...wanted) => {
    const found = mentionsIn(text).flatMap(({ kind, value }) => [kind, value ?? '']);
    expect(found).toEqual(wanted.length % 2 === 0 ? wanted : [...wanted, '']);
  });

  it.each(readVectors('src/decide/mention/mentions.invalid.txt'))('is not imagined in: %s', (text = '', kind) => {
    const kinds = mentionsIn(text).map((mention) => mention.kind);
    expect(kinds.filter((found) => kind === undefined || found === kind)).toEqual([]);
  });

  it('has spans that count code points of the text as it was sent, behind emoji too', () => {
    const body = '💰💰 Ｐay ＋４４ ２０ ７９４６ ０９９１ or @anna_24 on Telegram';
    const written = mentionsIn(body).map(({ start, end }) => [...body].slice(start, end).join(''));
    expect(written).toEqual(['＋４４ ２０ ７９４６ ０９９１', '@anna_24']);
  });

  it('never overlaps, and is at most sixteen things in order, whatever the text', () => {
    const piece = fc.constantFrom(
      ...'1 A1 a. .apk @ab @ybl DE89 4111 telegram: wa.me/ pix 加微信 zelle bc1q 0x 💰 т line_id gift_card'.split(' '),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 }),
        (parts) => {
          const body = parts.join(' ').toWellFormed();
          const found = mentionsIn(body);
          expect(found.length).toBeLessThanOrEqual(16);
          let last = 0;
          for (const { start, end } of found) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual([...body].length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays small for long texts made of nothing but beginnings', () => {
    for (const unit of ['1', 'A1', 'a.', '@a', 'DE89 ', '4111 ', 'telegram ', 'T1', 'zelle ', 'a@', '(', '加微信'])
      expect(mentionsIn(unit.repeat(Math.floor(9_900 / unit.length))).length).toBeLessThanOrEqual(16);
  });
});

describe('a rule that counted what a text names', () => {
  it('points at it, with its value', () => {
    const body = 'Part time work, 120 a day. Telegram: @work_anna24';
    const { reasons } = decider.decide(eventOf({ kind: 'text', from: '+447700900123', body }), SCREEN_FACTS);
    const evidence = reasons.find(({ code }) => code === 'rule.chat-account-with-offer')?.evidence ?? [];
    expect(evidence.find(({ type }) => type === 'mention')).toEqual({
      type: 'mention',
      kind: 'social',
      value: 'telegram:work_anna24',
      field: 'body',
      start: body.indexOf('@'),
      end: body.length,
    });
  });
});
