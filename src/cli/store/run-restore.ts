// SPDX-License-Identifier: Apache-2.0
/** What `tocsin restore` does. */
import path from 'node:path';
import { prepareDataFolder } from '../../app/data-folder.ts';
import { printable } from '../../base/printable.ts';
import { restore } from '../../store/backup/restore.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { counted, factsOf } from './run-backup.ts';
import { createTableLine } from './table-line.ts';
import { QUIET } from './with-server.ts';
import { databaseUrlOf, dataFolder } from './with-store.ts';

const ONE_ALONE = 'It has the keys of the original: run one of the two, never both, or the public record splits.';

type Asked = { readonly folder: string; readonly json: boolean };

export async function runRestore(input: CommandInput, { folder, json }: Asked, io: Io): Promise<ExitCode> {
  const data = prepareDataFolder(dataFolder(input, io));
  const databaseUrl = databaseUrlOf(io.env);
  const signal = io.interrupted();
  const line = createTableLine(io.stderr);
  try {
    const { manifest, number, leftOut } = await restore({
      folder: path.resolve(folder),
      data,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
      log: QUIET,
      signal,
      onTable: line.show,
    });
    line.clear();
    const facts = { ...factsOf(manifest), migration: number, leftOut };
    const { rows, tables, files, at } = facts;
    const sentence = `${tables} tables with ${counted(rows)} rows and ${counted(files)} files as of ${at} are in ${printable(data, 300)}, at migration ${number}.`;
    io.stdout.write(
      json ? `${JSON.stringify(facts)}\n` : `${[sentence, ONE_ALONE, ...leftOutSentence(leftOut)].join('\n')}\n`,
    );
    return EXIT.done;
  } catch (error) {
    line.clear();
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
}

function leftOutSentence(tables: readonly string[]): readonly string[] {
  return tables.length === 0 ? [] : [`Left out, since no migration of Tocsin makes them: ${tables.join(', ')}.`];
}
