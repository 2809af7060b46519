// SPDX-License-Identifier: Apache-2.0
/**
 * `manifest.json`, the last file of a backup to be written: what the backup holds, of which schema, and the digest of every file.
 * A folder without it is no backup, and one whose files are others than it says is a damaged one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EnvironmentError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { isDataFile } from './data-files.ts';
import { replaceDurably } from '../durable-files.ts';

export const MANIFEST = 'manifest.json';

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.int().min(0);

const content = z.strictObject({
  format: z.literal('tocsin-backup-1'),
  at: z.iso.datetime(),
  /** Of the Tocsin that wrote it. */
  version: z.string().max(100),
  migrations: z.array(z.strictObject({ number: z.int().min(1), digest: sha256 })),
  /** Each behind those that its rows refer to. */
  tables: z.array(
    z.strictObject({
      table: name,
      columns: z.array(z.string().min(1).max(63)),
      /** The days that the table has partitions of. */
      days: z.array(z.string().regex(/^\d{8}$/u)),
      rows: count,
      bytes: count,
      sha256,
    }),
  ),
  /** As text, since they may be beyond 2^53. */
  sequences: z.array(z.strictObject({ name, last: z.string().regex(/^-?\d{1,19}$/u), isCalled: z.boolean() })),
  /** Files of the data folder, by their path in it. */
  files: z.array(z.strictObject({ path: z.string().refine(isDataFile), bytes: count, sha256 })),
});

/** What a manifest says, without the digest of itself that ends it. */
export type Manifest = Readonly<z.output<typeof content>>;

/** Where the rows of a table lie in a backup: text of COPY, gzipped. */
export function tableFile(table: string): string {
  return `tables/${table}.copy.gz`;
}

/** Where a file of the data folder lies in a backup. */
export function dataFile(inData: string): string {
  return `data/${inData}`;
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = JSON.stringify({ ...manifest, sha256: digestOf(manifest) }, undefined, 1);
  await replaceDurably(path.join(folder, MANIFEST), `${text}\n`);
}

/** Throws an `EnvironmentError` of one sentence when the folder is no whole backup, or one that this program cannot read. */
export function readManifest(folder: string): Manifest {
  const shown = printable(folder, 300);
  let text: string;
  try {
    text = readFileSync(path.join(folder, MANIFEST), 'utf8');
  } catch (cause) {
    throw new EnvironmentError(
      'no-backup',
      `There is no whole backup in ${shown}: it has no ${MANIFEST} that can be read. Name a folder that tocsin backup has ended with.`,
      { cause },
    );
  }
  const parsed = content.extend({ sha256 }).safeParse(jsonOf(text));
  if (parsed.success) {
    const { sha256: said, ...manifest } = parsed.data;
    if (digestOf(manifest) === said) return manifest;
  }
  throw new EnvironmentError(
    'backup-damaged',
    `The file ${MANIFEST} of the backup is damaged, or of a Tocsin that writes it differently. Use another backup, or the Tocsin that made it.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Over the content in the order of its own schema, however the file is spaced. */
function digestOf(manifest: Manifest): string {
  return createHash('sha256')
    .update(JSON.stringify(content.parse(manifest)))
    .digest('hex');
}
