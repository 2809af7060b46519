// SPDX-License-Identifier: Apache-2.0
/** Objections to answers, kept on this device only, each for 30 days. The oldest give way when there is no room. */
import type { Decision } from '../../../src/decide/decision.ts';

export type WrongNote = {
  readonly text: string;
  readonly decision: Decision;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
};

const KEY = 'tocsin-wrong';
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_NOTES = 50;

/** Those that have not expired. Expired ones are deleted by this. */
export function readNotes(nowMs: number): readonly WrongNote[] {
  const all = parseNotes(localStorage.getItem(KEY));
  const valid = all.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
  if (valid.length < all.length) writeNotes(valid);
  return valid;
}

/** At the start of each visit, so that nothing outlives its time because nobody asked for it. */
export function deleteExpiredNotes(nowMs: number): void {
  try {
    readNotes(nowMs);
  } catch {
    // Storage that is locked keeps nothing.
  }
}

/** False when this device lets nothing be kept. */
export function keepNote(text: string, decision: Decision, nowMs: number): boolean {
  const note = { text, decision, expiresAtMs: nowMs + KEPT_MS };
  let others = readNotes(nowMs).filter((other) => other.text !== text);
  others = others.slice(Math.max(0, others.length - MOST_NOTES + 1));
  while (!writeNotes([...others, note])) {
    if (others.length === 0) return false;
    others = others.slice(1);
  }
  return true;
}

export function removeNote(text: string, nowMs: number): void {
  writeNotes(readNotes(nowMs).filter((note) => note.text !== text));
}

function parseNotes(kept: string | null): readonly WrongNote[] {
  if (kept === null) return [];
  try {
    const notes: unknown = JSON.parse(kept);
    return Array.isArray(notes) ? notes.filter(isNote) : [];
  } catch {
    return [];
  }
}

function isNote(value: unknown): value is WrongNote {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'expiresAtMs' in value &&
    typeof value.expiresAtMs === 'number'
  );
}

function writeNotes(notes: readonly WrongNote[]): boolean {
  try {
    if (notes.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(notes));
    return true;
  } catch {
    return false;
  }
}
