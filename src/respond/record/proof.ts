// SPDX-License-Identifier: Apache-2.0
/** Proofs out of tiles, and their verification: that a leaf is in the tree, and that one tree grew out of another (RFC 9162 §2.1.3, §2.1.4). */
import { hashNode } from './hash.ts';
import { readNode, splitOf, type Tree } from './tree.ts';

/** Hashes from the leaf's neighbour upwards; `undefined` where the log lacks a file or `index` is not below the tree's size. */
export async function proveInclusion(tree: Tree, index: number): Promise<readonly Buffer[] | undefined> {
  if (index >= tree.size) return undefined;
  const ranges: [number, number][] = [];
  for (let [from, to] = [0, tree.size]; to - from > 1;) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push([middle, to]);
      to = middle;
    } else {
      ranges.push([from, middle]);
      from = middle;
    }
  }
  return readAll(tree, ranges.toReversed());
}

/** That the tree grew out of its first `earlier` leaves; empty for 0 and for its own size. */
export async function proveConsistency(tree: Tree, earlier: number): Promise<readonly Buffer[] | undefined> {
  if (earlier > tree.size) return undefined;
  if (earlier === 0 || earlier === tree.size) return [];
  const ranges: [number, number][] = [];
  let [from, to] = [0, tree.size];
  while (to !== earlier) {
    const middle = from + splitOf(to - from);
    if (earlier <= middle) {
      ranges.push([middle, to]);
      to = middle;
    } else {
      ranges.push([from, middle]);
      from = middle;
    }
  }
  // Whoever verifies knows the earlier root, and so needs this node only where it is another one.
  if (from !== 0) ranges.push([from, to]);
  return readAll(tree, ranges.toReversed());
}

async function readAll(tree: Tree, ranges: readonly [number, number][]): Promise<readonly Buffer[] | undefined> {
  const nodes: Buffer[] = [];
  for (const [from, to] of ranges) {
    const node = await readNode(tree, from, to);
    if (!node) return undefined;
    nodes.push(node);
  }
  return nodes;
}

export type Inclusion = {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly root: Buffer;
  readonly hashes: readonly Buffer[];
};

/** RFC 9162 §2.1.3.2. */
export function verifyInclusion({ index, size, leafHash, root, hashes }: Inclusion): boolean {
  if (index >= size) return false;
  let [at, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = hashNode(sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = hashNode(hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export type Consistency = {
  readonly from: { readonly size: number; readonly root: Buffer };
  readonly to: { readonly size: number; readonly root: Buffer };
  readonly hashes: readonly Buffer[];
};

/** RFC 9162 §2.1.4.2. */
export function verifyConsistency({ from, to, hashes }: Consistency): boolean {
  if (from.size > to.size) return false;
  if (from.size === to.size) return hashes.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return hashes.length === 0;
  const isPowerOfTwo = splitOf(from.size) * 2 === from.size || from.size === 1;
  const [first, ...rest] = isPowerOfTwo ? [from.root, ...hashes] : hashes;
  if (!first) return false;
  let [at, last] = [from.size - 1, to.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      older = hashNode(sibling, older);
      newer = hashNode(sibling, newer);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else newer = hashNode(newer, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && older.equals(from.root) && newer.equals(to.root);
}

function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}
