// SPDX-License-Identifier: Apache-2.0
/** Where bytes come from: a file by name, or standard input as `-`. */
import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { EnvironmentError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import type { Io } from '../io.ts';

export type Source = { readonly shownName: string; readonly chunks: AsyncIterable<Uint8Array> };

const READ_BYTES = 256 * 1024;

export function shownName(file: string): string {
  return file === '-' ? 'stdin' : printable(file, 200);
}

/** Throws an EnvironmentError that says what is wrong with the file and what to do. */
export function proveReadable(file: string): void {
  if (file === '-') return;
  try {
    accessSync(file, constants.R_OK);
    if (!statSync(file).isDirectory()) return;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw new EnvironmentError('file-unreadable', `${shownName(file)} is a folder. Name the files in it.`);
}

/** The chunks throw an EnvironmentError when the source breaks. */
export function openSource(file: string, io: Io): Source {
  return { shownName: shownName(file), chunks: file === '-' ? io.stdin : readFile(file) };
}

async function* readFile(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES })) {
      if (chunk instanceof Uint8Array) yield chunk;
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): EnvironmentError {
  const why = `${shownName(file)} ${reasonOf(cause)}`;
  return new EnvironmentError('file-unreadable', why, { cause });
}

function reasonOf(cause: unknown): string {
  const code = systemCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist. Check the name.';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user. Change its permissions.';
  return `cannot be read (${code}).`;
}

/** The operating system's word for what went wrong, as ENOSPC. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'unknown error';
}
