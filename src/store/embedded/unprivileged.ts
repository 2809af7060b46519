// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL refuses to run as root. Where Tocsin does (containers), its programs are spawned as an unprivileged user who
 * owns the cluster; anywhere else they run as whoever started Tocsin.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';
import { EnvironmentError } from '../../base/errors.ts';

/** `undefined`: programs run as this process does. */
export type RunAs = { readonly name: string; readonly uid: number; readonly gid: number } | undefined;

const CANDIDATES = ['postgres', 'nobody'] as const;

/** Throws an `EnvironmentError` when this is root and the machine has no user to hand over to. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of CANDIDATES) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new EnvironmentError(
    'no-database-user',
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. Start Tocsin as another user.',
  );
}

/** Options of `spawn` that hand over, with an environment that names nothing of ours. */
export function spawnedAs(user: RunAs) {
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return user === undefined ? { env } : { env, uid: user.uid, gid: user.gid };
}

export function giveTo(user: RunAs, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** Whether that user can reach what lies in the folder. */
export function canEnter(user: RunAs, folder: string): boolean {
  return user === undefined || spawnSync('test', ['-x', folder], spawnedAs(user)).status === 0;
}
