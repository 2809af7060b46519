// SPDX-License-Identifier: Apache-2.0
/**
 * The journal at full speed, with the database that ships with Tocsin: one thread decides and keeps, another ships, PostgreSQL
 * takes the rows, all on the cores of this machine. Beside it the same thread deciding alone, in the same run.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../src/base/instant.ts';
import type { Event } from '../src/decide/event.ts';
import type { Facts } from '../src/decide/facts.ts';
import { parseEvent } from '../src/decide/parse-event.ts';
import { type Journal, openJournal } from '../src/screen/journal/journal.ts';
import { loadJournalPolicy } from '../src/screen/journal/journal-policy.ts';
import { type Engine, loadEngine, SHIPPED_POLICY_DIR } from '../src/screen/load.ts';
import { openStore } from '../src/store/open-store.ts';
import { type Figure, percentile } from './figure.ts';
import { textsOfLength } from './texts.ts';

const FACTS: Facts = { door: 'screen', readerLang: 'en', mode: 'observe' };
const SECONDS = 10;
// What a busy server decides between two turns of its event loop.
const AT_ONCE = 32;

const quiet = (): void => undefined;

export async function benchJournal(): Promise<readonly Figure[]> {
  const engine = loadEngine();
  const events = eventsOf(engine);
  const data = mkdtempSync(path.join(tmpdir(), 'tocsin-bench-journal-'));
  chmodSync(data, 0o711);
  const log = { info: quiet, warn: quiet, error: quiet };
  const store = await openStore({ data, log });
  const journal = openJournal({
    data,
    connection: store.connection,
    policy: loadJournalPolicy(SHIPPED_POLICY_DIR),
    clock: () => instantOf(Date.now()),
    random: (length) => randomBytes(length),
    log,
  });
  try {
    // Until what runs hot is compiled.
    await decide(engine, events, undefined, SECONDS / 2);
    const alone = await decide(engine, events, undefined, SECONDS / 2);
    return [
      { what: 'reference: decide alone, one thread', value: alone.perSecond, unit: 'decisions/s' },
      ...(await atFullSpeed(engine, events, journal, alone)),
      ...(await atPace(engine, events, journal)),
    ];
  } finally {
    await journal.close();
    await store.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** How many were decided, and until when. With a journal every one is kept, and durable at the end. */
async function decide(engine: Engine, events: readonly Event[], journal: Journal | undefined, seconds: number) {
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  let decided = 0;
  let ticket = 0;
  while (performance.now() - startedMs < seconds * 1000) {
    for (let n = 0; n < AT_ONCE; n += 1) {
      const event = events[decided % events.length];
      if (!event) throw new Error('There are no events.');
      const decision = engine.screener.screen(event, FACTS);
      if (journal) ticket = journal.keep(event, decision, 'screen');
      decided += 1;
    }
    await setImmediate();
  }
  const durable = journal === undefined || (await journal.durable(ticket, 60_000));
  if (!durable) throw new Error('The last decision was not durable after a minute.');
  const { user, system } = process.cpuUsage(startedCpu);
  const perSecond = decided / ((performance.now() - startedMs) / 1000);
  return { decided, perSecond, cpuMicros: (user + system) / decided };
}

async function atFullSpeed(
  engine: Engine,
  events: readonly Event[],
  journal: Journal,
  alone: { readonly perSecond: number; readonly cpuMicros: number },
): Promise<readonly Figure[]> {
  const kept = await decide(engine, events, journal, SECONDS);
  const { shipped, oldestSeconds, lost, syncs } = journal.figures();
  if (lost > 0) throw new Error(`${lost} decisions were lost.`);
  const before = shipped;
  const behindMs = performance.now();
  while (journal.figures().shipped < journal.figures().records) await sleep(20);
  const caughtUpSeconds = (performance.now() - behindMs) / 1000;
  return [
    {
      what: 'decide and keep, durable at the end, database running beside',
      value: kept.perSecond,
      unit: 'decisions/s',
    },
    { what: 'ratio to deciding alone', value: kept.perSecond / alone.perSecond, unit: '×' },
    {
      what: 'processor time a decision, database apart: ratio to deciding alone',
      value: kept.cpuMicros / alone.cpuMicros,
      unit: '×',
    },
    { what: 'decisions a sync makes durable', value: kept.decided / syncs, unit: '' },
    { what: 'the database took meanwhile', value: before / SECONDS, unit: 'rows/s' },
    { what: 'how far the database was behind at the end', value: oldestSeconds, unit: 's' },
    { what: 'time until it had caught up', value: caughtUpSeconds, unit: 's' },
    { what: 'catching up', value: (kept.decided - before) / Math.max(0.001, caughtUpSeconds), unit: 'rows/s' },
  ];
}

/** At a steady 10,000 a second: how long until a decision is out of the process, and on the disk. */
async function atPace(engine: Engine, events: readonly Event[], journal: Journal): Promise<readonly Figure[]> {
  const perSecond = 10_000;
  const startedMs = performance.now();
  const written: number[] = [];
  const durable: number[] = [];
  const waits: Promise<unknown>[] = [];
  let decided = 0;
  while (decided < perSecond * SECONDS) {
    // Where it cannot be kept up the loop still turns.
    const asked = ((performance.now() - startedMs) / 1000) * perSecond;
    const due = Math.min(perSecond * SECONDS, asked, decided + AT_ONCE);
    for (; decided < due; decided += 1) {
      const event = events[decided % events.length];
      if (!event) throw new Error('There are no events.');
      const ticket = journal.keep(event, engine.screener.screen(event, FACTS), 'screen');
      if (decided % 50 !== 0) continue;
      const keptMs = performance.now();
      waits.push(
        journal.written(ticket, 60_000).then(() => written.push(performance.now() - keptMs)),
        journal.durable(ticket, 60_000).then(() => durable.push(performance.now() - keptMs)),
      );
    }
    await setImmediate();
  }
  const tookSeconds = (performance.now() - startedMs) / 1000;
  const behind = journal.figures().oldestSeconds;
  await Promise.all(waits);
  while (journal.figures().shipped < journal.figures().records) await sleep(20);
  return [
    { what: 'asked for 10,000 a second: decided', value: decided / tookSeconds, unit: 'decisions/s' },
    { what: 'out of the process (survives kill -9), median', value: shareOf(written, 0.5), unit: 'ms' },
    { what: 'out of the process, 99 %', value: shareOf(written, 0.99), unit: 'ms' },
    { what: 'on the disk (survives a power cut), median', value: shareOf(durable, 0.5), unit: 'ms' },
    { what: 'on the disk, 99 %', value: shareOf(durable, 0.99), unit: 'ms' },
    { what: 'how far the database was behind at the end', value: behind, unit: 's' },
  ];
}

function shareOf(samples: readonly number[], share: number): number {
  return percentile(Float64Array.from(samples), share);
}

function eventsOf(engine: Engine): readonly Event[] {
  return textsOfLength(2_000, 100).map((body, n) => {
    const from = `+4477009${String(n).padStart(5, '0')}`;
    const parsed = parseEvent({ kind: 'text', from, to: '+447700900999', body }, engine.screener.stamp);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    return parsed.event;
  });
}
