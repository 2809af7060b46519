// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productLogit, shareProduct } from './product-logit.ts';

const logit = fc.double({ min: -40, max: 40, noNaN: true });

describe('the logit of a product of probabilities', () => {
  it('agrees with the product computed directly', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true }), (a, b) => {
        const p = (1 / (1 + Math.exp(-a))) * (1 / (1 + Math.exp(-b)));
        expect(productLogit(a, b)).toBeCloseTo(Math.log(p / (1 - p)), 8);
      }),
    );
  });

  it('is never above either of the two, and finite at extremes', () => {
    fc.assert(
      fc.property(logit, logit, (a, b) => {
        expect(productLogit(a, b)).toBeLessThanOrEqual(Math.min(a, b) + 1e-9);
        expect(Number.isFinite(productLogit(10 * a, 10 * b))).toBe(true);
      }),
    );
  });

  it('is shared out exactly, with slopes between 0 and 1', () => {
    fc.assert(
      fc.property(logit, logit, logit, logit, (a, b, a0, b0) => {
        fc.pre(Math.abs(a - a0) > 1e-3 && Math.abs(b - b0) > 1e-3);
        const { start, slopeA, slopeB } = shareProduct(a, b, a0, b0);
        expect(start + slopeA * (a - a0) + slopeB * (b - b0)).toBeCloseTo(productLogit(a, b), 8);
        for (const slope of [slopeA, slopeB]) {
          expect(slope).toBeGreaterThanOrEqual(-1e-9);
          expect(slope).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
