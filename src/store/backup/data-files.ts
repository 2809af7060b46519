// SPDX-License-Identifier: Apache-2.0
/**
 * The files of a data folder without which its database says little: the keys under which identifiers and secrets are kept, and
 * the public record as it was published.
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import { makePrivateFolder, writeDurably } from '../durable-files.ts';

/** Where the public record is published. Whoever looks at the record first and at the database then sees no leaf too many. */
export const PUBLISHED = ['record'] as const;
/** Keys. Whoever looks at the database first and at the keys then has every key that a row was kept under. */
export const KEYS = ['keys', 'access.key', 'record.key'] as const;
/** Keys of the journal's identifiers, which live no longer than the rows they name: a backup may do without. */
export const JOURNAL_KEYS = 'keys/journal';
/** What is not backed up. */
const OTHER = ['postgres', 'spool'] as const;

// Of the record: what is being written, and is published when it is renamed.
const PASSED_OVER: ReadonlySet<string> = new Set(['half-done']);
const AT_ONCE = 16;
const MOST_ROUNDS = 20;

export type CopiedFile = { readonly path: string; readonly bytes: number; readonly sha256: string };

/** Whether a path is one of these files, with nothing in it that leads elsewhere. */
export function isDataFile(inData: string): boolean {
  const [first = '', ...rest] = inData.split('/');
  const isKnown = [...PUBLISHED, ...KEYS].some((known) => known === first);
  return isKnown && rest.every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/u.test(part));
}

/** What a data folder has of its own; empty for one that a database can be restored into. */
export function listOwned(data: string): readonly string[] {
  return [...OTHER, ...PUBLISHED, ...KEYS].filter((name) => existsSync(path.join(data, name)));
}

/** Takes away what `listOwned` lists, wherever a link leads. */
export function removeOwned(data: string): void {
  for (const name of [...OTHER, ...PUBLISHED, ...KEYS]) {
    const file = path.join(data, name);
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    if (isLink && existsSync(file)) rmSync(realpathSync(file), { recursive: true, force: true });
    rmSync(file, { recursive: true, force: true });
  }
}

/**
 * Copies the named entries of a data folder that a server may be writing to. Files on top come before folders (a checkpoint before
 * the tiles it speaks of), and when one has gone meanwhile, what came in its place is looked for.
 */
export async function copyDataFiles(
  names: readonly string[],
  { from, to, without }: { readonly from: string; readonly to: string; readonly without?: string },
): Promise<readonly CopiedFile[]> {
  const isWanted = (file: string): boolean => without === undefined || !file.startsWith(`${without}/`);
  const copied = new Map<string, CopiedFile>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const listed = names.flatMap((name) => listFiles(from, name)).filter((file) => isWanted(file) && !copied.has(file));
    let allThere = true;
    for (let next = 0; next < listed.length; next += AT_ONCE) {
      const batch = listed.slice(next, next + AT_ONCE);
      for (const file of await Promise.all(batch.map(async (each) => copyFile(each, { from, to })))) {
        if (file) copied.set(file.path, file);
        else allThere = false;
      }
    }
    if (allThere) return [...copied.values()];
  }
  throw new EnvironmentError(
    'backup-restless',
    'Files of the data folder come and go too fast to be copied. Try again when the server has less to do.',
  );
}

/** `undefined` when it is gone. */
async function copyFile(
  inData: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<CopiedFile | undefined> {
  const bytes = await readFile(path.join(from, inData)).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const target = path.join(to, inData);
  makePrivateFolder(path.dirname(target));
  await writeDurably(target, bytes);
  return { path: inData, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function listFiles(data: string, name: string): readonly string[] {
  const place = path.join(data, name);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [name].filter(isDataFile);
  if (!stats.isDirectory()) return [];
  const below = namesIn(place).filter((each) => !PASSED_OVER.has(each));
  const isFolder = (each: string): boolean =>
    lstatSync(path.join(place, each), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const folders = below.filter(isFolder);
  const files = below.filter((each) => !folders.includes(each)).map((each) => `${name}/${each}`);
  return [...files.filter(isDataFile), ...folders.flatMap((each) => listFiles(data, `${name}/${each}`))];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
