// SPDX-License-Identifier: Apache-2.0
/** Files and folders that a loss of power cannot take back, for nobody's eyes but their owner's. */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** The folder and what is missing above it. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Whatever the umask says.
  chmodSync(folder, 0o700);
}

/** Its name is durable once its folder is synced. */
export async function writeDurably(file: string, bytes: Uint8Array | string, mode = 0o600): Promise<void> {
  const handle = await open(file, 'w', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole or not at all. */
export async function replaceDurably(file: string, text: string): Promise<void> {
  const half = `${file}.part`;
  await writeDurably(half, text);
  await rename(half, file);
  await syncFolder(path.dirname(file));
}

/** The folder and every folder below it. */
export async function syncFolders(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(path.join(folder, entry.name));
  await syncFolder(folder);
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The same for those who cannot wait for it elsewhere. */
export function syncFolderNow(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
