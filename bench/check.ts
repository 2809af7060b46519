// SPDX-License-Identifier: Apache-2.0
/** `tocsin check` from the prompt to the answer, beside an empty Node process. */
import { spawnSync } from 'node:child_process';
import type { Figure } from './figure.ts';
import { percentile } from './figure.ts';
import { LAUNCHER } from './process.ts';

const RUNS = 20;
const TEXT = 'Your parcel is on hold. Pay the fee of 1.99 at http://parcel-fee.example.top today.';

export function benchCheck(): Promise<readonly Figure[]> {
  const empty = medianMs(() => spawnSync(process.execPath, ['-e', '0']));
  const check = medianMs(() => spawnSync(process.execPath, [LAUNCHER, 'check', TEXT]));
  const help = medianMs(() => spawnSync(process.execPath, [LAUNCHER, '--help']));
  return Promise.resolve([
    { what: 'reference: an empty Node process, median', value: empty, unit: 'ms' },
    { what: 'tocsin --help, median', value: help, unit: 'ms' },
    { what: 'tocsin check, median', value: check, unit: 'ms' },
    { what: 'tocsin check, ratio to the reference', value: check / empty, unit: '×' },
  ]);
}

function medianMs(run: () => unknown): number {
  const samples = Float64Array.from({ length: RUNS }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return percentile(samples, 0.5);
}
