// SPDX-License-Identifier: Apache-2.0
/** A screener for tests of the lines around it: warns of a text that says "pay", and fails on one that says "throw". */
import { instantOf } from '../../base/instant.ts';
import { actionOf, type Ruling } from '../../decide/decision.ts';
import type { Event } from '../../decide/event.ts';
import { createScreener, type Screener } from '../screener.ts';

export function createSampleScreener(): Screener {
  return createScreener({
    decider: { decide },
    clock: () => instantOf(Date.UTC(2026, 0, 2)),
    random: (length) => new Uint8Array(length),
    monotonicMicros: () => 0,
  });
}

function decide(event: Event): Ruling {
  const body = event.kind === 'text' ? event.body : '';
  if (body.includes('throw')) throw new Error('a planted fault');
  const verdict = body.includes('pay') ? 'warn' : 'allow';
  return {
    eventId: event.id,
    kind: event.kind,
    verdict,
    action: actionOf(event.kind, verdict),
    score: 0.5,
    reasons: [],
    mode: 'observe',
    versions: { model: 'm', rules: 'r', policy: 'p' },
  };
}
