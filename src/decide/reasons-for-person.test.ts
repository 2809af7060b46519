// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Reason } from './decision.ts';
import { reasonsForPerson } from './reasons-for-person.ts';

const reason = (code: Reason['code'], weight: number, because: string = code): Reason => ({ code, weight, because });

describe('the reasons that a person is told', () => {
  it('begin with asks and claims, whatever weighs more', () => {
    const told = reasonsForPerson([
      reason('text-passage', 3),
      reason('rule.toll-link', 2),
      { ...reason('rule.text-link-claims-brand', 1.5), about: 'claim' },
      reason('asks-code', 0.5),
      reason('text-structure', 4),
    ]);
    expect(told.map(({ code }) => code)).toEqual([
      'rule.text-link-claims-brand',
      'asks-code',
      'rule.toll-link',
      'text-passage',
      'text-structure',
    ]);
  });

  it('leave out what speaks for the sender, what weighs next to nothing and what only keeps the sum right', () => {
    const told = reasonsForPerson([
      reason('text-passage-genuine', -2),
      reason('asks-pay', 0.05),
      reason('text-other', 3),
      reason('prior', -2),
      reason('asks-meet', 0.4),
    ]);
    expect(told.map(({ code }) => code)).toEqual(['asks-meet']);
  });

  it('say an ask once, in the words of the rule that found it', () => {
    const told = reasonsForPerson([
      reason('asks-code', 2),
      { ...reason('rule.asks-for-code', 1), about: 'asks-code' },
      reason('asks-pay', 0.5),
    ]);
    expect(told.map(({ code }) => code)).toEqual(['rule.asks-for-code', 'asks-pay']);
  });

  it('are five sentences at most, and a sentence keeps all its passages', () => {
    const told = reasonsForPerson([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((because, place) => reason('text-passage', 6 - place, because)),
      reason('text-passage', 0.2, 'a'),
    ]);
    expect(new Set(told.map(({ because }) => because)).size).toBe(5);
    expect(told.filter(({ because }) => because === 'a').length).toBe(2);
  });
});
