// SPDX-License-Identifier: Apache-2.0
/**
 * Where records wait for the database: `<data>/spool/<node>/<number>.journal`, one folder for each process that writes. A process
 * that starts takes over every folder that nobody holds any more, writes to the first of them and empties the others.
 */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { TocsinError } from '../../base/errors.ts';
import type { RandomBytes } from '../../base/ids.ts';
import { type Claim, claimFolder } from '../../store/embedded/one-process.ts';

export type NodeFolder = { readonly node: string; readonly folder: string };

export type SpoolPlace = {
  readonly own: NodeFolder;
  readonly inherited: readonly NodeFolder[];
  /** What the database would not take for its own sake lies here. */
  readonly refused: string;
  readonly release: () => void;
};

const REFUSED = 'refused';
const SEGMENT_FORM = /^(\d{16})\.journal$/u;

export function claimSpool(data: string, random: RandomBytes): SpoolPlace {
  const spool = path.join(data, 'spool');
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  const claims: Claim[] = [];
  const claimed: NodeFolder[] = [];
  for (const node of readdirSync(spool)) {
    const folder = path.join(spool, node);
    const claim = node === REFUSED ? undefined : tryClaim(folder);
    if (!claim) continue;
    claims.push(claim);
    claimed.push({ node, folder });
  }
  const [first, ...inherited] = claimed;
  const own = first ?? makeOwn(spool, random, claims);
  const release = (): void => {
    for (const claim of claims) claim.release();
  };
  return { own, inherited, refused: path.join(spool, REFUSED), release };
}

function makeOwn(spool: string, random: RandomBytes, claims: Claim[]): NodeFolder {
  const node = `node_${Buffer.from(random(8)).toString('hex')}`;
  const folder = path.join(spool, node);
  mkdirSync(folder, { mode: 0o700 });
  claims.push(claimFolder(folder));
  return { node, folder };
}

function tryClaim(folder: string): Claim | undefined {
  try {
    return claimFolder(folder);
  } catch (error) {
    if (error instanceof TocsinError) return undefined;
    throw error;
  }
}

export type SegmentFile = { readonly number: number; readonly file: string; readonly bytes: number };

/** Oldest first. */
export function listSegments(folder: string): readonly SegmentFile[] {
  const found: SegmentFile[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    const [, digits] = SEGMENT_FORM.exec(name) ?? [];
    if (digits === undefined) continue;
    const file = path.join(folder, name);
    // One that was shipped a moment ago is gone.
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats) found.push({ number: Number(digits), file, bytes: stats.size });
  }
  return found;
}

/** Numbers grow with the clock, so that one is never used again, not even in a folder that was restored from a copy. */
export function segmentFile(folder: string, number: number): string {
  return path.join(folder, `${String(number).padStart(16, '0')}.journal`);
}

/** Whether files of records lie in the spool: what is in them may not be in the database yet. */
export function hasSegments(data: string): boolean {
  const spool = path.join(data, 'spool');
  if (!existsSync(spool)) return false;
  const nodes = readdirSync(spool).filter((node) => node !== REFUSED);
  return nodes.some((node) => listSegments(path.join(spool, node)).length > 0);
}
