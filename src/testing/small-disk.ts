// SPDX-License-Identifier: Apache-2.0
/** A disk of a few MiB that a test can fill, empty and make read-only: a tmpfs, which only root may mount. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type SmallDisk = {
  readonly folder: string;
  /** Takes every byte that is left. */
  readonly fill: () => void;
  readonly empty: () => void;
  readonly remount: (how: 'ro' | 'rw') => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** `undefined` where nothing can be mounted. */
function mountSmallDisk(mib: number): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m,mode=0711`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  chmodSync(folder, 0o711);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize), { flag: 'a' });
      } catch {
        // Somebody else took the rest first.
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remount: (how) => execFileSync('mount', ['-o', `remount,${how}`, folder]),
    [Symbol.asyncDispose]: async () => {
      // Whoever still ends there holds it for a moment: it goes when they do.
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** False after saying so where nothing can be mounted: its tests are then skipped. */
export async function canMount(): Promise<boolean> {
  const disk = mountSmallDisk(1);
  await disk?.[Symbol.asyncDispose]();
  if (!disk) process.stderr.write('Nothing can be mounted here (root may): the tests of full disks are skipped.\n');
  return disk !== undefined;
}

export function smallDisk(mib: number): SmallDisk {
  const disk = mountSmallDisk(mib);
  if (!disk) throw new Error('A disk could be mounted a moment ago.');
  return disk;
}
