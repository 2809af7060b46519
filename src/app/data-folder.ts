// SPDX-License-Identifier: Apache-2.0
/** The folder for everything Tocsin keeps: made at the start, and proved to be writable before anything relies on it. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

/** Returns the absolute path. Throws an `EnvironmentError` when nothing can be written there. */
export function prepareDataFolder(folder: string): string {
  const absolute = path.resolve(folder);
  const probe = path.join(absolute, `.probe-${process.pid}`);
  try {
    makeFolder(absolute);
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
  } catch (cause) {
    throw new EnvironmentError('data-unwritable', `${sentenceOf(cause, absolute)} Choose another with --data DIR.`, {
      cause,
    });
  }
  return absolute;
}

/**
 * One level at a time: `recursive` never comes back where the kernel says of a folder in an existing one that it does not
 * exist, as below /proc.
 */
function makeFolder(absolute: string): void {
  if (existsSync(absolute)) return;
  makeFolder(path.dirname(absolute));
  // What is kept here concerns people. Of root's, others may pass through: its database runs as another user.
  mkdirSync(absolute, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

function sentenceOf(cause: unknown, absolute: string): string {
  const folder = printable(absolute, 300);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${folder} cannot be made: there is a file in its place.`;
    case 'EROFS':
      return `The data folder ${folder} lies on a disk that is read-only.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${folder} is full.`;
    default:
      return `The data folder ${folder} cannot be written by this user.`;
  }
}
