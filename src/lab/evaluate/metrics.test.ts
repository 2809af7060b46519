// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaInterval, areaUnderCurve, brierScore, calibrationError, recallAt, wilson } from './metrics.ts';

const rows = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 20 }), label: fc.constantFrom(0 as const, 1 as const) }),
  {
    minLength: 2,
    maxLength: 60,
  },
);

describe('figures', () => {
  it('count AUC as the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(rows, (scored) => {
        const good = scored.filter((row) => row.label === 1);
        const bad = scored.filter((row) => row.label === 0);
        const auc = areaUnderCurve(scored);
        fc.pre(good.length > 0 && bad.length > 0);
        let pairs = 0;
        for (const one of good)
          for (const other of bad) pairs += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0;
        expect(auc).toBeCloseTo(pairs / (good.length * bad.length), 10);
      }),
    );
  });

  it('put AUC in an interval that more rows narrow and that stays open when every pair is in order', () => {
    const perfect = (size: number) =>
      Array.from({ length: 2 * size }, (_, index) => ({
        score: index,
        label: index < size ? (0 as const) : (1 as const),
      }));
    const few = areaInterval(perfect(10));
    const many = areaInterval(perfect(1000));
    expect(few).toMatchObject({ value: 1, high: 1 });
    expect(few?.low).toBeGreaterThan(0.6);
    expect(few?.low).toBeLessThan(many?.low ?? 0);
    expect(many?.low).toBeLessThan(1);
    fc.assert(
      fc.property(rows, (scored) => {
        const interval = areaInterval(scored);
        fc.pre(interval !== undefined);
        expect(interval.low).toBeLessThanOrEqual(interval.value);
        expect(interval.high).toBeGreaterThanOrEqual(interval.value);
      }),
    );
  });

  it('are absent where a label is', () => {
    expect(areaUnderCurve([{ score: 1, label: 1 }])).toBeUndefined();
    expect(areaUnderCurve([])).toBeUndefined();
  });

  it('never exceed the false-alarm rate at which recall is read', () => {
    const scored = Array.from({ length: 1000 }, (_, index) => ({
      score: index,
      label: index % 2 === 0 ? (1 as const) : (0 as const),
    }));
    expect(recallAt(scored, 0.01)?.value).toBeCloseTo(0.01, 2);
    expect(recallAt([{ score: 1, label: 1 }], 0.01)).toBeUndefined();
  });

  it('hold the share within an interval that narrows with rows', () => {
    const few = wilson(9, 10);
    const many = wilson(900, 1000);
    expect(few.low).toBeLessThan(0.9);
    expect(few.high).toBeGreaterThan(0.9);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 5);
    expect(wilson(0, 0)).toEqual({ value: 0, low: 0, high: 1 });
  });

  it('see no calibration error where probabilities are true, and all of it where they are wrong', () => {
    const fair = Array.from({ length: 3000 }, (_, index) => ({
      score: 0.25,
      label: index % 4 === 0 ? (1 as const) : (0 as const),
    }));
    expect(calibrationError(fair)).toBeLessThan(0.01);
    expect(calibrationError(fair.map((row) => ({ ...row, score: 0.95 })))).toBeCloseTo(0.7, 1);
    expect(brierScore([{ score: 1, label: 0 }])).toBe(1);
  });
});
