// SPDX-License-Identifier: Apache-2.0
/** The core in one thread: texts per second with reasons, its tail, and how cost grows with the text. */
import type { Event } from '../src/decide/event.ts';
import type { Facts } from '../src/decide/facts.ts';
import { parseEvent } from '../src/decide/parse-event.ts';
import { type Engine, loadEngine } from '../src/screen/load.ts';
import { type Figure, percentile, ratePerSecond } from './figure.ts';
import { eventLines, textsOfLength } from './texts.ts';

const FACTS: Facts = { door: 'screen', readerLang: 'en', mode: 'observe' };
const SAMPLES = 200_000;

export function benchDecide(): Promise<readonly Figure[]> {
  const engine = loadEngine();
  const reference = words(textsOfLength(2_000, 100));
  const decided = decisionsPerSecond(engine, eventsOf(engine, textsOfLength(2_000, 100)), 6);
  const figures: Figure[] = [
    { what: 'reference: lower-case, split and hash words, 100 chars', value: reference, unit: 'texts/s' },
    { what: 'decide with reasons, 100 characters', value: decided, unit: 'texts/s' },
    { what: 'decide, ratio to the reference', value: decided / reference, unit: '×' },
    {
      what: 'decide, 100 characters, nothing but scams (asks and second opinion for all)',
      value: decisionsPerSecond(engine, eventsOf(engine, textsOfLength(2_000, 100, 'en', 'scam')), 3),
      unit: 'texts/s',
    },
    ...tail(engine),
  ];
  for (const lang of ['zh', 'ko', 'th']) {
    const events = eventsOf(engine, textsOfLength(500, 100, lang));
    figures.push({
      what: `decide, 100 characters, ${lang}`,
      value: decisionsPerSecond(engine, events, 2),
      unit: 'texts/s',
    });
  }
  for (const length of [20, 100, 1_000, 10_000]) {
    const rate = decisionsPerSecond(engine, eventsOf(engine, textsOfLength(200, length)), 2);
    figures.push({ what: `cost per character at ${length} characters`, value: 1e9 / (rate * length), unit: 'ns' });
  }
  figures.push({ what: 'parse + decide + serialise, 100 characters', value: linesPerSecond(engine), unit: 'lines/s' });
  return Promise.resolve(figures);
}

function eventsOf(engine: Engine, bodies: readonly string[]): readonly Event[] {
  return bodies.map((body) => {
    const parsed = parseEvent({ kind: 'text', from: '+447700900123', body }, engine.screener.stamp);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    return parsed.event;
  });
}

function decisionsPerSecond({ decider }: Engine, events: readonly Event[], seconds: number): number {
  const batches = ratePerSecond(seconds, () => {
    for (const event of events) decider.decide(event, FACTS);
  });
  return batches * events.length;
}

function tail(engine: Engine): readonly Figure[] {
  const events = eventsOf(engine, textsOfLength(2_000, 100));
  const samples = new Float64Array(SAMPLES);
  for (let index = 0; index < SAMPLES; index += 1) {
    const event = events[index % events.length];
    if (!event) break;
    const started = performance.now();
    engine.screener.screen(event, FACTS);
    samples[index] = (performance.now() - started) * 1000;
  }
  return [0.5, 0.99, 0.999].map((share) => ({
    what: `screen one text of 100 characters, p${share * 100}`,
    value: percentile(samples, share),
    unit: 'µs',
  }));
}

function linesPerSecond({ screener }: Engine): number {
  const lines = eventLines(2_000, 100);
  const batches = ratePerSecond(3, () => {
    for (const line of lines) {
      const parsed = parseEvent(JSON.parse(line), screener.stamp);
      if (parsed.ok) JSON.stringify(screener.screen(parsed.event, FACTS));
    }
  });
  return batches * lines.length;
}

/** What any bag-of-words classifier must do at the least: the yardstick for one thread of this machine. */
function words(texts: readonly string[]): number {
  const seen = new Uint32Array(1 << 18);
  const batches = ratePerSecond(2, () => {
    for (const text of texts) {
      for (const word of text.toLowerCase().split(/\W+/u)) {
        let hash = 0x811c9dc5;
        for (let index = 0; index < word.length; index += 1)
          hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
        const bucket = hash & ((1 << 18) - 1);
        seen[bucket] = (seen[bucket] ?? 0) + 1;
      }
    }
  });
  return batches * texts.length;
}
