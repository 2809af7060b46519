// SPDX-License-Identifier: Apache-2.0
/** The lab's randomness: mulberry32 (public domain, T. Ettinger), seeded, so that two runs draw alike; and FNV-1a for splits. */

/** Draws from [0, 1). */
export type Draw = () => number;

export function mulberry32(seed: number): Draw {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a, 32 bit, over UTF-16 units. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A draw sequence of its own for one row, whatever came before it. */
export function drawFor(seed: number, name: string): Draw {
  return mulberry32(fnv1a(`${seed}:${name}`));
}

/** One of `choices`; of an empty list, an error. */
export function pick<Value>(draw: Draw, choices: readonly Value[]): Value {
  const choice = choices[Math.floor(draw() * choices.length)];
  if (choice === undefined) throw new Error('pick needs at least one choice.');
  return choice;
}

export function digitsOf(draw: Draw, count: number): string {
  let digits = '';
  for (let index = 0; index < count; index += 1) digits += String(Math.floor(draw() * 10));
  return digits;
}

/** Fisher–Yates, in place. */
export function shuffle(order: Int32Array, draw: Draw): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}
