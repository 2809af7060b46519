// SPDX-License-Identifier: Apache-2.0
/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/, 32 bit), one multiplication a unit. */
/** The hash of nothing. */
export const HASH_START = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hash after one more unit. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

export function hashName(name: string): number {
  let hash = HASH_START;
  for (let index = 0; index < name.length; index += 1) hash = hashStep(hash, name.charCodeAt(index));
  return hash;
}

/** Spreads the well-mixed high bits over the low ones before a mask is taken; FNV's lowest bit alone is a parity. */
export function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
