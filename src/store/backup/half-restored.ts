// SPDX-License-Identifier: Apache-2.0
/**
 * The mark of a restore that is under way: set before anything of it is in the data folder, taken away when all of it is. A
 * folder that has the mark is no data folder: a server refuses it, and another restore begins anew.
 */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { syncFolderNow } from '../durable-files.ts';

const MARK = 'restore-unfinished';

export function isHalfRestored(data: string): boolean {
  return existsSync(path.join(data, MARK));
}

/** Throws an `EnvironmentError` when a restore into this folder began and did not end. */
export function refuseHalfRestored(data: string): void {
  if (!isHalfRestored(data)) return;
  throw new EnvironmentError(
    'half-restored',
    `A restore into the data folder ${printable(data, 300)} did not end, so it does not hold everything. Run the same tocsin restore again: it begins anew.`,
  );
}

export function markHalfRestored(data: string): void {
  closeSync(openSync(path.join(data, MARK), 'w', 0o600));
  syncFolderNow(data);
}

export function unmarkHalfRestored(data: string): void {
  rmSync(path.join(data, MARK), { force: true });
  syncFolderNow(data);
}
