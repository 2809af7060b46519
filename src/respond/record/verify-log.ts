// SPDX-License-Identifier: Apache-2.0
/**
 * Verifies a whole published record with nothing but its files and its key: every leaf is read and has a form that may be recorded,
 * every tile is computed again, the head is the signed one, and it grew out of what was verified before.
 */
import { type Checkpoint, type CheckpointRefusal, openCheckpoint } from './checkpoint.ts';
import { CHECKPOINT } from './files.ts';
import { hashLeaf } from './hash.ts';
import { decodeLeaf, isEnding, type Leaf } from './leaf.ts';
import type { VerifierKey } from './note.ts';
import {
  createTileBuilder,
  decodeBundle,
  EMPTY_EDGE,
  hashesOf,
  rootOfEdge,
  type TileBuilder,
  TILE_WIDTH,
  tilePath,
  widthOfTile,
} from './tile.ts';
import { type ReadFile, readTileBytes } from './tree.ts';

export type FindingCode =
  | CheckpointRefusal
  | 'missing-file'
  | 'changed-file'
  | 'other-root'
  | 'rewritten'
  | 'bad-leaf'
  | 'no-such-confirmation';

export type Finding = { readonly code: FindingCode; readonly message: string };

export type LogReport = {
  /** The head that was verified; missing where there is none that its key signed. */
  readonly checkpoint?: Checkpoint;
  readonly leaves: number;
  readonly findings: readonly Finding[];
};

export type VerifyParts = {
  readonly read: ReadFile;
  readonly key: VerifierKey;
  /** A checkpoint that was verified before, by the same key. */
  readonly earlier?: Checkpoint;
  /** Each leaf in order. */
  readonly visit?: (leaf: Leaf, index: number) => void;
};

/** More than these say nothing new. */
const MOST_FINDINGS = 100;
// Bundles that are asked for before the one at hand is done: an address answers slower than a disk.
const READ_AHEAD = 4;

/** Memory is bounded, whatever the record's size, but for one bit a leaf. Throws what `read` throws. */
export async function verifyLog(parts: VerifyParts): Promise<LogReport> {
  const findings: Finding[] = [];
  const found = (code: FindingCode, message: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ code, message });
  };
  const bytes = await parts.read(CHECKPOINT);
  const opened = bytes
    ? openCheckpoint(Buffer.from(bytes).toString('utf8'), parts.key)
    : { ok: false as const, why: 'no-checkpoint' as const };
  if (!opened.ok) {
    found(opened.why, CHECKPOINT_SENTENCES[opened.why]);
    return { leaves: 0, findings };
  }
  const { checkpoint } = opened;
  const leaves = await verifyTiles(parts, checkpoint, found);
  return { checkpoint, leaves, findings };
}

const CHECKPOINT_SENTENCES: Readonly<Record<CheckpointRefusal, string>> = {
  'no-checkpoint': 'There is no checkpoint, or it is damaged.',
  'other-key': 'The checkpoint is not signed with the given key.',
  'bad-signature': 'The signature of the checkpoint is wrong: somebody changed it.',
};

type Found = (code: FindingCode, message: string) => void;

async function verifyTiles(parts: VerifyParts, { head }: Checkpoint, found: Found): Promise<number> {
  const { read, earlier } = parts;
  const builder = createTileBuilder(EMPTY_EDGE);
  const reader = createLeafReader(parts, found);
  checkEarlier(builder, 0, earlier, found);
  let leaves = 0;
  for await (const { index, entries, hashes } of readBundles(read, head.size)) {
    const width = widthOfTile(0, index, head.size);
    if (!entries || entries.length < width) {
      found('missing-file', `${tilePath('entries', index, width)} is missing or too short: its leaves are unknown.`);
      return leaves;
    }
    if (!hashes) found('missing-file', `${tilePath(0, index, width)} is missing or too short.`);
    for (const [at, entry] of entries.slice(0, width).entries()) {
      const hash = hashLeaf(entry);
      const told = hashes?.[at];
      if (told && !told.equals(hash))
        found('changed-file', `Leaf ${leaves} does not have the hash that ${tilePath(0, index, width)} says.`);
      reader(entry, leaves);
      leaves += 1;
      for (const tile of builder.add(hash)) if (tile.level > 0) await compareTile(read, tile, head.size, found);
      checkEarlier(builder, leaves, earlier, found);
    }
  }
  const edge = builder.edge();
  for (const [level, hashes] of edge.levels.entries()) {
    const index = Math.floor(head.size / TILE_WIDTH ** (level + 1));
    if (level > 0 && hashes.length > 0) await compareTile(read, { level, index, hashes }, head.size, found);
  }
  if (!rootOfEdge(edge).equals(head.root))
    found('other-root', 'The leaves do not have the root that the checkpoint signs.');
  if (earlier && earlier.head.size > head.size)
    found('rewritten', `The record had ${earlier.head.size} leaves and has ${head.size} now.`);
  return leaves;
}

