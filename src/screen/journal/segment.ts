// SPDX-License-Identifier: Apache-2.0
/** One file of the spool while it is written, and what its disk says when it is not. */
import { type FileHandle, open } from 'node:fs/promises';
import { syncFolder } from '../../store/durable-files.ts';
import { segmentFile } from './spool-folder.ts';

export type OpenSegment = {
  readonly number: number;
  readonly openedMs: number;
  readonly handle: FileHandle;
  /** Makes the bytes durable, and the name with the first of them. */
  readonly sync: () => Promise<void>;
  /** Of whole records. */
  bytes: number;
};

/** Throws what the file system throws. */
export async function createSegment(folder: string, number: number, openedMs: number): Promise<OpenSegment> {
  const handle = await open(segmentFile(folder, number), 'ax', 0o600);
  let isNamed = false;
  return {
    number,
    openedMs,
    handle,
    bytes: 0,
    sync: async () => {
      await handle.datasync();
      if (!isNamed) await syncFolder(folder);
      isNamed = true;
    },
  };
}

export type SpoolTrouble = 'disk-full' | 'read-only' | 'failing';

export function troubleOf(error: unknown): SpoolTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EROFS':
      return 'read-only';
    default:
      return 'failing';
  }
}
