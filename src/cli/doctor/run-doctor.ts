// SPDX-License-Identifier: Apache-2.0
/** Makes the examinations in order, from the ground up, and prints them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import { holderOf } from '../../store/embedded/one-process.ts';
import { findPlace } from '../../store/embedded/place.ts';
import { type CommandInput, EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { databaseUrlOf, dataFolder, serverOptions, withStore } from '../store/with-store.ts';
import { checkUp, type Examination, type Finding, ill, watch, well } from './check-up.ts';
import { examineJournal } from './examine-journal.ts';
import { examineAccess, examineRecord } from './examine-kept.ts';
import { examinePolicy } from './examine-policy.ts';
import { examineRoom, examineStore } from './examine-store.ts';

export async function runDoctor(input: CommandInput, { json }: { readonly json: boolean }, io: Io): Promise<ExitCode> {
  const data = dataFolder(input, io);
  if (!existsSync(data)) {
    throw new EnvironmentError(
      'no-data',
      'There is no data folder there yet. tocsin serve makes it; --data names another.',
    );
  }
  const ground = [examineServer(data), examineRoom(data), examinePolicy(serverOptions(input, io), Date.now)];
  const findings = [...(await checkUp(ground)), ...(await examineKept(input, io))];
  print(findings, json, io);
  return findings.some(({ health }) => health === 'ill') ? EXIT.finding : EXIT.done;
}

function examineServer(data: string): Examination {
  return {
    what: 'server',
    look: async () => {
      const holder = holderOf(path.join(data, 'tocsin.pid'));
      return holder === undefined ? watch('None runs on this data folder.') : well(`Process ${holder} runs.`);
    },
  };
}

/** A database that cannot be opened is one finding, and nothing behind it can be looked at. */
async function examineKept(input: CommandInput, io: Io): Promise<readonly Finding[]> {
  const databaseUrl = databaseUrlOf(io.env);
  if (databaseUrl === undefined && findPlace(dataFolder(input, io)) === undefined)
    return [{ what: 'database', ...watch('There is none yet. tocsin serve makes it.') }];
  try {
    return await withStore(input, io, async ({ store, data }) =>
      checkUp([
        ...examineStore(store, Date.now),
        examineJournal(store, data, Date.now),
        examineRecord(store, data),
        examineAccess(store, Date.now),
      ]),
    );
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const where = databaseUrl === undefined ? '' : ' (DATABASE_URL is set)';
    return [{ what: 'database', ...ill(`${error.message}${where}`) }];
  }
}

const MARKS = { well: '✓', watch: '!', ill: '✗' } as const;

function print(findings: readonly Finding[], json: boolean, io: Io): void {
  if (json) {
    io.stdout.write(`${JSON.stringify({ findings })}\n`);
    return;
  }
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, health, says } of findings) io.stdout.write(`${MARKS[health]} ${what.padEnd(width)}  ${says}\n`);
}
