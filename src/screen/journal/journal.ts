// SPDX-License-Identifier: Apache-2.0
/**
 * Every decision remembered. `keep` reduces one to what policy allows, and hands it to the spool; a thread of its own takes the
 * spool to PostgreSQL. Nobody who decides waits for any of it: what cannot be kept is counted, and the state says why.
 *
 * ok → (records wait for the database) behind → (caught up) ok; ok, behind → (the spool's disk refuses) disk-full | read-only |
 * failing | spool-full → (it takes them again) ok. It recovers by itself from each of them.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomBytes } from '../../base/ids.ts';
import type { Clock } from '../../base/instant.ts';
import type { Decision } from '../../decide/decision.ts';
import type { Event } from '../../decide/event.ts';
import type { Door } from '../../decide/facts.ts';
import type { Connection, StoreLog } from '../../store/store.ts';
import type { Frames } from './frames.ts';
import type { JournalPolicy } from './journal-policy.ts';
import { openKeyRing } from './key-ring.ts';
import { createRecorder, type Keeping, type Recorder } from './record.ts';
import { Shipper, type ShipFigures } from './shipper.ts';
import { claimSpool, listSegments, type SpoolPlace } from './spool-folder.ts';
import { Spool, SPOOL_BOUNDS, type SpoolBounds, type SpoolFigures, type Ticket } from './spool.ts';

export const JOURNAL_STATES = ['ok', 'behind', 'disk-full', 'read-only', 'failing', 'spool-full'] as const;
export type JournalState = (typeof JOURNAL_STATES)[number];

/**
 * So long may an answer wait for its record to be out of this process. A disk that works takes milliseconds, with a busy machine
 * tens of them; only one that hangs takes longer, and then one answer alone waits for it.
 */
export const ANSWER_WITHIN_MS = 1000;

export type Journal = {
  /** Remembers a decision. Never waits, never throws. */
  readonly keep: (event: Event, decision: Decision, door: Door) => Ticket;
  /** What was decided, and made records of, in another thread. */
  readonly keepFrames: (frames: Frames) => Ticket;
  /** What another thread needs to make records; good for a few minutes. */
  readonly keeping: () => Keeping;
  /** True once the record survives the end of this process; false when that takes longer or the record was lost. */
  readonly written: (ticket: Ticket, withinMs: number) => Promise<boolean>;
  /** True once the record survives the end of the machine. */
  readonly durable: (ticket: Ticket, withinMs: number) => Promise<boolean>;
  /** For those who can hold back their traffic: waits, within bounds, while much is in memory. */
  readonly room: () => Promise<void>;
  readonly state: () => JournalState;
  readonly figures: () => JournalFigures;
  /** Writes, syncs and ships what is left, as far as disk and database take it, within some seconds. */
  readonly close: () => Promise<void>;
};

export type JournalFigures = SpoolFigures &
  ShipFigures & {
    /** Answers given before their record was written. */
    readonly late: number;
    readonly state: JournalState;
  };

export type JournalParts = {
  /** Absolute, and there. */
  readonly data: string;
  readonly connection: Connection;
  readonly policy: JournalPolicy;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: StoreLog;
  readonly bounds?: Partial<SpoolBounds>;
};

const LOOK_MS = 1000;
const TIDY_MS = 3_600_000;
const BEHIND_SECONDS = 30;
const CLOSE_MS = 5000;
const MS_PER_DAY = 86_400_000;

/** Throws what the file system throws where neither keys nor spool can be made. */
export function openJournal(parts: JournalParts): Journal {
  return new OpenJournal(parts);
}

