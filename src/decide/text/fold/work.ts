// SPDX-License-Identifier: Apache-2.0
/**
 * The buffer that one text passes through: parallel arrays of code points, their kinds and their source spans in the raw
 * text. It is reused from text to text, so that folding allocates only its result. Steps never lengthen it: they
 * replace units and kill others; `compact` closes the gaps.
 */
import { Tally } from './marks.ts';

/** Kind of a unit that a step has removed. */
export const DEAD = 31;

export type Work = {
  codes: Uint32Array;
  kinds: Uint8Array;
  /** Raw UTF-16 offsets of each unit's source, half-open, both non-decreasing. */
  starts: Uint32Array;
  ends: Uint32Array;
  /** 1 where a unit belongs to a link or an address, which steps for running text leave alone. */
  guarded: Uint8Array;
  length: number;
  /** Bit `1 << kind` for every kind in the buffer. */
  present: number;
  /** Units killed since the last `compact`. */
  dead: number;
  /** Whether the buffer differs from the text that was read. */
  changed: boolean;
  /** Whether a step that needs context changed anything, so that another round may find more. */
  undone: boolean;
  /** Whether Han characters stand in Japanese or Korean text, which steps for Chinese leave alone. */
  notChinese: boolean;
  /** Set in every round after the first, for findings that stay in the text and count once. */
  rereading: boolean;
  readonly tally: Tally;
};

export function createWork(): Work {
  const size = 1024;
  return {
    codes: new Uint32Array(size),
    kinds: new Uint8Array(size),
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
    guarded: new Uint8Array(size),
    length: 0,
    present: 0,
    dead: 0,
    changed: false,
    undone: false,
    notChinese: false,
    rereading: false,
    tally: new Tally(),
  };
}

export function clearWork(work: Work): void {
  work.length = 0;
  work.present = 0;
  work.dead = 0;
  work.changed = false;
}

/** Makes room for at least `size` units, keeping what is there. */
export function growWork(work: Work, size: number): void {
  if (size <= work.codes.length) return;
  const roomy = size + (size >> 1);
  work.codes = copyInto(new Uint32Array(roomy), work.codes);
  work.starts = copyInto(new Uint32Array(roomy), work.starts);
  work.ends = copyInto(new Uint32Array(roomy), work.ends);
  const kinds = new Uint8Array(roomy);
  kinds.set(work.kinds);
  work.kinds = kinds;
  work.guarded = new Uint8Array(roomy);
}

function copyInto(target: Uint32Array<ArrayBuffer>, source: Uint32Array): Uint32Array<ArrayBuffer> {
  target.set(source);
  return target;
}

/** A step that needs context has changed a unit. */
export function noteUndone(work: Work): void {
  work.changed = true;
  work.undone = true;
}

/** Marks a unit as removed. */
export function kill(work: Work, index: number): void {
  if (work.kinds[index] === DEAD) return;
  work.kinds[index] = DEAD;
  work.codes[index] = 0;
  work.dead += 1;
  noteUndone(work);
}

/** Puts one character in the place of the units `from` to `to` (exclusive); its source is all of theirs. */
export function replaceUnits(work: Work, from: number, to: number, code: number, kind: number): void {
  work.codes[from] = code;
  work.kinds[from] = kind;
  work.present |= 1 << kind;
  work.ends[from] = work.ends[to - 1] ?? 0;
  noteUndone(work);
  for (let index = from + 1; index < to; index += 1) kill(work, index);
}

/** Closes the gaps that removed units left. */
export function compact(work: Work): void {
  if (work.dead === 0) return;
  const { codes, kinds, starts, ends, guarded, length } = work;
  let write = 0;
  for (let read = 0; read < length; read += 1) {
    const kind = kinds[read] ?? DEAD;
    if (kind === DEAD) continue;
    codes[write] = codes[read] ?? 0;
    kinds[write] = kind;
    starts[write] = starts[read] ?? 0;
    ends[write] = ends[read] ?? 0;
    guarded[write] = guarded[read] ?? 0;
    write += 1;
  }
  work.length = write;
  work.dead = 0;
}

/** The units `from` to `to` as a string, for look-ups in small tables. */
export function textBetween(work: Work, from: number, to: number): string {
  let text = '';
  for (let index = from; index < to; index += 1) {
    if (work.kinds[index] !== DEAD) text += String.fromCodePoint(work.codes[index] ?? 0);
  }
  return text;
}
