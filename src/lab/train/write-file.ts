// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EnvironmentError } from '../../base/errors.ts';

/** Makes the file's folder where it is missing. Throws an `EnvironmentError` that names the file. */
export function writeFile(file: string, content: Uint8Array | string): void {
  try {
    // Not `recursive`, which never comes back from a place like /proc.
    if (!existsSync(dirname(file))) mkdirSync(dirname(file));
    writeFileSync(file, content);
  } catch (cause) {
    throw new EnvironmentError('unwritable', `${file} cannot be written. Name another place with --out.`, { cause });
  }
}
