// SPDX-License-Identifier: Apache-2.0
/**
 * The database for a command that runs beside the server or without it: the running server's own where one runs on the data
 * folder, else the embedded one for as long as the command takes, else what `DATABASE_URL` names.
 */
import path from 'node:path';
import { prepareDataFolder } from '../../app/data-folder.ts';
import { readOptions, type ServerOptions } from '../../app/read-options.ts';
import { holderOf } from '../../store/embedded/one-process.ts';
import { openBeside, openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type CommandInput, textOption } from '../command.ts';
import type { Io } from '../io.ts';

export const dataOption = textOption({
  flag: 'data',
  value: 'DIR',
  prose: 'Data folder of the server. Without it TOCSIN_DATA, the configuration file, or ./.tocsin.',
});

export type AtHand = { readonly store: Store; readonly data: string };

/** Calls `work` with the store and closes it afterwards. Throws an `EnvironmentError` of one sentence when there is none. */
export async function withStore<Result>(
  input: CommandInput,
  io: Io,
  work: (at: AtHand) => Promise<Result>,
): Promise<Result> {
  const data = prepareDataFolder(dataFolder(input, io));
  const store = await openFor(data, io);
  try {
    return await work({ store, data });
  } finally {
    await store.close();
  }
}

/** Absolute; not necessarily there. */
export function dataFolder(input: CommandInput, io: Io): string {
  return path.resolve(serverOptions(input, io).data);
}

/** What the server would be run with here, as far as flag, variables and file say. */
export function serverOptions(input: CommandInput, io: Io): ServerOptions {
  const typed = input.get(dataOption);
  const flags = new Map(typed === undefined ? [] : [[dataOption.flag, typed]]);
  return readOptions({ flags, env: io.env });
}

export function databaseUrlOf(env: Io['env']): string | undefined {
  const url = env['DATABASE_URL'];
  return url === '' ? undefined : url;
}

async function openFor(data: string, io: Io): Promise<Store> {
  const databaseUrl = databaseUrlOf(io.env);
  const log = { info: quiet, warn: quiet, error: quiet };
  if (databaseUrl !== undefined) return openStore({ data, databaseUrl, log });
  return holderOf(path.join(data, 'tocsin.pid')) === undefined ? openStore({ data, log }) : openBeside(data);
}

function quiet(): void {}
