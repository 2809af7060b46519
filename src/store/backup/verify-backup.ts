// SPDX-License-Identifier: Apache-2.0
/** Is a backup whole, and can this program make the schema it was taken of? Asked before anything is made of it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError } from '../../base/errors.ts';
import type { Migration } from '../migrations/migrations.ts';
import { dataFile, type Manifest, readManifest, tableFile } from './manifest.ts';

/** Throws an `EnvironmentError` that names the first file that is not what the manifest says. */
export async function verifyBackup(folder: string, signal: AbortSignal): Promise<Manifest> {
  const manifest = readManifest(folder);
  for (const table of manifest.tables) await verifyFile(folder, tableFile(table.table), table, signal);
  for (const file of manifest.files) await verifyFile(folder, dataFile(file.path), file, signal);
  return manifest;
}

type Said = { readonly bytes: number; readonly sha256: string };

async function verifyFile(folder: string, name: string, { bytes, sha256 }: Said, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  let seen = 0;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      seen += chunk.length;
      done();
    },
  });
  try {
    await pipeline(createReadStream(path.join(folder, name)), sink, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new EnvironmentError(
      'backup-damaged',
      `The file ${name} of the backup is missing or cannot be read. Use another backup, or another copy of this one.`,
      { cause },
    );
  }
  if (seen !== bytes || hash.digest('hex') !== sha256)
    throw new EnvironmentError(
      'backup-damaged',
      `The file ${name} of the backup is damaged. Use another backup, or another copy of this one.`,
    );
}

/** The migrations that make the backup's schema. Throws an `EnvironmentError` when they are not all known here as they were there. */
export function migrationsOf({ migrations, version }: Manifest, known: readonly Migration[]): readonly Migration[] {
  if (migrations.length > known.length)
    throw new EnvironmentError(
      'schema-newer',
      `The backup is of migration ${migrations.length}, and this Tocsin knows them up to ${known.length}. Restore it with Tocsin ${version} or a newer one.`,
    );
  for (const [index, { number, digest }] of migrations.entries()) {
    const mine = known[index];
    if (mine?.number !== number || mine.digest !== digest)
      throw new EnvironmentError(
        'schema-foreign',
        `Migration ${number} of the backup is not the one that this Tocsin has. Restore it with the Tocsin that made it.`,
      );
  }
  return known.slice(0, migrations.length);
}