function checkEarlier(builder: TileBuilder, size: number, earlier: Checkpoint | undefined, found: Found): void {
  if (earlier?.head.size !== size || rootOfEdge(builder.edge()).equals(earlier.head.root)) return;
  found('rewritten', `The first ${size} leaves are not those that were verified before: the record was rewritten.`);
}

type Bundle = {
  readonly index: number;
  readonly entries: readonly Buffer[] | undefined;
  readonly hashes: readonly Buffer[] | undefined;
};

async function* readBundles(read: ReadFile, size: number): AsyncGenerator<Bundle> {
  const count = Math.ceil(size / TILE_WIDTH);
  const ahead: Promise<Bundle>[] = [];
  for (let index = 0; index < count; index += 1) {
    while (ahead.length < READ_AHEAD && index + ahead.length < count) {
      const next = readBundle(read, index + ahead.length, size);
      // Awaited in its turn; what comes before it may throw first.
      next.catch(() => undefined);
      ahead.push(next);
    }
    const bundle = await ahead.shift();
    if (bundle) yield bundle;
  }
}

async function readBundle(read: ReadFile, index: number, size: number): Promise<Bundle> {
  const [bundle, tile] = await Promise.all([
    readTileBytes(read, { level: 'entries', index, size }),
    readTileBytes(read, { level: 0, index, size }),
  ]);
  const hashes = tile && hashesOf(tile);
  const isWhole = hashes && hashes.length >= widthOfTile(0, index, size);
  return { index, entries: bundle && decodeBundle(bundle), hashes: isWhole ? hashes : undefined };
}

type ComparedTile = { readonly level: number; readonly index: number; readonly hashes: readonly Buffer[] };

async function compareTile(read: ReadFile, tile: ComparedTile, size: number, found: Found): Promise<void> {
  const { level, index, hashes } = tile;
  const name = tilePath(level, index, widthOfTile(level, index, size));
  const told = await readTileBytes(read, { level, index, size });
  if (!told) found('missing-file', `${name} is missing.`);
  else if (!Buffer.concat(hashes).equals(told.subarray(0, hashes.length * 32)))
    found('changed-file', `${name} is not what the leaves say.`);
}

function createLeafReader({ visit }: VerifyParts, found: Found): (entry: Buffer, index: number) => void {
  let confirmations = new Uint8Array(1024);
  return (entry, index) => {
    const leaf = decodeLeaf(entry);
    if (!leaf) {
      found('bad-leaf', `Leaf ${index} is not a statement that a record may hold.`);
      return;
    }
    if (leaf.kind === 'indicator.confirmed') {
      const byte = index >> 3;
      if (byte >= confirmations.length) {
        const grown = new Uint8Array(2 * byte);
        grown.set(confirmations);
        confirmations = grown;
      }
      confirmations[byte] = (confirmations[byte] ?? 0) | (1 << (index & 7));
    }
    if (isEnding(leaf) && ((confirmations[leaf.confirmed >> 3] ?? 0) & (1 << (leaf.confirmed & 7))) === 0)
      found('no-such-confirmation', `Leaf ${index} ends leaf ${leaf.confirmed}, which is no earlier confirmation.`);
    visit?.(leaf, index);
  };
}
