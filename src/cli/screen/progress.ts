// SPDX-License-Identifier: Apache-2.0
/**
 * The one line on a terminal that says how far a long run is. Elsewhere it says nothing at all, and where the decisions
 * go to the same terminal they are progress enough: only the sum at the end is told.
 */
import type { Output } from '../io.ts';

export type Tally = {
  readonly lines: number;
  readonly decided: number;
  readonly flagged: number;
  readonly failures: number;
};

export type Progress = {
  readonly show: (tally: Tally) => void;
  /** Takes the line away before something else is written. */
  readonly clear: () => void;
  readonly finish: (tally: Tally, interrupted: boolean) => void;
};

const EVERY_MS = 250;
const ERASE_LINE = '\r\u001B[K';

export function createProgress(stderr: Output, stdout: Output): Progress {
  if (!stderr.isTerminal) return { show: () => undefined, clear: () => undefined, finish: () => undefined };
  const startedMs = performance.now();
  let shownMs = startedMs;
  let isShown = false;
  const clear = (): void => {
    if (isShown) stderr.write(ERASE_LINE);
    isShown = false;
  };
  return {
    clear,
    show: (tally) => {
      const nowMs = performance.now();
      if (stdout.isTerminal || nowMs - shownMs < EVERY_MS) return;
      shownMs = nowMs;
      isShown = true;
      const line = sentenceOf(tally, nowMs - startedMs);
      stderr.write(`${ERASE_LINE}${line.slice(0, Math.max(10, stderr.columns - 1))}`);
    },
    finish: (tally, interrupted) => {
      clear();
      stderr.write(`${interrupted ? 'Stopped: ' : ''}${sentenceOf(tally, performance.now() - startedMs)}\n`);
    },
  };
}

function sentenceOf({ lines, decided, flagged, failures }: Tally, elapsedMs: number): string {
  const perSecond = Math.round(decided / Math.max(elapsedMs / 1000, 0.001));
  const bad = failures === 0 ? '' : `, ${grouped(failures)} bad`;
  return `${grouped(lines)} lines, ${grouped(decided)} decided, ${grouped(flagged)} flagged${bad}, ${grouped(perSecond)} per second`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-GB');
}
