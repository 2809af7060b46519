// SPDX-License-Identifier: Apache-2.0
/**
 * Before all tests: one PostgreSQL, with a template that has every migration; after them it is ended. As shipped it is the
 * one that comes with Tocsin; `TEST_POSTGRES_BIN` names the folder of another's initdb and postgres, as Debian's 15.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPrograms } from '../src/store/embedded/programs.ts';
import { runAs, spawnedAs } from '../src/store/embedded/unprivileged.ts';
import { migrate } from '../src/store/migrations/migrate.ts';
import { readMigrations } from '../src/store/migrations/migrations.ts';
import { TEMPLATE_URL } from '../src/testing/database.ts';

const PASSWORD = 'only-for-tests';
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=',
  'max_connections=200',
];

/** vitest's global setup: what it returns is called at the end. */
export async function setup(): Promise<() => Promise<void>> {
  const user = runAs();
  // Short, since a socket's path may have no more than 107 bytes; and nobody has to be able to enter a folder of root's.
  const folder = mkdtempSync('/tmp/tocsin-pg-');
  const passwordFile = path.join(folder, 'password');
  const socket = path.join(folder, 's');
  const cluster = path.join(folder, 'cluster');
  writeFileSync(passwordFile, PASSWORD);
  mkdirSync(socket);
  if (user) for (const each of [folder, passwordFile, socket]) chownSync(each, user.uid, user.gid);
  const bin = process.env['TEST_POSTGRES_BIN'] ?? path.join(findPrograms().folder, 'bin');
  const spawned = { ...spawnedAs(user), cwd: folder };
  const flags = [
    '-U',
    'tocsin',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  execFileSync(path.join(bin, 'initdb'), ['-D', cluster, ...flags], {
    ...spawned,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', cluster, '-k', socket, ...SETTINGS.flatMap((s) => ['-c', s])],
    {
      ...spawned,
      stdio: 'ignore',
    },
  );
  const base = { host: socket, user: 'tocsin', password: PASSWORD };
  await untilReady(base);
  await run({ ...base, database: 'postgres' }, async (client) => client.query('create database template_tocsin'));
  await run({ ...base, database: 'template_tocsin' }, async (client) => migrate(client, readMigrations()));
  process.env[TEMPLATE_URL] =
    `postgres://tocsin:${PASSWORD}@localhost/template_tocsin?host=${encodeURIComponent(socket)}`;
  return async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
}

type Address = { readonly host: string; readonly user: string; readonly password: string };

async function run(options: Address & { readonly database: string }, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client(options);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function untilReady(address: Address): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const ready = await run({ ...address, database: 'postgres' }, async () => undefined).then(
      () => true,
      () => false,
    );
    if (ready) return;
    await sleep(20);
  }
  throw new Error('The PostgreSQL of the tests did not start within 10 s.');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill('SIGINT');
  await once(server, 'exit');
}
