// SPDX-License-Identifier: Apache-2.0
/** Do people who are told why understand it? The fifty of corpus/aloud as rules; reading corpus/aloud/reasons.txt aloud is the other half. */
import { describe, expect, it } from 'vitest';
import { isAskCode } from '../src/decide/reason-codes.ts';
import { MOST_REASONS_FOR_PERSON, reasonsForPerson } from '../src/decide/reasons-for-person.ts';
import { readAloud } from './generated/reasons-aloud.ts';

const fifty = readAloud();
const told = fifty.map(({ message, decision, answer }) => ({
  message,
  answer,
  reasons: reasonsForPerson(decision.reasons),
}));

describe('fifty scams read aloud', () => {
  it('are warned about, all but a few, and said to be unclear rather than fine', () => {
    expect(fifty.length).toBe(50);
    expect(fifty.filter(({ decision }) => decision.verdict === 'allow').length).toBeLessThanOrEqual(4);
  });

  it('give five reasons at most, none twice, each a whole sentence that holds no code', () => {
    for (const { message, answer } of told) {
      const sentences = answer.reasons.map(({ because }) => because);
      expect({
        id: message.id,
        most: sentences.length <= MOST_REASONS_FOR_PERSON,
        none: sentences.length === 0,
      }).toEqual({
        id: message.id,
        most: true,
        none: false,
      });
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const sentence of sentences) {
        expect(sentence).toMatch(message.readerLang === 'zh' ? /^\P{Script=Latin}.*。$/u : /^[A-Z].*\.$/u);
        expect(sentence).not.toMatch(/[{}]|rule\.|asks-|undefined/u);
        expect(sentence.length).toBeLessThanOrEqual(160);
      }
    }
  });

  it('lead with what is asked or falsely claimed wherever something is', () => {
    const leads = told.filter(({ reasons }) => reasons[0]?.about !== undefined || isAskCode(reasons[0]?.code ?? ''));
    const some = told.filter(({ reasons }) =>
      reasons.some(({ code, about }) => about !== undefined || isAskCode(code)),
    );
    expect(leads.map(({ message }) => message.id)).toEqual(some.map(({ message }) => message.id));
    expect(leads.length).toBeGreaterThanOrEqual(40);
  });

  it('say that something is asked only where it is, but for one in twelve', () => {
    const asks = told.flatMap(({ message, reasons }) =>
      [...new Set(reasons.flatMap(({ code, about }) => (isAskCode(code) ? [code] : (about ?? []))))]
        .filter((ask) => ask !== 'claim')
        .map((ask) => ({ id: message.id, ask, isTrue: message.asks.includes(ask) })),
    );
    expect(asks.length).toBeGreaterThanOrEqual(40);
    expect(asks.filter(({ isTrue }) => !isTrue).length).toBeLessThanOrEqual(asks.length / 12);
  });

  it('quote passages that stand in the message', () => {
    for (const { message, answer } of told) {
      for (const { text, spans } of answer.reasons.flatMap(({ quotes }) => quotes)) {
        expect([message.body, message.from]).toContain(text);
        for (const { start, end } of spans) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(Array.from(text).length);
        }
      }
    }
  });
});
