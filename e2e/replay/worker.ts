// SPDX-License-Identifier: Apache-2.0
/** The worker's side. */
import { parentPort, workerData } from 'node:worker_threads';
import { decideLines, type SentPolicy } from './decide-lines.ts';

const given: { lines: readonly string[]; policy: SentPolicy; model: Uint8Array } = workerData;
parentPort?.postMessage(decideLines(given.lines, given.policy, given.model));
