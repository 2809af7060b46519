// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { shippedEngine } from '../../testing/engine.ts';
import { measureAlarms } from './alarms.ts';
import { measureConfusion } from './confusion.ts';
import { FALSE_WARNING_COST, INNOCENT_MIX, SCAM_COST, SEVERITY, costOf, errorCost, measureCost } from './cost.ts';
import { measureFlags } from './flags.ts';
import { type InventedRow, inventRow } from './invented-rows.ts';
import type { Measured } from './measured-rows.ts';
import { truthOf } from './truth.ts';

function measuredOf(rows: readonly InventedRow[]): Measured {
  const made = rows.map(inventRow);
  const of = (population: string) => made.filter((row) => row.population === population);
  return {
    engine: shippedEngine(),
    report: of('report'),
    heldOut: of('held-out'),
    innocent: of('innocent'),
    trained: new Set(['en']),
    seed: 1,
    screenRate: 0.1,
    measure: ({ sample }) => inventRow({ id: sample.id }),
    plainFlags: ({ plain }) => plain.scam > 0,
  };
}

describe('truth', () => {
  it('tells codes and messages about scams from what an institution else writes', () => {
    expect(truthOf({ kind: 'service', purpose: 'one-time-code' })).toBe('code');
    expect(truthOf({ kind: 'chat', purpose: 'scam-discussion' })).toBe('hard-negative');
    expect(truthOf({ kind: 'service', purpose: 'bill' })).toBe('service');
    expect(truthOf({ kind: 'scam', purpose: 'one-time-code' })).toBe('scam');
  });
});

describe('confusion', () => {
  it('counts each truth against each verdict, the populations apart', () => {
    const [person] = measureConfusion(
      measuredOf([
        { id: 'a', kind: 'scam', verdict: 'hold' },
        { id: 'b', kind: 'scam' },
        { id: 'c', verdict: 'warn' },
        { id: 'd', kind: 'scam', verdict: 'block', population: 'held-out' },
      ]),
    );
    expect(person?.population).toBe('report');
    expect(person?.rows).toEqual([
      { truth: 'scam', n: 2, verdicts: { allow: 1, warn: 0, hold: 1, block: 0 } },
      { truth: 'chat', n: 1, verdicts: { allow: 0, warn: 1, hold: 0, block: 0 } },
    ]);
  });
});

describe('false alarms', () => {
  it('are counted by language and script over innocent messages alone, untrained languages marked', () => {
    const figures = measureAlarms(
      measuredOf([
        { id: 'a', text: 'see you', verdict: 'warn' },
        { id: 'b', text: 'at six' },
        { id: 'c', text: 'смотри', lang: 'uk', population: 'innocent' },
        { id: 'd', text: 'pay now', kind: 'scam', verdict: 'warn' },
      ]),
    );
    expect(figures.map(({ by, name, n, flagged, trained }) => [by, name, n, flagged.value, trained])).toEqual([
      ['language', 'en', 2, 0.5, true],
      ['language', 'uk', 1, 0, false],
      ['script', 'Cyrillic', 1, 0, undefined],
      ['script', 'Latin', 2, 0.5, undefined],
    ]);
  });
});

describe('flags', () => {
  it('leave out sets without rows, and set own templates apart from public ones', () => {
    const figures = measureFlags(
      measuredOf([
        { id: 'a', kind: 'scam', verdict: 'warn', own: true, plain: -1 },
        { id: 'b', kind: 'service', text: 'track at parcels.example/42', own: true, plain: 1 },
      ]),
    );
    expect(figures.map(({ group, n, screen, plain }) => [group, n, screen.value, plain.value])).toEqual([
      ['scams en, own templates', 1, 1, 0],
      ['service messages, own templates', 1, 0, 1],
      ['service messages with a link, own templates', 1, 0, 1],
    ]);
  });
});

describe('the cost of errors', () => {
  const rows = [
    inventRow({ id: 'a', kind: 'scam' }),
    inventRow({ id: 'b', kind: 'scam', verdict: 'warn' }),
    inventRow({ id: 'c', kind: 'service', purpose: 'one-time-code', verdict: 'hold' }),
    inventRow({ id: 'd', kind: 'chat' }),
  ];

  it('is a mean by truth, weighed by how often each kind comes', () => {
    const parts = costOf(rows, 0.1, ({ ruled }) => ruled.screen.verdict);
    const of = (truth: string) => parts.find((part) => part.truth === truth)?.perThousand;
    expect(of('scam')).toBeCloseTo((1000 * 0.1 * (SCAM_COST.allow + SCAM_COST.warn)) / 2, 9);
    expect(of('code')).toBeCloseTo(1000 * 0.9 * INNOCENT_MIX.code * FALSE_WARNING_COST.code * SEVERITY.hold, 9);
    expect(of('chat')).toBe(0);
  });

  it('rises with what is done to the innocent and falls with what is done to a scam', () => {
    const verdicts = ['allow', 'warn', 'hold', 'block'] as const;
    const scam = verdicts.map((verdict) => errorCost('scam', verdict));
    const chat = verdicts.map((verdict) => errorCost('chat', verdict));
    expect(scam).toEqual(scam.toSorted((one, other) => other - one));
    expect(chat).toEqual(chat.toSorted((one, other) => one - other));
    expect(Object.values(INNOCENT_MIX).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('judges by the shipped product at the stated share of scams, beside the plain classifier and doing nothing', () => {
    const text = 'Royal Mail: your parcel is held, pay the £1.45 fee at https://royalmail-fee.top today';
    const [often, seldom] = measureCost(
      measuredOf([
        { id: 'a', kind: 'scam', text, plain: -1 },
        { id: 'b', text: 'see you at six, bring the dog', plain: 1 },
      ]),
    );
    expect(often?.missed).toBeLessThan(often?.nothingTotal ?? 0);
    expect(often?.alarms).toBe(0);
    expect(often?.plainTotal).toBeGreaterThan(often?.nothingTotal ?? Infinity);
    expect(seldom?.nothingTotal).toBeCloseTo((often?.nothingTotal ?? 0) / 20, 9);
  });
});
