// SPDX-License-Identifier: Apache-2.0
/**
 * `tocsin dev`: the server, started anew whenever its code, policy, model or page has changed.
 *
 * running → (a file changed) ending → running; running → (it ended by itself) waiting → (a file changed) running
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Command, EXIT } from './command.ts';
import type { Io } from './io.ts';
import { flagsOf, SERVER_FLAGS } from './serve.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WATCHED = ['src', 'policy', 'models', 'web'];
// Tests, and what the server itself builds.
const NOT_WATCHED = /\.test\.tsx?$|^citizen[\\/]dist/u;
// Editors save in several steps, and tools many files at once.
const SETTLE_MS = 150;
// Longer than --http-drain-ms as shipped.
const PATIENCE_MS = 8000;

export const devCommand: Command = {
  name: 'dev',
  summary: 'runs the server and restarts it when files change',
  usage: ['[options]'],
  description: [
    `Like serve, with the same options, and started anew whenever a file below ${WATCHED.join(', ')} has changed. A server that ended because of a fault is started again by the next change.`,
  ],
  arguments: [],
  options: SERVER_FLAGS,
  examples: [{ line: 'npm run dev', prose: 'On http://127.0.0.1:8080.' }],
  async run(input, io) {
    const argv = [...flagsOf(input)].map(([flag, text]) => `--${flag}=${text}`);
    const interrupted = io.interrupted();
    const changes = watchTree(interrupted);
    while (!interrupted.aborted) {
      const child = startServe(argv, io);
      const ended = once(child, 'exit');
      const why = await Promise.race([
        ended.then(() => 'ended' as const),
        changes.next().then(() => 'changed' as const),
        aborted(interrupted),
      ]);
      if (why === 'ended' && !interrupted.aborted) {
        io.stderr.write('dev: The server has ended. Waiting for a change.\n');
        await Promise.race([changes.next(), aborted(interrupted)]);
      } else await end(child, ended);
      if (!interrupted.aborted) io.stderr.write('dev: Something has changed. Starting anew.\n');
    }
    return EXIT.done;
  },
};

function startServe(argv: readonly string[], io: Io): ChildProcess {
  const launcher = path.join(ROOT, 'bin', 'tocsin.js');
  // By this title the launcher knows that it was launched, and ends when the channel does: also when this process is
  // killed outright.
  return spawn(process.execPath, ['--title=tocsin', launcher, 'serve', ...argv], {
    env: { ...process.env, ...io.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const impatience = new AbortController();
  await Promise.race([ended, sleep(PATIENCE_MS, undefined, { signal: impatience.signal }).catch(() => undefined)]);
  impatience.abort();
  child.kill('SIGKILL');
  await ended;
}

async function aborted(signal: AbortSignal): Promise<'aborted'> {
  if (!signal.aborted) await once(signal, 'abort');
  return 'aborted';
}

type Changes = { readonly next: () => Promise<void> };

/** `next` resolves once files have changed since it was called, and have then been quiet for a moment. */
function watchTree(signal: AbortSignal): Changes {
  let waiting: (() => void)[] = [];
  let settling: NodeJS.Timeout | undefined;
  const changed = (name: string | null): void => {
    if (name !== null && NOT_WATCHED.test(name)) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    }, SETTLE_MS);
    settling.unref();
  };
  for (const folder of WATCHED) {
    watch(path.join(ROOT, folder), { recursive: true, signal }, (_kind, name) => changed(name));
  }
  return {
    next: async () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
}
