// SPDX-License-Identifier: Apache-2.0
/** Which verdicts of a corpus a changed rule file would flip: the live decider under both policies, event by event. */
import type { Decider } from '../../decide/decide.ts';
import { type Verdict, VERDICTS } from '../../decide/decision.ts';
import type { Event } from '../../decide/event.ts';
import type { Facts } from '../../decide/facts.ts';

export type Flip = {
  readonly eventId: string;
  readonly kind: string;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** Codes of reasons that only one side gave, or gave with another weight. */
  readonly changed: readonly string[];
};

export type BacktestReport = {
  readonly events: number;
  /** Events whose score moved without another verdict. */
  readonly moved: number;
  readonly flips: readonly Flip[];
  readonly stricter: number;
  readonly milder: number;
};

export function createBacktest(before: Decider, after: Decider, facts: Facts) {
  const flips: Flip[] = [];
  let events = 0;
  let moved = 0;
  return {
    add(event: Event): void {
      events += 1;
      const old = before.decide(event, facts);
      const fresh = after.decide(event, facts);
      if (old.verdict === fresh.verdict) {
        if (old.score !== fresh.score) moved += 1;
        return;
      }
      flips.push({
        eventId: event.id,
        kind: event.kind,
        before: old.verdict,
        after: fresh.verdict,
        scoreBefore: old.score,
        scoreAfter: fresh.score,
        changed: changedCodes(old.reasons, fresh.reasons),
      });
    },
    report(): BacktestReport {
      const stricter = flips.filter((flip) => rank(flip.after) > rank(flip.before)).length;
      return { events, moved, flips, stricter, milder: flips.length - stricter };
    },
  };
}

type Weighed = { readonly code: string; readonly weight: number };

function changedCodes(before: readonly Weighed[], after: readonly Weighed[]): readonly string[] {
  const key = ({ code, weight }: Weighed): string => `${code} ${weight}`;
  const old = new Set(before.map(key));
  const fresh = new Set(after.map(key));
  const differing = [...before.filter((one) => !fresh.has(key(one))), ...after.filter((one) => !old.has(key(one)))];
  return [...new Set(differing.map(({ code }) => code))];
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}
