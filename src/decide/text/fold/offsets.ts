// SPDX-License-Identifier: Apache-2.0
/**
 * Room for offsets. A typed array of its own costs more than folding a short message, so results share slabs: each gets a view
 * of its own part, and a slab lives as long as any of its views.
 */

const SLAB_LENGTH = 1 << 14;

let slab = new Uint32Array(0);
let used = 0;

/** A zeroed array that nobody else holds. */
export function takeOffsets(size: number): Uint32Array {
  if (size > SLAB_LENGTH >> 2) return new Uint32Array(size);
  if (used + size > slab.length) {
    slab = new Uint32Array(SLAB_LENGTH);
    used = 0;
  }
  used += size;
  return slab.subarray(used - size, used);
}
