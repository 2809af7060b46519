#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
/**
 * The launcher. Tocsin is TypeScript that Node 24 runs as it is; an older Node starts the one that came with the package
 * and stands in for it: same streams, same signals, same exit status. Plain JavaScript for Node 20.11 and later.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import module from 'node:module';
import { constants as osConstants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
// How a launched process is known to itself; `ps` shows it too.
const LAUNCHED = '--title=tocsin';
const self = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(self));

if (Number.parseInt(process.versions.node, 10) < OLDEST) startOwnNode();
else await run();

async function run() {
  dieWithLauncher();
  useCompileCache();
  leaveOutLocales();
  const [{ main }, { leave, processIo }] = await Promise.all([
    import('../src/main.ts'),
    import('../src/cli/process-io.ts'),
  ]);
  await leave(await main(process.argv.slice(2), processIo()));
}

// A launcher that is killed outright cannot pass the signal on: the closing of its channel tells.
function dieWithLauncher() {
  if (!process.connected || !process.execArgv.includes(LAUNCHED)) return;
  process.channel?.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

// Compiled code is kept beside the dependencies; where that folder cannot be written, Tocsin only starts more slowly.
function useCompileCache() {
  try {
    const modules = path.join(root, 'node_modules');
    accessSync(modules, constants.W_OK);
    const cache = path.join(modules, '.cache', 'tocsin');
    mkdirSync(cache, { recursive: true });
    module.enableCompileCache(cache);
  } catch {
    // Read-only installation.
  }
}

// zod brings its messages in some sixty languages, one file each, and none of them is used here: reading English alone
// takes a tenth off the time to the first answer.
function leaveOutLocales() {
  module.registerHooks?.({
    resolve: (specifier, context, next) => {
      const isList = specifier === '../locales/index.js' && context.parentURL?.includes('/node_modules/zod/');
      return next(isList ? '../locales/en.js' : specifier, context);
    },
  });
}

function startOwnNode() {
  const node = process.execArgv.includes(LAUNCHED) ? undefined : findOwnNode();
  if (node === undefined) {
    console.error(
      `tocsin: This is Node ${process.versions.node}. Tocsin needs Node ${OLDEST}, which npm installs beside it, and it is not there. ` +
        `Run npm ci in ${root}, or use Node ${OLDEST} or later.`,
    );
    process.exit(4);
  }
  const child = spawn(node, [LAUNCHED, self, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // The child decides what to do about them; from a terminal it gets them twice.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'];
  for (const signal of signals) {
    try {
      process.on(signal, () => child.kill(signal));
    } catch {
      // Not a signal of this platform.
    }
  }
  child.on('error', (error) => {
    console.error(
      `tocsin: The Node that came with Tocsin could not be started (${error.code}). Run npm ci in ${root}.`,
    );
    process.exit(4);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 4);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
    // Reached only where the signal does not end a process.
    setTimeout(() => process.exit(128 + (osConstants.signals[signal] ?? 0)), 100);
  });
}

function findOwnNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = [];
  for (let folder = root; ; folder = path.dirname(folder)) {
    const modules = path.join(folder, 'node_modules');
    folders.push(
      path.join(modules, 'node'),
      ...platformPackages(modules),
      ...platformPackages(path.join(modules, 'node', 'node_modules')),
    );
    if (folder === path.dirname(folder)) break;
  }
  return folders.map((folder) => path.join(folder, 'bin', name)).find((file) => existsSync(file));
}

// The package `node` copies its binary from one of these, which npm also installs by itself as an optional dependency.
function platformPackages(modules) {
  try {
    const prefix = `${process.platform}-${process.arch}`.replace('win32', 'win');
    return readdirSync(modules)
      .filter((name) => name === `node-${prefix}` || name === `node-bin-${prefix}`)
      .map((name) => path.join(modules, name));
  } catch {
    return [];
  }
}
