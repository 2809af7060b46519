// SPDX-License-Identifier: Apache-2.0
/**
 * Records on their way to the disk. Whoever appends one never waits: it goes into memory, and the group that has gathered there
 * is written at once and synced every few milliseconds. A disk that takes nothing for a while costs memory up to a bound; beyond
 * it new records are lost and counted. When it takes them again a new segment goes on where whole records ended.
 *
 * ok → (a write or a sync fails) disk-full | read-only | failing → (the next write or sync succeeds) ok
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/instant.ts';
import { FrameBuffer, type Frames, wholeFrames } from './frames.ts';
import { createSegment, type OpenSegment, type SpoolTrouble, troubleOf } from './segment.ts';
import { listSegments } from './spool-folder.ts';
import { Waiters } from './waiters.ts';

/** Counts records from 1 in the order of their keeping; 0 for one that was lost. */
export type Ticket = number;

export type SpoolBounds = {
  /** Bytes that may wait in memory while the disk does not take them. */
  readonly memoryBytes: number;
  /** Bytes that may lie on the disk while the database does not take them. */
  readonly spoolBytes: number;
  readonly segmentBytes: number;
  readonly segmentMs: number;
};

export const SPOOL_BOUNDS: SpoolBounds = {
  memoryBytes: 32 * 2 ** 20,
  spoolBytes: 8 * 2 ** 30,
  segmentBytes: 8 * 2 ** 20,
  segmentMs: 600_000,
};

export type SpoolParts = {
  readonly folder: string;
  readonly bounds: SpoolBounds;
  readonly clock: Clock;
  /** Records up to here are with the kernel: a number of a segment and bytes of it. */
  readonly onWritten: (segment: number, bytes: number) => void;
};

export type SpoolFigures = {
  readonly records: number;
  readonly lost: number;
  readonly waitingBytes: number;
  readonly spoolBytes: number;
  readonly syncs: number;
  readonly syncFailures: number;
};

// Between two syncs: at least so long that a group gathers, at most so long that a crash of the machine costs little.
const LEAST_SYNC_MS = 2;
const MOST_SYNC_MS = 50;
const RETRY_MS = 250;
const MOST_ROOM_MS = 2000;

export class Spool {
  readonly #parts: SpoolParts;
  readonly #written = new Waiters();
  readonly #durable = new Waiters();
  /** What was written when somebody waited in vain. */
  #vainAt = -1;
  #filling = new FrameBuffer();
  #leaving = new FrameBuffer();
  #segment: OpenSegment | undefined;
  /** Full segments that are not synced yet. */
  readonly #retired: OpenSegment[] = [];
  #nextNumber: number;
  #accepted = 0;
  #lost = 0;
  #syncs = 0;
  #syncFailures = 0;
  #spoolBytes: number;
  #writeTrouble: SpoolTrouble | undefined;
  #syncTrouble: SpoolTrouble | undefined;
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  #lastSyncMs = LEAST_SYNC_MS;
  #closed = false;

  constructor(parts: SpoolParts, heldBytes: number) {
    this.#parts = parts;
    this.#nextNumber = (listSegments(parts.folder).at(-1)?.number ?? 0) + 1;
    this.#spoolBytes = heldBytes;
  }

  /** Segments below this one are complete until the next record is written. */
  get nextNumber(): number {
    return this.#nextNumber;
  }

  get trouble(): SpoolTrouble | 'spool-full' | undefined {
    return this.#writeTrouble ?? this.#syncTrouble ?? (this.#isSpoolFull() ? 'spool-full' : undefined);
  }

  figures(): SpoolFigures {
    return {
      records: this.#accepted,
      lost: this.#lost,
      waitingBytes: this.#filling.length + this.#leaving.length,
      spoolBytes: this.#spoolBytes,
      syncs: this.#syncs,
      syncFailures: this.#syncFailures,
    };
  }

