// SPDX-License-Identifier: Apache-2.0
/** What `tocsin backup` does. */
import path from 'node:path';
import { instantOf } from '../../base/instant.ts';
import { backUp } from '../../store/backup/back-up.ts';
import type { Manifest } from '../../store/backup/manifest.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { readVersion } from '../version.ts';
import { createTableLine } from './table-line.ts';
import { withServer } from './with-server.ts';

type Asked = { readonly folder: string; readonly hasJournalKeys: boolean; readonly json: boolean };

export async function runBackup(
  input: CommandInput,
  { folder, hasJournalKeys, json }: Asked,
  io: Io,
): Promise<ExitCode> {
  const signal = io.interrupted();
  const line = createTableLine(io.stderr);
  try {
    const manifest = await withServer(input, io, {
      makes: false,
      work: async (at) =>
        backUp({
          ...at,
          folder: path.resolve(folder),
          hasJournalKeys,
          version: readVersion(),
          clock: () => instantOf(Date.now()),
          signal,
          onTable: line.show,
        }),
    });
    line.clear();
    const facts = factsOf(manifest);
    io.stdout.write(json ? `${JSON.stringify(facts)}\n` : sentencesOf(facts));
    return EXIT.done;
  } catch (error) {
    line.clear();
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
}

export type BackupFacts = ReturnType<typeof factsOf>;

export function factsOf({ at, migrations, tables, files }: Manifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = [...tables, ...files].reduce((sum, file) => sum + file.bytes, 0);
  return { at, migration: migrations.length, tables: tables.length, rows, files: files.length, bytes };
}

function sentencesOf({ at, migration, tables, rows, files, bytes }: BackupFacts): string {
  return [
    `${tables} tables with ${counted(rows)} rows as of ${at}, at migration ${migration}, and ${counted(files)} files: ${mib(bytes)}.`,
    'It holds the keys: whoever has this folder can read everything. Keep it as you keep the server.',
    '',
  ].join('\n');
}

export function counted(value: number): string {
  return value.toLocaleString('en');
}

function mib(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
