// SPDX-License-Identifier: Apache-2.0
/** Where the log's static files lie and what is in them (C2SP tlog-tiles). Pure: names, sizes and bytes. */
import { HASH_BYTES, rootOf } from './hash.ts';

export const TILE_WIDTH = 256;

/** Level of hashes, 0 for those of leaves; `entries` for the bundle with the leaves themselves. */
export type TileLevel = number | 'entries';

/** How many hashes the tile has in a tree of `size` leaves; 0 where it has no such tile. Exact for sizes below 2^53. */
export function widthOfTile(level: TileLevel, index: number, size: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.min(Math.max(nodes - index * TILE_WIDTH, 0), TILE_WIDTH);
}

/** `tile/0/x001/x234/067`, with `.p/<width>` for one that is not full. */
export function tilePath(level: TileLevel, index: number, width: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/gu) ?? [];
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

// Levels to 63, no group of leading zeros, widths to 255; at most 18 digits.
const TILE_PATH =
  /^tile\/(?:entries|[1-5]?\d|6[0-3])\/(?:x(?!000)\d{3}\/(?:x\d{3}\/){0,4})?\d{3}(?:\.p\/(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/u;

/** Whether a name from outside is one that `tilePath` could have made: nothing else may reach a disk. */
export function isTilePath(path: string): boolean {
  return TILE_PATH.test(path);
}

/** `undefined` for bytes that are no whole number of hashes, or of more than a tile. */
export function hashesOf(bytes: Uint8Array): readonly Buffer[] | undefined {
  const count = bytes.byteLength / HASH_BYTES;
  if (!Number.isInteger(count) || count > TILE_WIDTH) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, at) => buffer.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** Entries have at most 65,535 bytes each. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.byteLength >> 8, entry.byteLength & 0xff), entry]));
}

/** `undefined` for bytes that end in the middle of an entry. */
export function decodeBundle(bytes: Uint8Array): readonly Buffer[] | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Buffer[] = [];
  for (let at = 0; at < buffer.length;) {
    if (at + 2 > buffer.length) return undefined;
    const end = at + 2 + buffer.readUInt16BE(at);
    if (end > buffer.length) return undefined;
    entries.push(buffer.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

export type Tile = { readonly level: number; readonly index: number; readonly hashes: readonly Buffer[] };

/** Hashes of each level that are in no full tile yet: the right edge of a tree. */
export type Edge = { readonly size: number; readonly levels: readonly (readonly Buffer[])[] };

export const EMPTY_EDGE: Edge = { size: 0, levels: [] };

export type TileBuilder = {
  /** The next leaf's hash; the tiles that it made full, lowest level first. */
  readonly add: (leafHash: Buffer) => readonly Tile[];
  readonly edge: () => Edge;
};

/** Grows the tiles of a tree leaf by leaf from its right edge; memory is one tile a level. */
export function createTileBuilder(from: Edge): TileBuilder {
  const levels = from.levels.map((hashes) => [...hashes]);
  let size = from.size;
  return {
    add: (leafHash) => {
      size += 1;
      const full: Tile[] = [];
      let hash = leafHash;
      for (let level = 0; ; level += 1) {
        const open = (levels[level] ??= []);
        open.push(hash);
        if (open.length < TILE_WIDTH) return full;
        full.push({ level, index: size / TILE_WIDTH ** (level + 1) - 1, hashes: open });
        levels[level] = [];
        hash = rootOf(open);
      }
    },
    edge: () => ({ size, levels: levels.map((hashes) => [...hashes]) }),
  };
}

/** The tiles of the edge that are not empty. */
export function partialTiles({ size, levels }: Edge): readonly Tile[] {
  return levels.flatMap((hashes, level) =>
    hashes.length === 0 ? [] : [{ level, index: Math.floor(size / TILE_WIDTH ** (level + 1)), hashes }],
  );
}

/** A level's open hashes, then what lies to the right of them as one smaller tree. */
export function rootOfEdge({ levels }: Edge): Buffer {
  let right: readonly Buffer[] = [];
  for (const hashes of levels) {
    const all = [...hashes, ...right];
    right = all.length === 0 ? [] : [rootOf(all)];
  }
  return rootOf(right);
}
