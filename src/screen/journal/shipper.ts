// SPDX-License-Identifier: Apache-2.0
/** The serving thread's end of `ship-worker.ts`: tells it what is written, and knows how far it has come. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../base/instant.ts';
import { isFromShipper, type FromShipper, type ShipSetup, type ToShipper } from './ship-messages.ts';

export type ShipFigures = {
  readonly shipped: number;
  readonly torn: number;
  readonly refused: number;
  /** Age of the oldest record that is not in the database, to a second. */
  readonly oldestSeconds: number;
  readonly isWaiting: boolean;
};

export type ShipperParts = {
  readonly setup: ShipSetup;
  readonly clock: Clock;
  /** When the oldest record that was found in the spool came there; `undefined` where there was none. */
  readonly foundFrom: number | undefined;
  readonly onFreed: (bytes: number) => void;
  /** `undefined` when the database takes records again. */
  readonly onWaiting: (code: string | undefined) => void;
};

type Mark = { readonly segment: number; readonly bytes: number; readonly sinceMs: number };

// Batches of a tenth of a second are large enough to be cheap.
const TELL_MS = 100;
const MARK_MS = 1000;
const RESTART_MS = 1000;
const FINISH_MS = 5000;

export class Shipper {
  readonly #parts: ShipperParts;
  #worker: Worker;
  #written: { segment: number; bytes: number };
  /** What was written when, oldest first, until it is shipped. */
  readonly #marks: Mark[] = [];
  #telling: NodeJS.Timeout | undefined;
  #shipped = 0;
  #torn = 0;
  #refused = 0;
  #isWaiting = false;
  #finishing = false;
  readonly #finished = Promise.withResolvers<void>();

  /** Segments below `segment` are complete. */
  constructor(parts: ShipperParts, segment: number) {
    this.#parts = parts;
    this.#written = { segment, bytes: 0 };
    if (parts.foundFrom !== undefined) this.#marks.push({ segment, bytes: 0, sinceMs: parts.foundFrom });
    this.#worker = this.#start();
  }

  written(segment: number, bytes: number): void {
    this.#written = { segment, bytes };
    this.#telling ??= setTimeout(() => this.#tell(), TELL_MS);
    const sinceMs = this.#parts.clock();
    const last = this.#marks.at(-1);
    if (last && sinceMs - last.sinceMs < MARK_MS && last.segment === segment) return;
    if (bytes > 0) this.#marks.push({ segment, bytes, sinceMs });
  }

  figures(): ShipFigures {
    const oldest = this.#marks[0];
    return {
      shipped: this.#shipped,
      torn: this.#torn,
      refused: this.#refused,
      oldestSeconds: oldest ? Math.max(0, (this.#parts.clock() - oldest.sinceMs) / 1000) : 0,
      isWaiting: this.#isWaiting,
    };
  }

  /** Ships what is left where the database takes it, and ends in any case. */
  async finish(): Promise<void> {
    this.#finishing = true;
    this.#tell();
    this.#say({ kind: 'finish' });
    const waiting = new AbortController();
    await Promise.race([
      this.#finished.promise,
      sleep(FINISH_MS, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]);
    waiting.abort();
    await this.#worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./ship-worker.ts', import.meta.url), { workerData: this.#parts.setup });
    worker.on('message', (message: unknown) => {
      if (isFromShipper(message)) this.#receive(message);
    });
    // Its end is what counts: whatever it was, another one begins where the database says.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#startAgain());
    worker.postMessage({ kind: 'written', ...this.#written } satisfies ToShipper);
    return worker;
  }

  #startAgain(): void {
    if (this.#finishing) {
      this.#finished.resolve();
      return;
    }
    this.#wait('worker');
    setTimeout(() => {
      if (!this.#finishing) this.#worker = this.#start();
    }, RESTART_MS);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#say({ kind: 'written', ...this.#written });
  }

  #say(message: ToShipper): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromShipper): void {
    switch (message.kind) {
      case 'shipped':
        this.#shipped += message.records;
        this.#torn += message.torn;
        return;
      case 'caught-up':
        this.#pass(message.reached);
        this.#wait(undefined);
        return;
      case 'freed':
        this.#parts.onFreed(message.bytes);
        return;
      case 'refused':
        this.#refused += 1;
        return;
      case 'waiting':
        this.#wait(message.code);
        return;
      case 'finished':
        this.#finished.resolve();
    }
  }

  #wait(code: string | undefined): void {
    const isWaiting = code !== undefined;
    if (isWaiting !== this.#isWaiting) this.#parts.onWaiting(code);
    this.#isWaiting = isWaiting;
  }

  /** Strikes off what has been shipped; a mark stands for everything up to the next one. */
  #pass({ segment, bytes }: { readonly segment: number; readonly bytes: number }): void {
    const isBehind = (mark: { readonly segment: number; readonly bytes: number }): boolean =>
      mark.segment > segment || (mark.segment === segment && mark.bytes > bytes);
    const all = !isBehind(this.#written);
    const kept = all ? this.#marks.length : this.#marks.findIndex(isBehind);
    this.#marks.splice(0, kept === -1 ? this.#marks.length - 1 : kept);
  }
}
