// SPDX-License-Identifier: Apache-2.0
/** The core on links in one thread: decisions with reasons and parts of the address, and what the model alone takes of them. */
import { readFileSync } from 'node:fs';
import type { Event } from '../src/decide/event.ts';
import type { Facts } from '../src/decide/facts.ts';
import { weighLink } from '../src/decide/link/model/weigh-link.ts';
import { readLink } from '../src/decide/link/observe-link.ts';
import { parseEvent } from '../src/decide/parse-event.ts';
import { type Engine, loadEngine } from '../src/screen/load.ts';
import { type Figure, percentile, ratePerSecond } from './figure.ts';

const FACTS: Facts = { door: 'screen', readerLang: 'en', mode: 'observe' };
const SAMPLES = 100_000;

export function benchLinks(): Promise<readonly Figure[]> {
  const engine = loadEngine();
  const urls = ownLinks();
  const events = urls.flatMap((url) => eventOf(engine, url));
  const reference = ratePerSecond(2, () => urls.map((url) => URL.parse(url)?.hostname)) * urls.length;
  const decided = ratePerSecond(5, () => events.map((event) => engine.decider.decide(event, FACTS))) * events.length;
  const { hosts } = engine.policy;
  const weighed =
    ratePerSecond(3, () => urls.map((url) => weighLink(engine.models.link, readLink(url, hosts)))) * urls.length;
  const long = eventOf(engine, `https://example.org/${'a1-'.repeat(700)}?u=https://example.net/${'b/'.repeat(500)}`);
  const longest = ratePerSecond(2, () => long.map((event) => engine.decider.decide(event, FACTS))) * long.length;
  return Promise.resolve([
    { what: 'reference: URL.parse', value: reference, unit: 'links/s' },
    { what: 'decide a link with reasons and its parts', value: decided, unit: 'links/s' },
    { what: 'decide, ratio to the reference', value: decided / reference, unit: '×' },
    { what: 'read, observe and weigh only', value: weighed, unit: 'links/s' },
    { what: 'decide a link of 3,100 characters', value: longest, unit: 'links/s' },
    ...tail(engine, events),
  ]);
}

/** Our own small sites as they stand in the lists that models learn from. */
function ownLinks(): readonly string[] {
  return ['west', 'asia', 'east', 'english'].flatMap((name) =>
    readFileSync(`corpus/links/train/${name}.tsv`, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[2] ?? ''),
  );
}

function eventOf(engine: Engine, url: string): readonly Event[] {
  const parsed = parseEvent({ kind: 'link', url }, engine.screener.stamp);
  return parsed.ok ? [parsed.event] : [];
}

function tail({ decider }: Engine, events: readonly Event[]): readonly Figure[] {
  const micros = new Float64Array(SAMPLES);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const event = events[sample % events.length];
    const started = performance.now();
    if (event) decider.decide(event, FACTS);
    micros[sample] = 1000 * (performance.now() - started);
  }
  return [50, 99, 99.9].map((at) => ({ what: `one link, p${at}`, value: percentile(micros, at / 100), unit: 'µs' }));
}
