// SPDX-License-Identifier: Apache-2.0
/** Random bytes for ids, drawn from the system 4 KiB at a time: one system call for hundreds of ids. */
import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '../base/ids.ts';

const POOL_BYTES = 4096;

/** Each call returns bytes that no other call has returned; `length` must be at most 4096. */
export function createRandomPool(): RandomBytes {
  let pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (length) => {
    if (used + length > POOL_BYTES) {
      pool = randomFillSync(new Uint8Array(POOL_BYTES));
      used = 0;
    }
    used += length;
    return pool.subarray(used - length, used);
  };
}