class OpenJournal implements Journal {
  readonly #parts: JournalParts;
  readonly #place: SpoolPlace;
  readonly #ring;
  readonly #spool: Spool;
  readonly #shipper: Shipper;
  readonly #looking: NodeJS.Timeout;
  #recorder: { readonly keeping: Keeping; readonly record: Recorder };
  #shownState: JournalState = 'ok';
  #late = 0;
  #tidiedMs = 0;
  #closing: Promise<void> | undefined;

  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.#ring = openKeyRing(parts);
    this.#place = claimSpool(parts.data, parts.random);
    const { own, inherited, refused } = this.#place;
    const found = [own, ...inherited].flatMap(({ folder }) => listSegments(folder));
    const heldBytes = found.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#spool = new Spool(
      {
        folder: own.folder,
        bounds: { ...SPOOL_BOUNDS, ...parts.bounds },
        clock: parts.clock,
        onWritten: (segment, bytes) => this.#shipper.written(segment, bytes),
      },
      heldBytes,
    );
    this.#shipper = new Shipper(
      {
        setup: { connection: parts.connection, own, inherited, refused },
        clock: parts.clock,
        // Segments are numbered by the clock.
        foundFrom: heldBytes > 0 ? Math.min(...found.map(({ number }) => number)) : undefined,
        onFreed: (bytes) => this.#spool.freed(bytes),
        onWaiting: (code) => this.#tellWaiting(code),
      },
      this.#spool.nextNumber,
    );
    this.#recorder = recorderOf({ policy: parts.policy, keys: this.#ring.current() });
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
    this.#looking.unref();
  }

  keep: Journal['keep'] = (event, decision, door) => {
    const keys = this.#ring.current();
    if (keys !== this.#recorder.keeping.keys) this.#recorder = recorderOf({ policy: this.#parts.policy, keys });
    return this.#spool.append(this.#recorder.record(event, decision, door));
  };

  keepFrames: Journal['keepFrames'] = (frames) => this.#spool.appendFrames(frames);

  keeping: Journal['keeping'] = () => ({ policy: this.#parts.policy, keys: this.#ring.current() });

  written: Journal['written'] = async (ticket, withinMs) => {
    const inTime = await this.#spool.written(ticket, withinMs);
    if (!inTime) this.#late += 1;
    return inTime;
  };

  durable: Journal['durable'] = async (ticket, withinMs) => this.#spool.durable(ticket, withinMs);

  room: Journal['room'] = async () => this.#spool.room();

  state: Journal['state'] = () => {
    const { isWaiting, oldestSeconds } = this.#shipper.figures();
    return this.#spool.trouble ?? (isWaiting || oldestSeconds > BEHIND_SECONDS ? 'behind' : 'ok');
  };

  figures: Journal['figures'] = () => ({
    ...this.#spool.figures(),
    ...this.#shipper.figures(),
    late: this.#late,
    state: this.state(),
  });

  close: Journal['close'] = async () => (this.#closing ??= this.#close());

  async #close(): Promise<void> {
    clearInterval(this.#looking);
    const waiting = new AbortController();
    // A disk that hangs must not keep the process from ending.
    const late = sleep(CLOSE_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([this.#spool.close(), late]);
    waiting.abort();
    await this.#shipper.finish();
    this.#place.release();
  }

  #look(): void {
    this.#spool.endOldSegment();
    const state = this.state();
    if (state !== this.#shownState) {
      const { lost } = this.#spool.figures();
      const level = state === 'ok' ? 'info' : 'warn';
      this.#parts.log[level]({ state, lost }, 'The state of the journal changed.');
    }
    this.#shownState = state;
    const now = this.#parts.clock();
    if (now - this.#tidiedMs < TIDY_MS) return;
    this.#tidiedMs = now;
    this.#tidy();
  }

  #tidy(): void {
    try {
      const destroyed = this.#ring.destroyExpired();
      if (destroyed > 0) this.#parts.log.info({ destroyed }, 'Keys whose rows have had their time were destroyed.');
      removeOlder(this.#place.refused, this.#parts.clock() - this.#parts.policy.contents.days * MS_PER_DAY);
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'The journal could not tidy up. It tries again in an hour.');
    }
  }

  #tellWaiting(code: string | undefined): void {
    if (code === undefined) this.#parts.log.info({}, 'The journal goes on to the database.');
    else this.#parts.log.warn({ code }, 'The journal waits for the database. What is decided stays in the spool.');
  }
}

function recorderOf(keeping: Keeping) {
  return { keeping, record: createRecorder(keeping) };
}

/** What lies there is meant for whoever looks into a fault, and may live no longer than other contents. */
function removeOlder(folder: string, beforeMs: number): void {
  if (!statSync(folder, { throwIfNoEntry: false })) return;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < beforeMs) rmSync(file, { force: true });
  }
}
