// SPDX-License-Identifier: Apache-2.0
/** The worker's side. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SentPolicy } from '../../src/decide/policy/sent-policy.ts';
import { decideLines, type SentModels } from './decide-lines.ts';

const given: { lines: readonly string[]; policy: SentPolicy; models: SentModels } = workerData;
parentPort?.postMessage(decideLines(given.lines, given.policy, given.models));
