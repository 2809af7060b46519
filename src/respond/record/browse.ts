// SPDX-License-Identifier: Apache-2.0
/** Single leaves of a published record, with their proofs: for its pages, its routes and the command line. */
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { CHECKPOINT } from './files.ts';
import { hashLeaf } from './hash.ts';
import { decodeLeaf, type Leaf } from './leaf.ts';
import type { VerifierKey } from './note.ts';
import { proveConsistency, proveInclusion, verifyInclusion } from './proof.ts';
import { RecordError } from './record-error.ts';
import { decodeBundle, TILE_WIDTH } from './tile.ts';
import { openTree, readNode, type ReadFile, readTileBytes } from './tree.ts';

export type ReadLeaf = {
  readonly index: number;
  readonly entry: Buffer;
  /** Missing where the bytes are no statement that a record may hold. */
  readonly leaf?: Leaf;
  readonly leafHash: Buffer;
};

/** `undefined` where nothing is published that this key signed. */
export async function readCheckpoint(read: ReadFile, key: VerifierKey): Promise<Checkpoint | undefined> {
  const bytes = await read(CHECKPOINT);
  const opened = bytes && openCheckpoint(Buffer.from(bytes).toString('utf8'), key);
  return opened?.ok === true ? opened.checkpoint : undefined;
}

/** Leaves `from` to `to`, `to` excluded and at most the size. Throws a `RecordError` where their file is missing. */
export async function readLeavesBetween(
  read: ReadFile,
  size: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly ReadLeaf[]> {
  const leaves: ReadLeaf[] = [];
  for (let index = from; index < Math.min(to, size);) {
    const bundle = Math.floor(index / TILE_WIDTH);
    const bytes = await readTileBytes(read, { level: 'entries', index: bundle, size });
    const entries = bytes && decodeBundle(bytes);
    const last = Math.min(to, size, (bundle + 1) * TILE_WIDTH);
    for (; index < last; index += 1) {
      const entry = entries?.[index - bundle * TILE_WIDTH];
      if (!entry) throw damaged();
      const leaf = decodeLeaf(entry);
      leaves.push({ index, entry, ...(leaf ? { leaf } : {}), leafHash: hashLeaf(entry) });
    }
  }
  return leaves;
}

export type InclusionProof = {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly root: Buffer;
  readonly hashes: readonly Buffer[];
};

export type Asked = {
  readonly size: number;
  /** Size of the published head. */
  readonly published: number;
};

/** `index` must lie below `size`, and `size` not above what is published. Verified before it is given. */
export async function readInclusion(read: ReadFile, index: number, asked: Asked): Promise<InclusionProof> {
  const { size } = asked;
  const tree = openTree(read, size, asked.published);
  const [hashes, root, leafHash] = await Promise.all([
    proveInclusion(tree, index),
    readNode(tree, 0, size),
    readNode(tree, index, index + 1),
  ]);
  if (!hashes || !root || !leafHash || !verifyInclusion({ index, size, leafHash, root, hashes })) throw damaged();
  return { index, size, leafHash, root, hashes };
}

/** `from` must not lie above the asked size, nor that above what is published. */
export async function readConsistency(read: ReadFile, from: number, asked: Asked): Promise<readonly Buffer[]> {
  const hashes = await proveConsistency(openTree(read, asked.size, asked.published), from);
  if (!hashes) throw damaged();
  return hashes;
}

function damaged(): RecordError {
  return new RecordError(
    'record-damaged',
    'A file of the published record is missing or damaged. tocsin log verify names it; restore it from a copy.',
  );
}
