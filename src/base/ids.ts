// SPDX-License-Identifier: Apache-2.0
/** Ids: branded, prefixed, made and parsed only here. Randomness is an argument, so that this folder stays pure. */
import { type Brand, brand } from './brand.ts';

export type EventId = Brand<string, 'EventId'>;
export type DecisionId = Brand<string, 'DecisionId'>;

/** Fills a fresh array with `length` random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

// 1–64 of these: the id form shared by events and facts.
const ID_FORM = /^[A-Za-z0-9._:-]{1,64}$/u;

export function parseEventId(text: string): EventId | undefined {
  return ID_FORM.test(text) ? brand<EventId>(text) : undefined;
}

export function newEventId(random: RandomBytes): EventId {
  return brand<EventId>(`evt_${hex(random(12))}`);
}

export function newDecisionId(random: RandomBytes): DecisionId {
  return brand<DecisionId>(`dec_${hex(random(12))}`);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}
