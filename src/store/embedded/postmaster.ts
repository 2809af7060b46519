// SPDX-License-Identifier: Apache-2.0
/**
 * The postmaster, PostgreSQL's first process, kept running.
 *
 * stopped → starting → running → (it ended by itself) away → starting → … → (told) stopping → stopped
 *
 * One that a killed Tocsin left behind is ended first, in order: its settings may be those of another version. A start that
 * fails is tried again, ever more slowly, for as long as nobody stops it; why it failed is read from PostgreSQL's own log.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreLog, StoreState } from '../store.ts';
import { type Durability, serverArguments } from './cluster.ts';
import type { Place } from './place.ts';
import { type RunAs, spawnedAs } from './unprivileged.ts';

export type PostmasterParts = {
  readonly place: Place;
  readonly user: RunAs;
  readonly durability: Durability;
  readonly log: StoreLog;
  /** Resolves when the server answers a query, rejects when it does not. */
  readonly answers: () => Promise<void>;
};

const SLOWEST_RETRY_MS = 5000;
// Processes of a killed server let go of its memory when they next look up.
const LEFTOVERS_MS = 20_000;
const LOG_BYTES = 1_048_576;

export class Postmaster {
  readonly #parts: PostmasterParts;
  #state: StoreState = 'starting';
  #pid: number | undefined;
  #told = false;
  /** Where the log of this run begins. */
  #logFrom = 0;
  #watch: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();
  readonly #onExit = (): void => {
    signal(this.#pid, 'SIGINT');
  };

  constructor(parts: PostmasterParts) {
    this.#parts = parts;
  }

  get state(): StoreState {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  /** Resolves once it answers; throws what its log says when it ends instead. */
  async start(): Promise<void> {
    const { cluster, log } = this.#parts.place;
    process.on('exit', this.#onExit);
    await endLeftBehind(cluster);
    const giveUpMs = performance.now() + LEFTOVERS_MS;
    for (;;) {
      const run = this.#spawn();
      if (await this.#comesUp()) {
        this.#state = 'ready';
        this.#watch = this.#keepRunning(run);
        return;
      }
      const { passing, sentence } = lastWords(log, this.#logFrom);
      if (passing && performance.now() < giveUpMs) {
        await this.#pause(50);
        continue;
      }
      process.off('exit', this.#onExit);
      this.#state = 'closed';
      throw new Error(sentence);
    }
  }

  async stop(): Promise<void> {
    this.#told = true;
    this.#state = 'closed';
    this.#stopping.abort();
    process.off('exit', this.#onExit);
    signal(this.#pid, 'SIGINT');
    await this.#watch;
  }

  async #keepRunning(first: Promise<void>): Promise<void> {
    const { log, place } = this.#parts;
    let run = first;
    let waitMs = 100;
    for (;;) {
      await run;
      if (this.#told) return;
      const { state, sentence } = lastWords(place.log, this.#logFrom);
      this.#state = state;
      log.error({ state }, `PostgreSQL ended by itself: ${sentence} It is started again.`);
      await this.#pause(waitMs);
      waitMs = Math.min(SLOWEST_RETRY_MS, waitMs * 2);
      if (this.#told) return;
      await endLeftBehind(place.cluster);
      run = this.#spawn();
      if (!(await this.#comesUp()) || this.#told) continue;
      waitMs = 100;
      this.#state = 'ready';
      log.info({}, 'PostgreSQL answers again.');
    }
  }

  /** Whether it answered before it ended. However long it recovers: a process that runs is waited for. */
  async #comesUp(): Promise<boolean> {
    while (this.#pid !== undefined && !this.#told) {
      const answered = await this.#parts.answers().then(
        () => true,
        () => false,
      );
      if (answered) return true;
      await this.#pause(40);
    }
    return false;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  /** Resolves when the process has ended. */
  async #spawn(): Promise<void> {
    const { place, user, durability } = this.#parts;
    this.#logFrom = shorten(place.log);
    const out = openSync(place.log, 'a', 0o600);
    const child = spawn(place.programs.postgres, serverArguments(place, durability), {
      ...spawnedAs(user),
      cwd: place.folder,
      stdio: ['ignore', out, out],
      // Ctrl-C in a terminal reaches every process of the group: ours ends it when nothing needs it any more.
      detached: true,
    });
    closeSync(out);
    this.#pid = child.pid;
    return new Promise((resolve) => {
      const end = (): void => {
        this.#pid = undefined;
        resolve();
      };
      child.once('exit', end);
      child.once('error', end);
    });
  }
}

function signal(pid: number | undefined, name: 'SIGINT' | 'SIGQUIT' | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Ends the postmaster that `postmaster.pid` names, if it is one of this very cluster. */
export async function endLeftBehind(cluster: string): Promise<void> {
  const pid = leftBehind(cluster);
  if (pid === undefined) return;
  signal(pid, 'SIGINT');
  const askedMs = performance.now();
  while (signal(pid, 0)) {
    if (performance.now() - askedMs > 20_000) signal(pid, 'SIGQUIT');
    await sleep(10);
  }
}

function leftBehind(cluster: string): number | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!(pid > 1) || !signal(pid, 0)) return undefined;
  // A number may have passed to another program since: a postmaster stands in its cluster's folder.
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster ? pid : undefined;
  } catch {
    return existsSync('/proc/self/cwd') ? undefined : pid;
  }
}

/** Starts a log that has grown long anew; the length of what stays. */
function shorten(log: string): number {
  if (!existsSync(log)) return 0;
  const { size } = statSync(log);
  if (size <= LOG_BYTES) return size;
  rmSync(log);
  return 0;
}

type LastWords = {
  readonly state: StoreState;
  readonly sentence: string;
  /** Processes of a server that was killed are still ending. */
  readonly passing?: true;
};

/** Why PostgreSQL stopped, in our words. */
function lastWords(log: string, from: number): LastWords {
  const tail = existsSync(log) ? readFileSync(log).subarray(from).toString('utf8').slice(-4000) : '';
  if (/no space left on device/iu.test(tail))
    return { state: 'disk-full', sentence: 'its disk is full. Free some space.' };
  if (/read-only file system/iu.test(tail)) return { state: 'read-only', sentence: 'its disk is read-only.' };
  if (/incompatible with server|not compatible with this version/iu.test(tail))
    return { state: 'away', sentence: 'its files are of another version. Restore a backup into a new folder.' };
  if (/pre-existing shared memory block|lock file .* already exists/iu.test(tail))
    return { state: 'away', sentence: 'processes of an earlier one still hold its memory.', passing: true };
  return { state: 'away', sentence: 'its log lies beside its files (postgres.log).' };
}
