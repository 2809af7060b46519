// SPDX-License-Identifier: Apache-2.0
/**
 * One folded form for all the ways in which a text can be disguised. `foldText` undoes look-alike, invisible and
 * styled characters, signs for letters, split words, number forms, Chinese homophones and hidden links, and says what it
 * undid and where. Other code reads the raw text and the folded one; offsets of the second lead back into the first.
 *
 * Contract: never throws; idempotent (`foldText(foldText(x).text).text === foldText(x).text`); time and memory linear in
 * the length; the same answer on every engine. Case and width always fold, Latin, Greek and Cyrillic accents too
 * (Vietnamese included: "Cảnh báo" becomes "canh bao"), traditional Chinese becomes simplified; otherwise honest text of
 * any script stays as it is.
 */
import { type Origin, readCharacters } from './characters.ts';
import { joinHan } from './han-split.ts';
import { readHanNumbers, readLetterDigits } from './han-numbers.ts';
import { simplifyHan } from './han-variants.ts';
import { undoHomophones } from './homophones.ts';
import { undoLeet } from './leet.ts';
import { guardLinks, refangLinks } from './links.ts';
import { type MarkFound, NONE } from './marks.ts';
import { isPlain } from './plain.ts';
import { rejoinLetters } from './rejoin.ts';
import { undoLookAlikes } from './scripts.ts';
import { createWork, type Work } from './work.ts';

export type FoldedText = {
  /** The input, lone surrogates replaced by U+FFFD. */
  readonly raw: string;
  /** The folded form, lower case. */
  readonly text: string;
  /** `starts[i]`: UTF-16 offset in `raw` where the source of unit `i` of `text` begins; never decreasing. */
  readonly starts: Uint32Array;
  /** `ends[i]`: where that source ends, exclusive; greater than `starts[i]`, never decreasing. */
  readonly ends: Uint32Array;
  /** What was undone, how often, and its first place in `raw`. */
  readonly marks: readonly MarkFound[];
};

// One round undoes; a second sees what the first brought to light (letters joined, then read as signs). Texts made to need
// more than this many rounds keep the form of the first step, which is itself a fixed point.
const MOST_ROUNDS = 6;

const WORK = createWork();

export function foldText(input: string): FoldedText {
  const raw = input.isWellFormed() ? input : input.toWellFormed();
  if (isPlain(raw)) return plainText(raw);
  WORK.tally.clear();
  readCharacters(WORK, raw, undefined);
  let result = takeResult(WORK, raw, raw, undefined);
  const first = result;
  for (let round = 0; ; round += 1) {
    WORK.changed = false;
    undoInContext(WORK);
    if (!WORK.changed) return { ...result, marks: WORK.tally.read() };
    const folded = takeResult(WORK, raw, result.text, undefined);
    if (folded.text === result.text) return { ...result, marks: WORK.tally.read() };
    result = folded;
    if (round === MOST_ROUNDS) return { ...first, marks: WORK.tally.read() };
    readCharacters(WORK, result.text, result);
    if (WORK.changed) result = takeResult(WORK, raw, result.text, result);
  }
}

/** The steps that need context, in an order in which each works on what those before it brought to light. */
function undoInContext(work: Work): void {
  undoLookAlikes(work);
  simplifyHan(work);
  refangLinks(work);
  guardLinks(work);
  rejoinLetters(work);
  undoLeet(work);
  joinHan(work);
  undoHomophones(work);
  readHanNumbers(work);
  readLetterDigits(work);
}

/** Half-open span of `text` → half-open UTF-16 span of `raw`; an empty one stays empty, at the same place. */
export function spanInRaw(
  folded: FoldedText,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  const size = folded.text.length;
  const first = Math.min(Math.max(from, 0), size);
  const last = Math.min(Math.max(to, first), size);
  if (first === size) return { start: folded.raw.length, end: folded.raw.length };
  const start = folded.starts[first] ?? 0;
  return { start, end: last > first ? (folded.ends[last - 1] ?? start) : start };
}

// 0, 1, 2 …: offsets of a text that folds unit by unit.
let identity = new Uint32Array(0);

function countUp(size: number): void {
  identity = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) identity[index] = index;
}

function plainText(raw: string): FoldedText {
  const size = raw.length;
  if (size + 1 > identity.length) countUp(Math.max(1024, 2 * size));
  const starts = identity.slice(0, size);
  const ends = identity.slice(1, size + 1);
  return { raw, text: raw.toLowerCase(), starts, ends, marks: NONE };
}

/** The buffer as text with offsets per UTF-16 unit. `before` is the text it was read from, returned if nothing changed. */
function takeResult(work: Work, raw: string, before: string, origin: Origin | undefined): FoldedText {
  const { codes, length } = work;
  let size = length;
  for (let index = 0; index < length; index += 1) if ((codes[index] ?? 0) > 0xffff) size += 1;
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const units = new Uint16Array(size);
  let at = 0;
  for (let index = 0; index < length; index += 1) {
    const code = codes[index] ?? 0;
    starts[at] = work.starts[index] ?? 0;
    ends[at] = work.ends[index] ?? 0;
    if (code > 0xffff) {
      units[at] = 0xd800 + ((code - 0x10000) >> 10);
      at += 1;
      starts[at] = work.starts[index] ?? 0;
      ends[at] = work.ends[index] ?? 0;
      units[at] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    } else units[at] = code;
    at += 1;
  }
  const text = !work.changed && origin === undefined ? before : textOf(units);
  return { raw, text, starts, ends, marks: NONE };
}

const SLICE = 8192;

function textOf(units: Uint16Array): string {
  if (units.length <= SLICE) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += SLICE) text += String.fromCharCode(...units.subarray(at, at + SLICE));
  return text;
}
