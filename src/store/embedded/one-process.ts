// SPDX-License-Identifier: Apache-2.0
/**
 * One Tocsin a data folder. `tocsin.pid` names the process that has it and when that process began, so that a number that
 * was given to another program since is not taken for one that lives.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';

export type Claim = { readonly release: () => void };

/** Throws an `EnvironmentError` when another process has the folder. */
export function claimFolder(data: string): Claim {
  const file = path.join(data, 'tocsin.pid');
  const mine = `${process.pid} ${beganAt(process.pid)}`;
  // Twice: between a look and a claim another may have come, or gone.
  for (let tries = 0; tries < 2; tries += 1) {
    if (write(file, mine)) return { release: () => release(file, mine) };
    const holder = holderOf(file);
    if (holder !== undefined) {
      throw new EnvironmentError(
        'data-in-use',
        `Another Tocsin (process ${holder}) is running on the data folder ${printable(data, 300)}. Stop it, or choose another folder with --data DIR.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new EnvironmentError('data-in-use', `The data folder ${printable(data, 300)} was taken at this very moment.`);
}

/** The process that runs on the folder, if one does. */
export function holderOf(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const [pid = '', began = ''] = readFileSync(file, 'utf8').split(' ');
  const number = Number(pid);
  // What a kill left half written names nobody.
  if (!Number.isInteger(number) || number < 2) return undefined;
  return isAlive(number) && beganAt(number) === began ? number : undefined;
}

function write(file: string, text: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'wx', 0o600);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
  writeSync(fd, text);
  fsyncSync(fd);
  closeSync(fd);
  return true;
}

function release(file: string, mine: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === mine) rmSync(file, { force: true });
}

/** Whether there is a process of that number, whoever runs it. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is one all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Clock ticks since the machine's start (proc(5), field 22 of stat); empty where there is no /proc. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks: fields are counted behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
