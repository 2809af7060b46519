// SPDX-License-Identifier: Apache-2.0
/**
 * The published files of a folder. Each appears whole or not at all: written beside, made durable, then renamed. A tile's content
 * never changes, so one that is there with other bytes is never written over.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writeDurably } from '../../store/durable-files.ts';
import { isAlive } from '../../store/embedded/one-process.ts';
import { RecordError } from './record-error.ts';
import { isTilePath } from './tile.ts';
import type { ReadFile } from './tree.ts';

export const CHECKPOINT = 'checkpoint';
/** The newest checkpoint that witnesses have signed too. */
export const WITNESSED = 'witnessed';
/** The verifier key, for whoever has nothing better to compare with. */
export const KEY = 'key';

const NAMED: ReadonlySet<string> = new Set([CHECKPOINT, WITNESSED, KEY]);
const HALF_DONE = 'half-done';
const FOR_EVERYBODY = 0o644;

export type RecordFiles = {
  readonly read: ReadFile;
  /** Durable after `settle`. Throws a `RecordError` where the name is taken by other bytes. */
  readonly writeTile: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Makes durable that the files written so far have their names. */
  readonly settle: () => Promise<void>;
  /** Durable when it resolves. */
  readonly replace: (name: typeof CHECKPOINT | typeof WITNESSED | typeof KEY, text: string) => Promise<void>;
  /** The narrower forms of a tile that is there in full now. */
  readonly dropPartials: (name: string) => Promise<void>;
};

/** Reads what `RecordFiles` writes and nothing else, whatever the name. */
export function folderReader(folder: string): ReadFile {
  return async (name) => {
    if (!NAMED.has(name) && !isTilePath(name)) return undefined;
    try {
      return await readFile(path.join(folder, name));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

/** Makes the folder where it is not there. */
export async function openFiles(folder: string): Promise<RecordFiles> {
  const halfDone = path.join(folder, HALF_DONE);
  await mkdir(halfDone, { recursive: true });
  await clearStale(halfDone);
  const read = folderReader(folder);
  const renamedIn = new Set<string>();
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const half = path.join(halfDone, `${process.pid}-${randomUUID()}`);
    const file = path.join(folder, name);
    const parent = path.dirname(file);
    await mkdir(parent, { recursive: true });
    await writeDurably(half, bytes, FOR_EVERYBODY);
    await rename(half, file);
    for (let each = parent; each.startsWith(folder); each = path.dirname(each)) renamedIn.add(each);
  };
  const settle = async (): Promise<void> => {
    for (const each of renamedIn) {
      // First, so that what is renamed there while it is being synced is synced again.
      renamedIn.delete(each);
      await syncFolder(each).catch((error: unknown) => {
        // Another process may have dropped the narrower forms of a tile meanwhile.
        if (isMissing(error)) return;
        renamedIn.add(each);
        throw error;
      });
    }
  };
  return {
    read,
    settle,
    writeTile: async (name, bytes) => {
      const there = await read(name);
      if (!there) await write(name, bytes);
      else if (!Buffer.from(bytes).equals(there))
        throw new RecordError(
          'record-forked',
          `The published ${name} is not what the database says. Nothing more is signed until one of the two is restored.`,
        );
    },
    replace: async (name, text) => {
      await write(name, Buffer.from(text));
      await settle();
    },
    dropPartials: async (name) => {
      const partials = `${path.join(folder, name)}.p`;
      renamedIn.delete(partials);
      await rm(partials, { recursive: true, force: true });
    },
  };
}

/** What processes that were killed left behind. */
async function clearStale(halfDone: string): Promise<void> {
  for (const name of await readdir(halfDone))
    if (!isAlive(Number.parseInt(name, 10))) await rm(path.join(halfDone, name), { force: true });
}
