// SPDX-License-Identifier: Apache-2.0
/** Decisions to keep, made by the engine as shipped, and waiting for what a journal does in its own time. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, instantOf } from '../base/instant.ts';
import type { Decision } from '../decide/decision.ts';
import type { Event } from '../decide/event.ts';
import { type Journal, type JournalParts, openJournal } from '../screen/journal/journal.ts';
import { loadJournalPolicy } from '../screen/journal/journal-policy.ts';
import { SHIPPED_POLICY_DIR } from '../screen/load.ts';
import { eventOf, SCREEN_FACTS, shippedEngine, TEST_NOW } from './engine.ts';

export const HARMLESS = { kind: 'text', from: '+447700900123', to: '+447700900999', body: 'See you at eight then.' };
export const SCAM = {
  kind: 'text',
  from: '+447700900124',
  to: '+447700900998',
  body: 'Your parcel is held. Pay the customs fee of 1.99 now at https://parcel-fee.example-pay.top/pay or it is returned.',
};

export type Decided = { readonly event: Event; readonly decision: Decision };

export function decided(fields: Readonly<Record<string, unknown>>, at: Instant = TEST_NOW): Decided {
  const event = eventOf(fields);
  const decision = shippedEngine().screener.screen(event, SCREEN_FACTS);
  return { event, decision: { ...decision, at: new Date(at).toISOString() } };
}

export type JournalOptions = Pick<JournalParts, 'data' | 'connection'> & Partial<JournalParts>;

export function openTestJournal(options: JournalOptions): Journal & AsyncDisposable {
  const quiet = (): void => undefined;
  const journal = openJournal({
    policy: loadJournalPolicy(SHIPPED_POLICY_DIR),
    clock: () => instantOf(TEST_NOW),
    random: (length) => randomBytes(length),
    log: { info: quiet, warn: quiet, error: quiet },
    ...options,
  });
  return { ...methodsOf(journal), [Symbol.asyncDispose]: journal.close };
}

function methodsOf(journal: Journal): Journal {
  const { keep, keepFrames, keeping, written, durable, room, state, figures, close } = journal;
  return { keep, keepFrames, keeping, written, durable, room, state, figures, close };
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (performance.now() < endMs) {
    if (await holds()) return;
    await sleep(20);
  }
  throw new Error(`Not within ${withinMs} ms: ${what}`);
}
