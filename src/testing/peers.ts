// SPDX-License-Identifier: Apache-2.0
/** Programs that only tests need. One that is missing skips its tests with a sentence, or fails them where they are required. */
import { spawnSync } from 'node:child_process';

export const CHROMIUM = '/usr/bin/chromium';
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
] as const;

const told = new Set<string>();

/**
 * True when a Debian package's program of the same name is not there, after saying how to install it. With
 * `TOCSIN_PEERS=required` it throws instead.
 */
export function skipWithout(program: 'chromium' | 'python3' | 'openssl'): boolean {
  if (isInstalled(program)) return false;
  const sentence = `${program} is not installed; on Debian: apt-get install ${program}.`;
  if (process.env['TOCSIN_PEERS'] === 'required') throw new Error(sentence);
  if (!told.has(program)) process.stderr.write(`${sentence} Its tests are skipped.\n`);
  told.add(program);
  return true;
}

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
