// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { isRecord } from '../base/brand.ts';

/** The version in the package's own package.json. */
export function readVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const version = isRecord(parsed) ? parsed['version'] : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
