// SPDX-License-Identifier: Apache-2.0
/**
 * The one door: every event of every channel, from shell, HTTP or network, becomes a decision here and nowhere else. The
 * ruling is pure; this file adds what is not: identity, time and cost.
 */
import type { Clock } from '../base/instant.ts';
import { formatInstant } from '../base/instant.ts';
import { newDecisionId, newEventId, type RandomBytes } from '../base/ids.ts';
import type { Decider } from '../decide/decide.ts';
import type { Decision } from '../decide/decision.ts';
import type { Event } from '../decide/event.ts';
import type { Facts } from '../decide/facts.ts';
import type { Stamp } from '../decide/parse-event.ts';

export type Screener = {
  /** Decides one event. Never throws on an event that `parseEvent` made. */
  readonly screen: (event: Event, facts: Facts) => Decision;
  /** Fills in the id and time that a sender left out. */
  readonly stamp: Stamp;
};

export type ScreenerParts = {
  readonly decider: Decider;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** A monotonic clock in microseconds. */
  readonly monotonicMicros: () => number;
};

export function createScreener({ decider, clock, random, monotonicMicros }: ScreenerParts): Screener {
  return {
    stamp: { id: () => newEventId(random), at: clock },
    screen(event, facts) {
      const startedMicros = monotonicMicros();
      const ruling = decider.decide(event, facts);
      const micros = Math.round(monotonicMicros() - startedMicros);
      return { id: newDecisionId(random), ...ruling, at: formatInstant(clock()), micros };
    },
  };
}
