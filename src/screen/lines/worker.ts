// SPDX-License-Identifier: Apache-2.0
/** The thread behind `pool.ts`: loads an engine, then answers blocks one after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { TocsinError } from '../../base/errors.ts';
import { type Engine, loadEngine } from '../load.ts';
import { screenBlock } from './answer.ts';
import { type FromWorker, isToWorker, isWorkerSetup } from './worker-messages.ts';

function say(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function load(): Engine | undefined {
  try {
    if (isWorkerSetup(workerData)) return loadEngine(workerData);
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    say({ kind: 'failed', code: error.code, message: error.message });
  }
  return undefined;
}

const engine = load();
if (engine) {
  say({ kind: 'ready' });
  parentPort?.on('message', (message: unknown) => {
    if (!isToWorker(message)) return;
    const answer = screenBlock(engine.screener, message.block, message.asked);
    const { buffer } = answer.output;
    const transfer = buffer instanceof ArrayBuffer ? [buffer] : [];
    if (answer.frames) transfer.push(answer.frames.bytes.buffer);
    say({ kind: 'answer', ticket: message.ticket, answer }, transfer);
  });
}
