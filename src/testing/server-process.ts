// SPDX-License-Identifier: Apache-2.0
/** `tocsin serve` as a process of its own on a data folder, to be asked, killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../bin/tocsin.js', import.meta.url));

export type ServerProcess = {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it printed on standard output, and on standard error. */
  readonly printed: () => string;
  readonly logged: () => string;
  /** Resolves when the process has ended. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

/** Resolves when it says where it listens; rejects, with what it logged, when it ends instead. */
export async function startServerProcess(data: string, flags: readonly string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [LAUNCHER, 'serve', '--http-port', '0', '--data', data, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let logged = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (logged += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready.\n${logged}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /curl (http:\/\/127\.0\.0\.1:\d+)/u.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  child.removeAllListeners('exit');
  const ended = once(child, 'exit');
  return {
    url,
    child,
    printed: () => printed,
    logged: () => logged,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

/** The number of the PostgreSQL of a data folder, while it runs. */
export function postmasterOf(data: string): number {
  const file = path.join(data, 'postgres/cluster/postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (!(pid > 1)) throw new Error('No PostgreSQL runs on this data folder.');
  return pid;
}
