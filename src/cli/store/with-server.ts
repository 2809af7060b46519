// SPDX-License-Identifier: Apache-2.0
/**
 * The database as it is, for commands that must not change it by looking: that of the running server, else the embedded one for as
 * long as the command takes, else what `DATABASE_URL` names. Nothing is migrated.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { prepareDataFolder } from '../../app/data-folder.ts';
import { EnvironmentError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { refuseHalfRestored } from '../../store/backup/half-restored.ts';
import { holderOf } from '../../store/embedded/one-process.ts';
import { openBeside, openServer } from '../../store/open-store.ts';
import type { Connection } from '../../store/store.ts';
import type { CommandInput } from '../command.ts';
import type { Io } from '../io.ts';
import { databaseUrlOf, dataFolder } from './with-store.ts';

export const QUIET = { info: quiet, warn: quiet, error: quiet };

function quiet(): void {}

/** Throws an `EnvironmentError` of one sentence when there is none; `makes` says that one may be made instead. */
export async function withServer<Result>(
  input: CommandInput,
  io: Io,
  { makes, work }: { makes: boolean; work: (at: { connection: Connection; data: string }) => Promise<Result> },
): Promise<Result> {
  const data = dataFolder(input, io);
  const databaseUrl = databaseUrlOf(io.env);
  if (makes) prepareDataFolder(data);
  else refuseAbsent(data, databaseUrl);
  refuseHalfRestored(data);
  const isServed = databaseUrl === undefined && holderOf(path.join(data, 'tocsin.pid')) !== undefined;
  const server = isServed
    ? openBeside(data)
    : await openServer({ data, log: QUIET, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  try {
    return await work({ connection: server.connection, data });
  } finally {
    await server.close();
  }
}

function refuseAbsent(data: string, databaseUrl: string | undefined): void {
  const shown = printable(data, 300);
  if (!existsSync(data))
    throw new EnvironmentError(
      'no-data',
      `There is no data folder ${shown}. Name the one of the server with --data DIR.`,
    );
  if (databaseUrl === undefined && !existsSync(path.join(data, 'postgres')))
    throw new EnvironmentError(
      'no-store',
      `There is no database in the data folder ${shown}. Name the one of the server with --data DIR, or set DATABASE_URL.`,
    );
}
