// SPDX-License-Identifier: Apache-2.0
/** Merkle hashing with SHA-256: leaves and nodes in different domains, so that no node can pose as a leaf (RFC 9162 §2.1.1). */
import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/** The root of a tree without leaves. */
export const EMPTY_ROOT: Buffer = hash('sha256', Buffer.alloc(0), 'buffer');

const LEAF = Buffer.of(0);
// Hashing is synchronous: one buffer serves every node.
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function hashLeaf(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, entry]), 'buffer');
}

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

/**
 * The root over `hashes`, each that of a perfect tree of one and the same size; the last may stand for a smaller tree. Pairing
 * neighbours level by level and carrying a single last one up gives the split of RFC 9162 §2.1.1.
 */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]];
      if (left) above.push(right ? hashNode(left, right) : left);
    }
    level = above;
  }
  return level[0] ?? EMPTY_ROOT;
}

/** The roots of the perfect trees that a tree of `size` leaves consists of, the largest first: enough to grow and to name it. */
export type Frontier = { readonly size: number; readonly roots: readonly Buffer[] };

export function growFrontier({ size, roots }: Frontier, leaves: readonly Buffer[]): Frontier {
  const stack = [...roots];
  let grown = size;
  for (const leaf of leaves) {
    let right = leaf;
    for (let rest = grown; rest % 2 === 1; rest = (rest - 1) / 2) right = hashNode(stack.pop() ?? EMPTY_ROOT, right);
    stack.push(right);
    grown += 1;
  }
  return { size: grown, roots: stack };
}

export function rootOfFrontier({ roots }: Frontier): Buffer {
  return roots.length === 0 ? EMPTY_ROOT : roots.reduceRight((right, left) => hashNode(left, right));
}
