// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { portableExp, portableLog } from './portable-math.ts';

// Four units in the last place: two of ours, and what the engine's own function may be off.
const RELATIVE = 4 * Number.EPSILON;

it('agrees with the engine to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => {
      const expected = Math.exp(x);
      expect(Math.abs(portableExp(x) - expected)).toBeLessThanOrEqual(RELATIVE * expected);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (x) => {
      const expected = Math.log(x);
      expect(Math.abs(portableLog(x) - expected)).toBeLessThanOrEqual(RELATIVE * Math.abs(expected) + Number.MIN_VALUE);
    }),
  );
});

it('gives back what it was made from', () => {
  for (const x of [-12, -2.197224577336219, -1e-9, 0, 1e-9, 0.5, 12])
    expect(portableLog(portableExp(x))).toBeCloseTo(x, 14);
});

it('knows its ends', () => {
  expect(portableExp(-1000)).toBe(0);
  expect(portableExp(1000)).toBe(Number.POSITIVE_INFINITY);
  expect(portableExp(0)).toBe(1);
  expect(portableLog(1)).toBe(0);
  expect(portableLog(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(portableLog(-1)).toBeNaN();
});
