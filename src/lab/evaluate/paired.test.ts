// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { bootstrapByGroup, mcnemar, shareDifference } from './paired.ts';

describe('figures of the same rows under two judgements', () => {
  it('give the exact chance of so uneven a division', () => {
    // 2 · (1 + 10) / 2^10, by hand.
    expect(mcnemar(9, 1)).toBeCloseTo(22 / 1024, 12);
    expect(mcnemar(1, 9)).toBeCloseTo(22 / 1024, 12);
    expect(mcnemar(5, 5)).toBe(1);
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(3000, 3000)).toBe(1);
  });

  it('keep the interval open where no row differs, and narrow it with rows', () => {
    const few = shareDifference(0, 0, 20);
    const many = shareDifference(0, 0, 2000);
    expect(few.value).toBe(0);
    expect(few.low).toBeLessThan(0);
    expect(few.high).toBeGreaterThan(0);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
    expect(shareDifference(30, 2, 100).low).toBeGreaterThan(0);
    expect(shareDifference(0, 0, 0)).toEqual({ value: 0, low: -1, high: 1 });
  });

  it('draw whole groups, so that a hundred copies of a row are one witness', () => {
    const alone = Array.from({ length: 100 }, (_, index) => ({ group: String(index), hit: index % 2 }));
    const copies = alone.map(({ hit }) => ({ group: String(hit), hit }));
    const share = (rows: readonly { readonly hit: number }[]) =>
      rows.reduce((sum, { hit }) => sum + hit, 0) / rows.length;
    const of = (rows: typeof alone) => bootstrapByGroup(rows, ({ group }) => group, share, { rounds: 200, seed: 1 });
    const [many, two] = [of(alone), of(copies)];
    expect(many?.value).toBe(0.5);
    expect((many?.high ?? 0) - (many?.low ?? 0)).toBeLessThan(0.25);
    expect(two).toEqual({ value: 0.5, low: 0, high: 1 });
  });
});
