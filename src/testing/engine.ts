// SPDX-License-Identifier: Apache-2.0
/** The engine as shipped, loaded once for all tests of a worker, with a clock that stands still. */
import { type Instant, instantOf, parseInstant } from '../base/instant.ts';
import type { Facts } from '../decide/facts.ts';
import { parseEventText } from '../decide/parse-event.ts';
import type { Event } from '../decide/event.ts';
import { type Engine, loadEngine } from '../screen/load.ts';

export const TEST_NOW: Instant = parseInstant('2026-03-04T12:00:00Z') ?? instantOf(0);
export const SCREEN_FACTS: Facts = { door: 'screen', readerLang: 'en', mode: 'observe' };

let engine: Engine | undefined;

export function shippedEngine(): Engine {
  return (engine ??= loadEngine({ clock: () => TEST_NOW }));
}

/** The event of an object in wire shape; throws the refusal's sentence for what is none. */
export function eventOf(fields: Readonly<Record<string, unknown>>): Event {
  const parsed = parseEventText(JSON.stringify(fields), shippedEngine().screener.stamp);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.event;
}
