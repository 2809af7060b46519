// SPDX-License-Identifier: Apache-2.0
/** Keccak-256 as Ethereum uses it (the padding before FIPS 202), of up to 135 bytes: for the capitals of its addresses. */

const MASK = (1n << 64n) - 1n;
const RATE = 136;
const ROUNDS = [
  0x1n,
  0x8082n,
  0x800000000000808an,
  0x8000000080008000n,
  0x808bn,
  0x80000001n,
  0x8000000080008081n,
  0x8000000000008009n,
  0x8an,
  0x88n,
  0x80008009n,
  0x8000000an,
  0x8000808bn,
  0x800000000000008bn,
  0x8000000000008089n,
  0x8000000000008003n,
  0x8000000000008002n,
  0x8000000000000080n,
  0x800an,
  0x800000008000000an,
  0x8000000080008081n,
  0x8000000000008080n,
  0x80000001n,
  0x8000000080008008n,
] as const;
const TURNS = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44] as const;
const LANES = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1] as const;

/** The digest in lower-case hexadecimal. One block: longer input throws a RangeError. */
export function keccak256(bytes: Uint8Array): string {
  if (bytes.length >= RATE) throw new RangeError('One block of Keccak-256 holds 135 bytes.');
  const block = new Uint8Array(RATE);
  block.set(bytes);
  block[bytes.length] = 0x01;
  block[RATE - 1] = (block[RATE - 1] ?? 0) | 0x80;
  const view = new DataView(block.buffer);
  const state = new BigUint64Array(25);
  for (let lane = 0; lane < RATE / 8; lane += 1) state[lane] = view.getBigUint64(8 * lane, true);
  for (const constant of ROUNDS) permute(state, constant);
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  for (let lane = 0; lane < 4; lane += 1) out.setBigUint64(8 * lane, state[lane] ?? 0n, true);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function permute(state: BigUint64Array, constant: bigint): void {
  const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, y) => sum ^ (state[x + y] ?? 0n), 0n));
  for (let x = 0; x < 5; x += 1) {
    const mixed = (columns[(x + 4) % 5] ?? 0n) ^ turn(columns[(x + 1) % 5] ?? 0n, 1);
    for (let y = 0; y < 25; y += 5) state[x + y] = (state[x + y] ?? 0n) ^ mixed;
  }
  let carried = state[1] ?? 0n;
  for (const [index, lane] of LANES.entries()) {
    const next = state[lane] ?? 0n;
    state[lane] = turn(carried, TURNS[index] ?? 0);
    carried = next;
  }
  for (let y = 0; y < 25; y += 5) {
    const row = Array.from(state.subarray(y, y + 5));
    for (let x = 0; x < 5; x += 1)
      state[y + x] = (row[x] ?? 0n) ^ (~(row[(x + 1) % 5] ?? 0n) & MASK & (row[(x + 2) % 5] ?? 0n));
  }
  state[0] = (state[0] ?? 0n) ^ constant;
}

function turn(lane: bigint, bits: number): bigint {
  return ((lane << BigInt(bits)) | (lane >> BigInt(64 - bits))) & MASK;
}
