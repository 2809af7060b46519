// SPDX-License-Identifier: Apache-2.0
/** The world in one call: a real server on a port of its own, with a database of its own, the shipped policy and models. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOptions } from '../app/read-options.ts';
import { type RunningServer, startServer } from '../app/serve.ts';
import { createTestDatabase } from './database.ts';
import { shippedEngine } from './engine.ts';

export type World = RunningServer & {
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** Everything that was logged so far. */
  readonly logs: () => string;
};

export type WorldOptions = {
  /** As on the command line, without dashes: `{ 'http-batches': '1' }`. */
  readonly flags?: Readonly<Record<string, string>>;
};

export async function startWorld({ flags = {} }: WorldOptions = {}): Promise<World> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tocsin-'));
  const database = await createTestDatabase();
  const lines: string[] = [];
  const typed = { 'http-port': '0', data: dataDir, 'log-level': 'debug', ...flags };
  const server = await startServer({
    options: readOptions({ flags: new Map(Object.entries(typed)), env: {}, readFile: () => undefined }),
    version: '0.0.0-test',
    writeLog: (line) => lines.push(line),
    engine: shippedEngine(),
    databaseUrl: database.url,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await database[Symbol.asyncDispose]();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    ...server,
    dataDir,
    databaseUrl: database.url,
    logs: () => lines.join(''),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
