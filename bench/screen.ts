// SPDX-License-Identifier: Apache-2.0
/** `tocsin screen` as a process: lines per second by workers, and memory as the stream grows. */
import { cpus } from 'node:os';
import type { Figure } from './figure.ts';
import { runTocsin } from './process.ts';
import { eventLines } from './texts.ts';

const LINES = 200_000;
const LONG = 1_000_000;

export async function benchScreen(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const counts = [...new Set([1, 2, cpus().length])].toSorted((one, other) => one - other);
  for (const workers of counts) {
    const { seconds, peakMiB } = await runTocsin(['screen', '--workers', String(workers), '-'], stream(LINES));
    figures.push(
      {
        what: `tocsin screen, ${workers} worker${workers === 1 ? '' : 's'}, ${LINES} lines`,
        value: LINES / seconds,
        unit: 'lines/s',
      },
      { what: `tocsin screen, ${workers} worker${workers === 1 ? '' : 's'}, peak memory`, value: peakMiB, unit: 'MiB' },
    );
  }
  const { seconds, peakMiB } = await runTocsin(['screen', '-'], stream(LONG));
  return [
    ...figures,
    { what: `tocsin screen, default workers, ${LONG} lines`, value: LONG / seconds, unit: 'lines/s' },
    { what: 'tocsin screen, peak memory on five times the lines', value: peakMiB, unit: 'MiB' },
  ];
}

async function* stream(lines: number): AsyncGenerator<Uint8Array> {
  const some = eventLines(2_000, 100);
  const block = Buffer.from(`${some.join('\n')}\n`);
  for (let sent = 0; sent < lines; sent += some.length) yield await Promise.resolve(block);
}
