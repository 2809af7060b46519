// SPDX-License-Identifier: Apache-2.0
/**
 * Where the embedded PostgreSQL lies: `<data>/postgres`, with the cluster, its socket, its log and the password. Below a
 * folder that its user cannot enter (root's home, as a rule) that is a symbolic link to a folder of its own in /var/lib,
 * and the programs are copied there once, since they lie below the same folder.
 */
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { findPrograms, type Programs, programsIn } from './programs.ts';
import { canEnter, giveTo, type RunAs } from './unprivileged.ts';

export type Place = {
  readonly folder: string;
  readonly cluster: string;
  /** A host for the driver. */
  readonly socket: string;
  readonly log: string;
  readonly password: string;
  readonly programs: Programs;
};

const ELSEWHERE = '/var/lib';
// A socket's path has at most 107 bytes (sun_path), and `/.s.PGSQL.5432` follows.
const LONGEST_SOCKET_FOLDER = 90;

/** Makes the folders that are missing. `data` is absolute and exists. */
export function preparePlace(data: string, user: RunAs): Place {
  const link = path.join(data, 'postgres');
  if (!existsSync(link)) makeFolder(link, user);
  const folder = realpathSync(link);
  const socket = socketFolder(folder, user);
  const password = path.join(folder, 'password');
  if (!existsSync(password)) writeOwned(password, randomBytes(24).toString('base64url'), user);
  return {
    folder,
    cluster: path.join(folder, 'cluster'),
    socket,
    log: path.join(folder, 'postgres.log'),
    password,
    programs: reachablePrograms(folder, user),
  };
}

/** Where a running server of this data folder listens, without making anything. `undefined`: there is none. */
export function findPlace(data: string): { readonly socket: string; readonly password: string } | undefined {
  const link = path.join(data, 'postgres');
  if (!existsSync(link)) return undefined;
  const folder = realpathSync(link);
  return { socket: socketPath(folder), password: path.join(folder, 'password') };
}

function makeFolder(link: string, user: RunAs): void {
  if (canEnter(user, path.dirname(link)) || user === undefined) mkdirSync(link, { mode: 0o700 });
  else {
    mkdirSync(ELSEWHERE, { recursive: true });
    symlinkSync(mkdtempSync(path.join(ELSEWHERE, 'tocsin-')), link);
  }
  giveTo(user, realpathSync(link));
}

function socketFolder(folder: string, user: RunAs): string {
  const socket = socketPath(folder);
  if (!existsSync(socket)) mkdirSync(socket, { mode: 0o700 });
  giveTo(user, socket);
  return socket;
}

function socketPath(folder: string): string {
  const near = path.join(folder, 'socket');
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER) return near;
  // Deep folders: a name that the same folder always gives, in a place that is short.
  const short = Buffer.from(folder).reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7);
  return path.join('/tmp', `tocsin-${process.getuid?.() ?? 0}-${short.toString(36)}`);
}

function writeOwned(file: string, text: string, user: RunAs): void {
  writeFileSync(file, text, { mode: 0o600 });
  giveTo(user, file);
}

function reachablePrograms(folder: string, user: RunAs): Programs {
  const shipped = findPrograms();
  if (canEnter(user, shipped.folder)) return shipped;
  const copy = path.join(folder, `programs-${shipped.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.part`;
    cpSync(shipped.folder, half, { recursive: true, verbatimSymlinks: true, force: true });
    renameSync(half, copy);
  }
  return programsIn(copy, shipped.version);
}
