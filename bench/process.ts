// SPDX-License-Identifier: Apache-2.0
/** Child processes of a bench: how long they take and how much memory they held at the most. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../bin/tocsin.js', import.meta.url));
const POLL_MS = 20;

export type Run = { readonly seconds: number; readonly peakMiB: number; readonly status: number };

/** Runs `tocsin …` with standard input from `input`, output thrown away; memory is that of the process and its children. */
export async function runTocsin(args: readonly string[], input?: AsyncIterable<Uint8Array>): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, residentMiB(child.pid ?? 0));
  }, POLL_MS);
  const closed = new Promise<number>((resolve) => {
    child.on('close', (code) => {
      resolve(code ?? -1);
    });
  });
  if (input) {
    for await (const chunk of input) {
      if (child.stdin.write(chunk)) continue;
      await new Promise((resolve) => {
        child.stdin.once('drain', resolve);
      });
    }
  }
  child.stdin.end();
  const status = await closed;
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, peakMiB, status };
}

/** Resident memory of a process (Linux); 0 where /proc does not tell, as for one that has ended. */
export function residentMiB(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(match?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