  append(json: string): Ticket {
    if (!this.#takes(1)) return 0;
    this.#filling.append(json);
    return this.#accept(1);
  }

  appendFrames(frames: Frames): Ticket {
    if (frames.count === 0 || !this.#takes(frames.count)) return 0;
    this.#filling.appendFrames(frames);
    return this.#accept(frames.count);
  }

  /** Whether the record is with the kernel within so long: it then survives the end of this process. */
  async written(ticket: Ticket, withinMs: number): Promise<boolean> {
    if (ticket > 0 && ticket <= this.#written.reached) return true;
    // A disk that refuses, or took nothing since the last one waited in vain, is waited for by nobody.
    if (ticket === 0 || this.#writeTrouble !== undefined || this.#vainAt === this.#written.reached) return false;
    const inTime = await this.#written.wait(ticket, withinMs);
    if (!inTime) this.#vainAt = this.#written.reached;
    return inTime;
  }

  /** Whether the record is on the disk within so long: it then survives the end of the machine. */
  async durable(ticket: Ticket, withinMs: number): Promise<boolean> {
    return ticket > 0 && this.#durable.wait(ticket, withinMs);
  }

  /** Waits, within bounds, until half of the memory is free; not for a disk in trouble, which may be so for hours. */
  async room(): Promise<void> {
    const untilMs = performance.now() + MOST_ROOM_MS;
    while (this.figures().waitingBytes > this.#parts.bounds.memoryBytes / 2) {
      if (this.trouble !== undefined || performance.now() > untilMs) return;
      await sleep(5);
    }
  }

  /** The database has a segment of so many bytes, which is gone. */
  freed(bytes: number): void {
    this.#spoolBytes -= bytes;
  }

  /** Ends a segment whose time is over though nothing more is written: its file can then go once it was shipped. */
  endOldSegment(): void {
    const { clock, bounds, onWritten } = this.#parts;
    const segment = this.#segment;
    const isQuiet = this.#writing === undefined && this.#syncing === undefined;
    if (!segment || !isQuiet || segment.bytes === 0 || clock() - segment.openedMs < bounds.segmentMs) return;
    this.#segment = undefined;
    void segment.handle.close().catch(() => undefined);
    onWritten(this.#nextNumber, 0);
  }

  /** Writes and syncs what is left, unless the disk is in trouble. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.#syncing;
    const left = this.#segment ? [...this.#retired, this.#segment] : this.#retired;
    await Promise.all(left.splice(0).map(async ({ handle }) => handle.close().catch(() => undefined)));
    this.#segment = undefined;
  }

  #isSpoolFull(): boolean {
    return this.#spoolBytes >= this.#parts.bounds.spoolBytes;
  }

  #takes(count: number): boolean {
    const waiting = this.#filling.length + this.#leaving.length;
    if (!this.#closed && waiting < this.#parts.bounds.memoryBytes && !this.#isSpoolFull()) return true;
    this.#lost += count;
    return false;
  }

  #accept(count: number): Ticket {
    this.#accepted += count;
    this.#writing ??= this.#write();
    return this.#accepted;
  }

  /** Writes groups until none is left. */
  async #write(): Promise<void> {
    await setImmediate();
    while (this.#filling.length > 0) {
      [this.#filling, this.#leaving] = [this.#leaving, this.#filling];
      await this.#writeGroup();
    }
    this.#writing = undefined;
  }

  async #writeGroup(): Promise<void> {
    while (this.#leaving.length > 0) {
      const segment = await this.#openSegment();
      const done = segment ? await this.#writeTo(segment) : 0;
      const group = this.#leaving.view();
      const whole = done === group.length ? { bytes: done, count: this.#leaving.count } : wholeFrames(group, done);
      this.#leaving.drop(whole.bytes, whole.count);
      if (segment && whole.count > 0) this.#account(segment, whole.bytes, whole.count);
      if (this.#leaving.length === 0) break;
      if (segment) await this.#cutBack(segment);
      if (this.#closed) {
        this.#lost += this.#leaving.count;
        this.#leaving.drop(this.#leaving.length, this.#leaving.count);
        return;
      }
      await sleep(RETRY_MS);
    }
  }

  /** Bytes of the group that the disk took. */
  async #writeTo({ handle }: OpenSegment): Promise<number> {
    const group = this.#leaving.view();
    let done = 0;
    try {
      while (done < group.length) done += (await handle.write(group, done, group.length - done)).bytesWritten;
      this.#writeTrouble = undefined;
    } catch (error) {
      this.#writeTrouble = troubleOf(error);
    }
    return done;
  }

  #account(segment: OpenSegment, bytes: number, count: number): void {
    segment.bytes += bytes;
    this.#spoolBytes += bytes;
    this.#written.reach(this.#written.reached + count);
    this.#parts.onWritten(segment.number, segment.bytes);
    this.#syncing ??= this.#sync();
  }

  async #openSegment(): Promise<OpenSegment | undefined> {
    const { bounds, folder, clock } = this.#parts;
    const now = clock();
    const old = this.#segment;
    if (old && old.bytes < bounds.segmentBytes && now - old.openedMs < bounds.segmentMs) return old;
    if (old) this.#retired.push(old);
    this.#segment = undefined;
    const number = Math.max(this.#nextNumber, now);
    try {
      this.#segment = await createSegment(folder, number, now);
      this.#nextNumber = number + 1;
    } catch (error) {
      this.#writeTrouble = troubleOf(error);
      // A name that exists already, or whose making failed half way, is not tried twice.
      this.#nextNumber = number + 1;
    }
    return this.#segment;
  }

  /** Takes off the half record that a failed write left. Where that fails too, a new segment goes on. */
  async #cutBack(segment: OpenSegment): Promise<void> {
    try {
      await segment.handle.truncate(segment.bytes);
    } catch {
      this.#retired.push(segment);
      this.#segment = undefined;
    }
  }

  /** Syncs until what is durable has caught up with what is written. */
  async #sync(): Promise<void> {
    while (this.#durable.reached < this.#written.reached) {
      await sleep(this.#closed ? 0 : Math.min(MOST_SYNC_MS, Math.max(LEAST_SYNC_MS, this.#lastSyncMs)));
      const target = this.#written.reached;
      const startedMs = performance.now();
      try {
        for (const retired of this.#retired.splice(0)) {
          await retired.sync().finally(async () => retired.handle.close());
        }
        await this.#segment?.sync();
        this.#syncTrouble = undefined;
      } catch (error) {
        // The kernel tells of pages that it lost once, and the next sync succeeds without them: so failures are counted.
        this.#syncTrouble = troubleOf(error);
        this.#syncFailures += 1;
        if (this.#closed) break;
        await sleep(RETRY_MS);
      }
      this.#lastSyncMs = performance.now() - startedMs;
      this.#syncs += 1;
      if (this.#syncTrouble === undefined) this.#durable.reach(target);
    }
    this.#syncing = undefined;
  }
}
