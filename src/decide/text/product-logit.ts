// SPDX-License-Identifier: Apache-2.0
/**
 * The two questions meet: score = P(A)·P(B|A). The logit of a product is not a sum, so what the pair adds over its
 * starting point is divided between A and B by the Shapley value of the two: each gets the mean of what it adds when it comes
 * first and when it comes second. The shares are exact, and each is its own rise times a mean slope between 0 and 1.
 */
import { portableExp, portableLog } from '../../base/portable-math.ts';

/** logit(σ(a)·σ(b)) = −log(e^−a + e^−b + e^−(a+b)), without overflow. */
export function productLogit(a: number, b: number): number {
  const top = Math.max(-a, -b, -a - b);
  return -(top + portableLog(portableExp(-a - top) + portableExp(-b - top) + portableExp(-a - b - top)));
}

export type Shares = { readonly start: number; readonly slopeA: number; readonly slopeB: number };

/** productLogit(a, b) = start + slopeA·(a − a0) + slopeB·(b − b0), exactly up to rounding. `start` is productLogit(a0, b0). */
export function shareProduct(a: number, b: number, a0: number, b0: number, start = productLogit(a0, b0)): Shares {
  const both = productLogit(a, b);
  const onlyA = productLogit(a, b0);
  const onlyB = productLogit(a0, b);
  const riseA = (onlyA - start + both - onlyB) / 2;
  const riseB = (onlyB - start + both - onlyA) / 2;
  return { start, slopeA: a === a0 ? 0 : riseA / (a - a0), slopeB: b === b0 ? 0 : riseB / (b - b0) };
}
