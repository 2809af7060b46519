// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ROOT, growFrontier, hashLeaf, rootOf, rootOfFrontier } from './hash.ts';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from './proof.ts';
import {
  createTileBuilder,
  decodeBundle,
  type Edge,
  EMPTY_EDGE,
  encodeBundle,
  isTilePath,
  partialTiles,
  rootOfEdge,
  TILE_WIDTH,
  tilePath,
  widthOfTile,
} from './tile.ts';
import { openTree, readEdge, type ReadFile } from './tree.ts';

/** RFC 9162 §2.1.1 word by word, as a second opinion. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = leaves;
  if (!only) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), only);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

const leavesOf = (count: number): readonly Buffer[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`leaf ${at}`));

/** The files of a record with these leaves, grown in one step or by steps. */
function filesOf(hashes: readonly Buffer[], steps: readonly number[] = []): { read: ReadFile; edge: Edge } {
  const files = new Map<string, Buffer>();
  let edge = EMPTY_EDGE;
  for (const to of [...steps, hashes.length]) {
    const builder = createTileBuilder(edge);
    for (const hash of hashes.slice(edge.size, to))
      for (const tile of builder.add(hash))
        files.set(tilePath(tile.level, tile.index, TILE_WIDTH), Buffer.concat(tile.hashes));
    edge = builder.edge();
    for (const { level, index, hashes: some } of partialTiles(edge))
      files.set(tilePath(level, index, some.length), Buffer.concat(some));
  }
  return { read: async (name) => files.get(name), edge };
}

const BIG = 66_000;
const bigHashes = leavesOf(BIG).map(hashLeaf);
const big = filesOf(bigHashes);

describe('the tree', () => {
  it('has the root that the standard defines, by frontier, by tiles and by pairs', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const count of [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 513, 700]) {
      const leaves = leavesOf(count);
      const hashes = leaves.map(hashLeaf);
      const expected = treeHash(leaves).toString('hex');
      expect(rootOf(hashes).toString('hex')).toBe(expected);
      expect(rootOfFrontier(growFrontier({ size: 0, roots: [] }, hashes)).toString('hex')).toBe(expected);
      expect(rootOfEdge(filesOf(hashes).edge).toString('hex')).toBe(expected);
    }
  });

  it('grows to the same tiles in any steps, and its edge can be read back from them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1500 }),
        fc.array(fc.nat(1500), { maxLength: 5 }),
        async (count, cuts) => {
          const hashes = bigHashes.slice(0, count);
          const steps = cuts.filter((cut) => cut <= count).toSorted((a, b) => a - b);
          const whole = filesOf(hashes);
          const grown = filesOf(hashes, steps);
          expect(grown.edge).toEqual(whole.edge);
          expect(await readEdge(openTree(grown.read, count))).toEqual(whole.edge);
          const frontier = growFrontier(
            growFrontier({ size: 0, roots: [] }, hashes.slice(0, steps[0] ?? 0)),
            hashes.slice(steps[0] ?? 0),
          );
          expect(rootOfFrontier(frontier)).toEqual(rootOfEdge(whole.edge));
        },
      ),
      { numRuns: 60 },
    );
  });
});

const size = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 1200 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: BIG }) },
);

describe('a proof', () => {
  it('of inclusion verifies for every leaf of every size, and for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(40), async (count, seed, broken) => {
        const index = seed % count;
        const root = rootOf(bigHashes.slice(0, count));
        const hashes = await proveInclusion(openTree(big.read, count, BIG), index);
        const leafHash = bigHashes[index]!;
        const proof = { index, size: count, leafHash, root, hashes: hashes! };
        expect(verifyInclusion(proof)).toBe(true);
        expect(verifyInclusion({ ...proof, leafHash: hashLeaf(Buffer.from('other')) })).toBe(false);
        expect(verifyInclusion({ ...proof, hashes: [...hashes!, leafHash] })).toBe(false);
        expect(verifyInclusion({ ...proof, index: count })).toBe(false);
        const wrong = hashes!.map((hash, at) => (at === broken % hashes!.length ? leafHash : hash));
        expect(hashes!.length === 0 || !verifyInclusion({ ...proof, hashes: wrong })).toBe(true);
        expect(hashes!.length === 0 || !verifyInclusion({ ...proof, hashes: hashes!.slice(1) })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('of consistency verifies between any two sizes, and not from another history', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (count, seed) => {
        const earlier = seed % (count + 1);
        const from = { size: earlier, root: rootOf(bigHashes.slice(0, earlier)) };
        const to = { size: count, root: rootOf(bigHashes.slice(0, count)) };
        const hashes = (await proveConsistency(openTree(big.read, count, BIG), earlier))!;
        expect(verifyConsistency({ from, to, hashes })).toBe(true);
        const other = { size: earlier, root: hashLeaf(Buffer.from('other')) };
        expect(verifyConsistency({ from: other, to, hashes })).toBe(earlier === 0);
        expect(verifyConsistency({ from, to: { ...to, root: other.root }, hashes })).toBe(earlier === 0);
        expect(verifyConsistency({ from, to, hashes: [...hashes, to.root] })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is not given beyond the tree, nor where a file is missing', async () => {
    expect(await proveInclusion(openTree(big.read, 100, BIG), 100)).toBeUndefined();
    expect(await proveConsistency(openTree(big.read, 100, BIG), 101)).toBeUndefined();
    expect(
      await proveInclusion(
        openTree(async () => undefined, 100),
        5,
      ),
    ).toBeUndefined();
    expect(await readEdge(openTree(async () => Buffer.alloc(5), 100))).toBeUndefined();
  });

  it('of a size that has been passed is read from the full tiles that took the place of partial ones', async () => {
    const only: ReadFile = async (name) =>
      name.includes('.p/') && !name.startsWith('tile/0/257') ? undefined : big.read(name);
    const tree = openTree(only, 70);
    expect(
      verifyInclusion({
        index: 7,
        size: 70,
        leafHash: bigHashes[7]!,
        root: rootOf(bigHashes.slice(0, 70)),
        hashes: (await proveInclusion(tree, 7))!,
      }),
    ).toBe(true);
  });
});

describe('names and bundles of files', () => {
  it('are those of the published form', () => {
    expect(tilePath(0, 0, 256)).toBe('tile/0/000');
    expect(tilePath(1, 1_234_067, 256)).toBe('tile/1/x001/x234/067');
    expect(tilePath('entries', 1_234_067, 5)).toBe('tile/entries/x001/x234/067.p/5');
    expect(widthOfTile(0, 273, 70_000)).toBe(112);
    expect(widthOfTile(1, 1, 70_000)).toBe(17);
    expect(widthOfTile(2, 0, 70_000)).toBe(1);
    expect(widthOfTile(3, 0, 70_000)).toBe(0);
  });

  it('are recognised where they could have been made, and only there', () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.nat(2 ** 40),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) =>
          isTilePath(tilePath(level, index, width)) && isTilePath(tilePath('entries', index, width)),
      ),
    );
    const others = [
      'tile/0/../key',
      'tile/0/000/',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/1',
      'tile/0/000\n',
      'tile/0/x001/x234',
      '/tile/0/000',
    ];
    expect(others.filter(isTilePath)).toEqual([]);
    fc.assert(fc.property(fc.string(), (noise) => !isTilePath(`tile/${noise}..`)));
  });

  it('give back the leaves that went into a bundle, and never throw on noise', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 20 }), (entries) => {
        expect(decodeBundle(encodeBundle(entries))).toEqual(entries.map((entry) => Buffer.from(entry)));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        decodeBundle(noise);
      }),
    );
  });
});
