// SPDX-License-Identifier: Apache-2.0
/** The cluster on disk: made once, with checksums and a password for every door, and the settings it is run with. */
import { execFile } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { EnvironmentError } from '../../base/errors.ts';
import type { Place } from './place.ts';
import { type RunAs, spawnedAs } from './unprivileged.ts';

export const SUPERUSER = 'tocsin';

/**
 * `durable`: what was acknowledged survives a power cut. `process`: it survives the end of any process, which is all that a test can
 * bring about; nothing is synced, so that a cluster is made in a third of the time.
 */
export type Durability = 'durable' | 'process';

/** Made beside its place and renamed into it: one that a kill left half made is never taken for a cluster. */
export async function ensureCluster(place: Place, user: RunAs, durability: Durability): Promise<'made' | 'found'> {
  if (existsSync(path.join(place.cluster, 'PG_VERSION'))) return 'found';
  const half = `${place.cluster}.part`;
  rmSync(half, { recursive: true, force: true });
  const flags = [
    `--pgdata=${half}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${place.password}`,
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durability === 'process' ? ['--no-sync'] : []),
  ];
  try {
    await promisify(execFile)(place.programs.initdb, flags, { ...spawnedAs(user), cwd: place.folder });
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    throw new EnvironmentError('database-not-made', `PostgreSQL's files cannot be made: ${whyNot(cause)}`, { cause });
  }
  renameSync(half, place.cluster);
  return 'made';
}

function whyNot(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
  if (/no space left/iu.test(said))
    return 'the disk is full. Free some space, or choose another folder with --data DIR.';
  if (/read-only file system/iu.test(said)) return 'the disk is read-only. Choose another folder with --data DIR.';
  if (/permission denied/iu.test(said))
    return 'its user may not write there. Choose another folder with --data DIR, or set DATABASE_URL.';
  return 'initdb failed. Set DATABASE_URL to a server, or choose another folder with --data DIR.';
}

const MIB = 1_048_576;

/** Arguments of `postgres`. Its log says what went wrong and never with which values. */
export function serverArguments(place: Place, durability: Durability): readonly string[] {
  // A sixteenth of the memory, within what a small machine can spare and a large one has use for.
  const buffersMib = Math.max(32, Math.min(512, Math.floor(totalmem() / MIB / 16)));
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: `${buffersMib}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    jit: 'off',
    log_destination: 'stderr',
    // Above ERROR, whose messages may quote what was sent.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durability === 'process' ? { fsync: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', place.cluster, '-k', place.socket, ...flags];
}
