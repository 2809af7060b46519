// SPDX-License-Identifier: Apache-2.0
/**
 * exp and log whose last bit is the same on every engine. `Math.exp` and `Math.log` may differ by a bit between two versions
 * of one engine (ECMA-262 §21.3.2 leaves their precision open), and a decision must be the same bytes wherever it is made. Only
 * operations that IEEE 754 fixes are used: + − × ÷.
 */

// ln 2 in two parts, the first with enough trailing zero bits that k × LN2_HIGH is exact for |k| < 2^20.
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;

/** e^x for −700 ≤ x ≤ 700, within two units in the last place; 0 and Infinity beyond. */
export function portableExp(x: number): number {
  if (x > 700) return Number.POSITIVE_INFINITY;
  if (x < -700) return 0;
  if (x === 0) return 1;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  return scaleByPowerOfTwo(sumOfPowers(r), k);
}

/** Σ rⁿ/n! for n = 0 … 13: on |r| ≤ ln2/2 the rest of the series is below 2^-53. Written out, it takes a third of a loop's time. */
function sumOfPowers(r: number): number {
  let sum = 1 / 6_227_020_800;
  sum = sum * r + 1 / 479_001_600;
  sum = sum * r + 1 / 39_916_800;
  sum = sum * r + 1 / 3_628_800;
  sum = sum * r + 1 / 362_880;
  sum = sum * r + 1 / 40_320;
  sum = sum * r + 1 / 5_040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 1 / 2;
  sum = sum * r + 1;
  return sum * r + 1;
}

// 1/(2n+1) for n = 12 … 0: with |s| ≤ 0.1716 the rest of the series of atanh is below 2^-53.
const ATANH_TERMS: readonly number[] = [
  1 / 25,
  1 / 23,
  1 / 21,
  1 / 19,
  1 / 17,
  1 / 15,
  1 / 13,
  1 / 11,
  1 / 9,
  1 / 7,
  1 / 5,
  1 / 3,
  1,
];

/** ln x for normal x > 0, within two units in the last place; −Infinity for 0, NaN for less. */
export function portableLog(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let m = x;
  let k = 0;
  while (m > Math.SQRT2) {
    m /= 2;
    k += 1;
  }
  while (m < Math.SQRT1_2) {
    m *= 2;
    k -= 1;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (const term of ATANH_TERMS) sum = sum * square + term;
  return k * LN2_HIGH + (k * LN2_LOW + 2 * s * sum);
}

// 2^-64 … 2^64.
const FEW = 64;
const POWERS = Float64Array.from({ length: 2 * FEW + 1 }, (_, index) => 2 ** (index - FEW));

/** Exact, since a factor of two changes the exponent alone. */
function scaleByPowerOfTwo(value: number, k: number): number {
  let scaled = value;
  let left = k;
  for (; left > FEW; left -= FEW) scaled *= POWERS[2 * FEW] ?? 1;
  for (; left < -FEW; left += FEW) scaled *= POWERS[0] ?? 1;
  return scaled * (POWERS[left + FEW] ?? Number.NaN);
}
