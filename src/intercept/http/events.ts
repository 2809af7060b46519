// SPDX-License-Identifier: Apache-2.0
/** What this point tells whoever runs it. Whoever implements it never throws, and adds no label but these words. */
import type { Decision } from '../../decide/decision.ts';
import type { Door } from '../../decide/facts.ts';
import type { ProblemCode } from './problems.ts';

export type HttpEvents = {
  readonly decided: (decision: Decision, door: Door) => void;
  readonly refused: (code: ProblemCode) => void;
  readonly batchStarted: () => void;
  readonly batchEnded: (batch: BatchEnd) => void;
};

export type BatchEnd = {
  /** `cut`: the client went away or stood still. `stopped`: the server was told to stop. */
  readonly how: 'done' | 'cut' | 'stopped' | 'too-long' | 'failed';
  readonly decided: number;
  readonly flagged: number;
  readonly refused: number;
};
