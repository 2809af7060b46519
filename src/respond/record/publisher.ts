// SPDX-License-Identifier: Apache-2.0
/**
 * From committed rows to published files: tiles first, the signed head last, so that a head never names what is not there. Every
 * step can be repeated, by another process too. It signs nothing that has not grown out of what it signed before.
 */
import { type Checkpoint, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { CHECKPOINT, KEY, type RecordFiles } from './files.ts';
import { EMPTY_ROOT, hashLeaf } from './hash.ts';
import { formatVerifierKey, type Signer } from './note.ts';
import { RecordError } from './record-error.ts';
import { publishAlone, readHead, readLeaves, type RecordDb } from './record-store.ts';
import {
  createTileBuilder,
  decodeBundle,
  type Edge,
  EMPTY_EDGE,
  encodeBundle,
  partialTiles,
  rootOfEdge,
  type Tile,
  TILE_WIDTH,
  tilePath,
} from './tile.ts';
import { openTree, readEdge, readTileBytes } from './tree.ts';

export type PublisherParts = { readonly db: RecordDb; readonly files: RecordFiles; readonly signer: Signer };

export type Publisher = {
  /** Publishes what is committed; the checkpoint that is published afterwards. Calls must not overlap within a process. */
  readonly publish: () => Promise<Checkpoint>;
  /** Adds signatures to a published checkpoint, unless another has taken its place meanwhile. */
  readonly amend: (published: Checkpoint, signed: Checkpoint) => Promise<void>;
};

// Sixteen tiles of leaves a query: some hundred kilobytes.
const CHUNK = 16 * TILE_WIDTH;

export function createPublisher({ db, files, signer }: PublisherParts): Publisher {
  const publish = async (): Promise<Checkpoint> => {
    const before = await readPublished(files, signer);
    const target = await readHead(db);
    const size = before?.head.size ?? 0;
    if (before && target.size < size) throw behind(target.size, size);
    if (before && target.size === size) {
      if (!target.root.equals(before.head.root)) throw forked();
      return before;
    }
    const edge = before ? await edgeOf(files, before) : EMPTY_EDGE;
    const root = await writeTiles({ db, files }, edge, target.size);
    if (!root.equals(target.root)) throw forked();
    let written: Checkpoint | undefined;
    await publishAlone(db, async () => {
      // Another process may have published meanwhile: this one then begins again from there.
      if ((await readPublished(files, signer))?.text !== before?.text) return;
      const next = signCheckpoint({ size: target.size, root }, signer);
      if (!before) await files.replace(KEY, `${formatVerifierKey(signer.key)}\n`);
      await files.replace(CHECKPOINT, next.text);
      written = next;
    });
    return written ?? publish();
  };
  return {
    publish,
    amend: async (published, signed) =>
      publishAlone(db, async () => {
        const current = await readPublished(files, signer);
        if (current?.text === published.text) await files.replace(CHECKPOINT, signed.text);
      }),
  };
}

async function readPublished(files: RecordFiles, signer: Signer): Promise<Checkpoint | undefined> {
  const bytes = await files.read(CHECKPOINT);
  if (!bytes) return undefined;
  const opened = openCheckpoint(Buffer.from(bytes).toString('utf8'), signer.key);
  if (opened.ok) return opened.checkpoint;
  if (opened.why === 'other-key')
    throw new RecordError(
      'record-other-key',
      'The published checkpoint was signed with another key than record.key. Put the key that signed it into the data folder.',
    );
  throw new RecordError(
    'record-damaged',
    'The published checkpoint is damaged. Restore the file from a copy of the record; anybody who verified it has one.',
  );
}

/** The right edge of what is published, proved to be what the checkpoint signs. */
async function edgeOf(files: RecordFiles, { head }: Checkpoint): Promise<Edge> {
  const edge = await readEdge(openTree(files.read, head.size));
  if (!edge || !rootOfEdge(edge).equals(head.root))
    throw new RecordError(
      'record-damaged',
      'Published tiles of the record are missing or changed. tocsin log verify names them; restore them from a copy.',
    );
  return edge;
}

type Writing = Pick<PublisherParts, 'db' | 'files'>;

/** Writes every tile that a tree of `size` leaves has beyond `edge`; its root. Durable when it resolves. */
async function writeTiles({ db, files }: Writing, edge: Edge, size: number): Promise<Buffer> {
  if (size === 0) return EMPTY_ROOT;
  const builder = createTileBuilder(edge);
  const start = edge.size - (edge.size % TILE_WIDTH);
  let bundle: Buffer[] = [...(await openEntries(files, edge))];
  for (let from = edge.size; from < size; from += CHUNK) {
    const to = Math.min(from + CHUNK, size);
    const leaves = await readLeaves(db, from, to);
    if (leaves.length !== to - from) throw forked();
    const writes: Promise<void>[] = [];
    for (const { entry, hash } of leaves) {
      bundle.push(entry);
      for (const tile of builder.add(hash)) {
        if (tile.level === 0) {
          writes.push(files.writeTile(tilePath('entries', tile.index, TILE_WIDTH), encodeBundle(bundle)));
          bundle = [];
        }
        writes.push(writeTile(files, tile));
      }
    }
    await allOf(writes);
  }
  const grown = builder.edge();
  for (const tile of partialTiles(grown)) {
    if (tile.level === 0)
      await files.writeTile(tilePath('entries', tile.index, tile.hashes.length), encodeBundle(bundle));
    await writeTile(files, tile);
  }
  await files.settle();
  for (let at = start; at + TILE_WIDTH <= size; at += TILE_WIDTH) await dropPartialsAt(files, at / TILE_WIDTH);
  return rootOfEdge(grown);
}

/** Unlike `Promise.all` it leaves nothing running when one fails: whoever comes next has the folder for itself. */
async function allOf(writes: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected');
  if (failed) throw failed.reason;
}

async function writeTile(files: RecordFiles, { level, index, hashes }: Tile): Promise<void> {
  await files.writeTile(tilePath(level, index, hashes.length), Buffer.concat(hashes));
}

/** The leaves of the bundle that is not full yet. */
async function openEntries(files: RecordFiles, { size, levels }: Edge): Promise<readonly Buffer[]> {
  const count = size % TILE_WIDTH;
  if (count === 0) return [];
  const index = Math.floor(size / TILE_WIDTH);
  const bytes = await readTileBytes(files.read, { level: 'entries', index, size });
  const entries = bytes && decodeBundle(bytes);
  const isWhole = levels[0]?.every((hash, at) => entries?.[at] !== undefined && hashLeaf(entries[at]).equals(hash));
  if (!entries || isWhole !== true)
    throw new RecordError(
      'record-damaged',
      `The published ${tilePath('entries', index, count)} is missing or damaged. Restore it from a copy of the record.`,
    );
  return entries.slice(0, count);
}

/** The narrower forms of the leaf tile `index`, and of each tile above that became full with it. */
async function dropPartialsAt(files: RecordFiles, index: number): Promise<void> {
  await files.dropPartials(tilePath('entries', index, TILE_WIDTH));
  for (let [level, at] = [0, index]; ; [level, at] = [level + 1, (at + 1) / TILE_WIDTH - 1]) {
    if (!Number.isInteger(at)) return;
    await files.dropPartials(tilePath(level, at, TILE_WIDTH));
  }
}

function behind(stored: number, published: number): RecordError {
  return new RecordError(
    'record-behind',
    `The database has ${stored} leaves of the public record and ${published} are published: an older backup was restored. Nothing is signed until the newer database is back.`,
  );
}

function forked(): RecordError {
  return new RecordError(
    'record-forked',
    'The database has other leaves than the public record that was published. Nothing is signed until the database that it came from is back.',
  );
}
