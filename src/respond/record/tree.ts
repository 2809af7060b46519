// SPDX-License-Identifier: Apache-2.0
/** A log as anybody can read it: its files by name, from a folder or from an address, and the nodes of its tree out of them. */
import { HASH_BYTES, rootOf } from './hash.ts';
import { type Edge, hashesOf, TILE_WIDTH, type TileLevel, tilePath, widthOfTile } from './tile.ts';

/** A file of the log by its name, as `tile/0/000.p/7`; `undefined` where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** Bytes of one tile in a tree of `size` leaves. One that has grown since may be there in a wider form only. */
export async function readTileBytes(
  read: ReadFile,
  { level, index, size }: { readonly level: TileLevel; readonly index: number; readonly size: number },
): Promise<Uint8Array | undefined> {
  const width = widthOfTile(level, index, size);
  if (width === 0) return undefined;
  const exact = await read(tilePath(level, index, width));
  if (exact || width === TILE_WIDTH) return exact;
  return read(tilePath(level, index, TILE_WIDTH));
}

export type Tree = {
  readonly size: number;
  /** The hashes that the tile has in this tree; `undefined` where a file is missing or too short. */
  readonly tile: (level: number, index: number) => Promise<readonly Buffer[] | undefined>;
};

/**
 * `published`: the size of the head that the files belong to, where the tree is one that it grew out of. Each tile is read once:
 * open one for a proof, not for a lifetime.
 */
export function openTree(read: ReadFile, size: number, published = size): Tree {
  const readTile = async (level: number, index: number): Promise<readonly Buffer[] | undefined> => {
    const bytes = await readTileBytes(read, { level, index, size: published });
    const width = widthOfTile(level, index, size);
    const hashes = bytes && hashesOf(bytes);
    return hashes && hashes.length >= width ? hashes.slice(0, width) : undefined;
  };
  const tiles = new Map<string, ReturnType<Tree['tile']>>();
  return {
    size,
    tile: async (level, index) => {
      const name = `${level}/${index}`;
      const tile = tiles.get(name) ?? readTile(level, index);
      tiles.set(name, tile);
      return tile;
    },
  };
}

/** The tree's right edge; `undefined` where a file of it is missing. */
export async function readEdge(tree: Tree): Promise<Edge | undefined> {
  const levels: (readonly Buffer[])[] = [];
  for (let level = 0; TILE_WIDTH ** level <= tree.size; level += 1) {
    const index = Math.floor(tree.size / TILE_WIDTH ** (level + 1));
    const width = widthOfTile(level, index, tree.size);
    const hashes = width === 0 ? [] : await tree.tile(level, index);
    if (!hashes) return undefined;
    levels.push(hashes);
  }
  return { size: tree.size, levels };
}

/**
 * The hash over leaves `from` to `to`, `to` excluded, where `from` is a multiple of the smallest power of two that is not less
 * than their number: every node that a proof names. `undefined` where a file is missing.
 */
export async function readNode(tree: Tree, from: number, to: number): Promise<Buffer | undefined> {
  const count = to - from;
  const half = splitOf(count);
  const isPerfect = count === 1 || half * 2 === count;
  if (!isPerfect) {
    const left = await readNode(tree, from, from + half);
    const right = await readNode(tree, from + half, to);
    return left && right && rootOf([left, right]);
  }
  const level = Math.floor(Math.log2(count) / 8);
  const unit = TILE_WIDTH ** level;
  const index = Math.floor(from / unit / TILE_WIDTH);
  const hashes = await tree.tile(level, index);
  const first = from / unit - index * TILE_WIDTH;
  const nodes = hashes?.slice(first, first + count / unit);
  return nodes?.length === count / unit ? rootOf(nodes) : undefined;
}

/** The largest power of two below `count` (RFC 9162 §2.1.1); 0 for 1. */
export function splitOf(count: number): number {
  let half = 1;
  while (half * 2 < count) half *= 2;
  return count < 2 ? 0 : half;
}

/** Keeps what was read of full tiles, at most `most` of them: they never change. */
export function cachingReader(read: ReadFile, most = 256): ReadFile {
  const kept = new Map<string, Uint8Array>();
  return async (path) => {
    const known = kept.get(path);
    if (known) return known;
    const bytes = await read(path);
    const isFull = bytes?.byteLength === TILE_WIDTH * HASH_BYTES && !path.includes('.p/');
    if (bytes && isFull) {
      const [oldest] = kept.keys();
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
      kept.set(path, bytes);
    }
    return bytes;
  };
}
