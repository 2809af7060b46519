// SPDX-License-Identifier: Apache-2.0
/**
 * Weights in a byte. Companding by the square: code c of −127…127 stands for sign(c) · (c/127)² · scale. Most weights are small, so
 * the steps are fine near zero and coarse where there is little to tell apart.
 */

export const IDF_STEPS = 24;

export function expand(code: number, scale: number): number {
  const signed = code > 127 ? code - 256 : code;
  return (signed * Math.abs(signed) * scale) / 16_129;
}

/** The inverse of `expand`, to the nearest code, as an unsigned byte; what lies beyond the scale is held at it. */
export function compress(value: number, scale: number): number {
  const size = Math.min(127, Math.round(127 * Math.sqrt(Math.abs(value) / scale)));
  return (value < 0 ? -size : size) & 0xff;
}
