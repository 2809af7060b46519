// SPDX-License-Identifier: Apache-2.0
/**
 * The thread that takes records from the spool to the database, with a connection of its own.
 *
 * shipping → (nothing to ship) idle → (written, or a moment later) shipping; shipping → (the database is away) waiting →
 * (a growing pause) shipping; any → (told to finish, and nothing left or the database away) ended
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { syncFolderNow } from '../../store/durable-files.ts';
import { createKysely, createPool } from '../../store/pool.ts';
import { readStretch, type Stretch } from './read-segment.ts';
import { type FromShipper, isShipSetup, isToShipper, type ShipSetup } from './ship-messages.ts';
import { forgetPosition, makeDays, readPosition, shipBatch } from './ship-store.ts';
import { listSegments, type NodeFolder, type SegmentFile } from './spool-folder.ts';
import type { JournalTables } from './tables.ts';

type Source = {
  readonly segment: SegmentFile;
  readonly node: NodeFolder;
  readonly end: number;
  readonly isComplete: boolean;
};

const LEAST_PAUSE_MS = 100;
const MOST_PAUSE_MS = 5000;
const IDLE_MS = 1000;
const ALL = Number.POSITIVE_INFINITY;

class Shipper {
  readonly #setup: ShipSetup;
  readonly #pool;
  readonly #db;
  /** Nothing of the own folder below this is written any more; what it held before this process began is complete. */
  #active = { segment: 0, bytes: 0 };
  /** Position of the segment that is being shipped. */
  #at: { readonly file: string; readonly shipped: number } | undefined;
  #mostRecords = ALL;
  #daysMadeTo = 0;
  readonly #finishing = new AbortController();
  #hasNews = false;
  #wake = (): void => undefined;

  constructor(setup: ShipSetup) {
    this.#setup = setup;
    this.#pool = createPool(setup.connection);
    this.#db = createKysely<JournalTables>(this.#pool);
  }

  told(message: unknown): void {
    if (!isToShipper(message)) return;
    if (message.kind === 'finish') this.#finishing.abort();
    else this.#active = { segment: message.segment, bytes: message.bytes };
    this.#hasNews = true;
    this.#wake();
  }

  async run(): Promise<void> {
    let pauseMs = LEAST_PAUSE_MS;
    for (;;) {
      try {
        const active = this.#active;
        const source = await this.#nextSource();
        if (source) await this.#ship(source);
        else {
          say({ kind: 'caught-up', reached: active });
          if (this.#finishing.signal.aborted) break;
          await this.#idle();
        }
        pauseMs = LEAST_PAUSE_MS;
      } catch (error) {
        this.#at = undefined;
        say({ kind: 'waiting', code: codeOf(error) });
        if (this.#finishing.signal.aborted) break;
        await sleep(pauseMs, undefined, { signal: this.#finishing.signal }).catch(() => undefined);
        pauseMs = Math.min(MOST_PAUSE_MS, pauseMs * 2);
      }
    }
    await this.#pool.end();
    say({ kind: 'finished' });
  }

  async #idle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    if (!this.#hasNews) await Promise.race([promise, sleep(IDLE_MS)]);
    this.#hasNews = false;
  }

  /** The oldest segment with something to ship. Those that are done are removed on the way. */
  async #nextSource(): Promise<Source | undefined> {
    const { own, inherited } = this.#setup;
    for (const node of [...inherited, own]) {
      for (const segment of listSegments(node.folder)) {
        const isActive = node === own && segment.number >= this.#active.segment;
        if (isActive && segment.number > this.#active.segment) break;
        const end = isActive ? this.#active.bytes : segment.bytes;
        const shipped = await this.#shippedOf(node, segment);
        if (shipped < end) return { segment, node, end, isComplete: !isActive };
        if (!isActive) await this.#remove(node, segment);
      }
    }
    return undefined;
  }

  async #shippedOf({ node }: NodeFolder, { file, number }: SegmentFile): Promise<number> {
    if (this.#at?.file !== file) {
      const shipped = await readPosition(this.#db, { node, segment: number });
      this.#at = { file, shipped };
    }
    return this.#at.shipped;
  }

  async #remove({ node, folder }: NodeFolder, { file, number, bytes }: SegmentFile): Promise<void> {
    rmSync(file, { force: true });
    // Were the file to come back after a power cut, with its position forgotten, it would be taken over twice.
    syncFolderNow(folder);
    say({ kind: 'freed', bytes });
    await forgetPosition(this.#db, { node, segment: number });
  }

  async #ship(source: Source): Promise<void> {
    const { segment, node, end, isComplete } = source;
    const from = this.#at?.shipped ?? 0;
    const stretch = readStretch(segment.file, { from, end, isComplete, mostRecords: this.#mostRecords });
    if (stretch.to === from) throw new Error('A segment holds the beginning of a record and no end.');
    const batch = { node: node.node, segment: segment.number, from, to: stretch.to, records: stretch.records };
    switch (await shipBatch(this.#db, batch)) {
      case 'shipped':
        this.#shipped(source, stretch);
        return;
      case 'moved':
        this.#at = undefined;
        return;
      case 'no-day':
        if (!(await this.#hasDays(stretch))) await this.#narrow(source, stretch);
        return;
      case 'refused':
        await this.#narrow(source, stretch);
        return;
    }
  }

  /** False when a record names no day, or has none though its partition was made a moment ago. */
  async #hasDays({ records, to }: Stretch): Promise<boolean> {
    const again = this.#daysMadeTo === to;
    this.#daysMadeTo = to;
    return !again && records !== undefined && (await makeDays(this.#db, records));
  }

  #shipped({ segment, node }: Source, { count, torn, to }: Stretch): void {
    this.#at = { file: segment.file, shipped: to };
    this.#mostRecords = this.#mostRecords * 2 > 65_536 ? ALL : this.#mostRecords * 2;
    say({ kind: 'shipped', records: count, torn });
    if (node === this.#setup.own) say({ kind: 'caught-up', reached: { segment: segment.number, bytes: to } });
  }

  /** One record that the database refuses must not hold up the others: the batch is halved until it stands alone. */
  async #narrow({ segment, node }: Source, { count, to, records }: Stretch): Promise<void> {
    if (count > 1) {
      this.#mostRecords = Math.ceil(count / 2);
      return;
    }
    const from = this.#at?.shipped ?? 0;
    const { refused } = this.#setup;
    mkdirSync(refused, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(refused, `${node.node}-${segment.number}-${from}.json`), records ?? '', { mode: 0o600 });
    const passed = { node: node.node, segment: segment.number, from, to, records: undefined };
    const answer = await shipBatch(this.#db, passed);
    this.#at = answer === 'shipped' ? { file: segment.file, shipped: to } : undefined;
    if (answer === 'shipped') say({ kind: 'refused' });
  }
}

function say(message: FromShipper): void {
  parentPort?.postMessage(message);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Za-z0-9_-]{1,40}$/u.test(code) ? code : 'unknown';
}

if (isShipSetup(workerData)) {
  const shipper = new Shipper(workerData);
  parentPort?.on('message', (message: unknown) => shipper.told(message));
  await shipper.run();
  parentPort?.close();
}
