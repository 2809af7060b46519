// SPDX-License-Identifier: Apache-2.0
/** The part of access that manages, for a command; and under which name it acts. */
import { userInfo } from 'node:os';
import { type AccessAdmin, type AccessTables, type Actor, createAdmin } from '../../access/index.ts';
import type { CommandInput } from '../command.ts';
import type { Io } from '../io.ts';
import { withStore } from '../store/with-store.ts';

export async function withAdmin<Result>(
  input: CommandInput,
  io: Io,
  work: (admin: AccessAdmin) => Promise<Result>,
): Promise<Result> {
  return withStore(input, io, async ({ store }) => work(createAdmin({ db: store.db<AccessTables>() })));
}

/** The account on this machine: whoever has a shell here is known by it, and by nothing better. */
export function cliActor(): Actor {
  try {
    return { kind: 'cli', id: userInfo().username };
  } catch {
    // In a container, the number of the user may have no name.
    return { kind: 'cli', id: String(process.getuid?.() ?? 'unknown') };
  }
}
