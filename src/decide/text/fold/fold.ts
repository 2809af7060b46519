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
import { readCharacters } from './characters.ts';
import { joinHangul } from './hangul.ts';
import { joinHan } from './han-split.ts';
import { readHanNumbers } from './han-numbers.ts';
import { undoHomophones } from './homophones.ts';
import { undoCyrillicLeet } from './leet-cyrillic.ts';
import { undoLeet } from './leet.ts';
import { guardLinks, refangLinks } from './links.ts';
import { type MarkFound, NONE } from './marks.ts';
import { takeOffsets } from './offsets.ts';
import { isPlain } from './plain.ts';
import { rejoinLetters } from './rejoin.ts';
import { undoLookAlikes } from './scripts.ts';
import { readLetterDigits } from './letter-digits.ts';
import { turnUpright } from './upside-down.ts';
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
  WORK.rereading = false;
  readCharacters(WORK, raw, undefined);
  undoInContext(WORK);
  let result = takeResult(WORK, raw, raw);
  for (let round = 1; WORK.undone && round <= MOST_ROUNDS; round += 1) {
    WORK.rereading = true;
    readCharacters(WORK, result.text, result);
    undoInContext(WORK);
    const next = takeResult(WORK, raw, result.text);
    if (next.text === result.text) WORK.undone = false;
    result = next;
  }
  if (!WORK.undone) return result;
  readCharacters(WORK, raw, undefined);
  return takeResult(WORK, raw, raw);
}

/** The steps that need context, in an order in which each works on what those before it brought to light. */
function undoInContext(work: Work): void {
  work.undone = false;
  turnUpright(work);
  undoLookAlikes(work);
  joinHangul(work);
  refangLinks(work);
  guardLinks(work);
  rejoinLetters(work);
  undoLeet(work);
  undoCyrillicLeet(work);
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
let identity = countUp(1024);

function countUp(size: number): Uint32Array {
  const counted = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) counted[index] = index;
  return counted;
}

function plainText(raw: string): FoldedText {
  const size = raw.length;
  if (size + 1 > identity.length) identity = countUp(2 * size);
  const starts = takeOffsets(size);
  const ends = takeOffsets(size);
  starts.set(identity.subarray(0, size));
  ends.set(identity.subarray(1, size + 1));
  return { raw, text: raw.toLowerCase(), starts, ends, marks: NONE };
}

/** The buffer as text with offsets per UTF-16 unit. `before` is the text it was read from, returned if nothing changed. */
function takeResult(work: Work, raw: string, before: string): FoldedText {
  const { codes, length } = work;
  let size = length;
  for (let index = 0; index < length; index += 1) if ((codes[index] ?? 0) > 0xffff) size += 1;
  const starts = takeOffsets(size);
  const ends = takeOffsets(size);
  if (size === length) {
    starts.set(work.starts.subarray(0, size));
    ends.set(work.ends.subarray(0, size));
  } else spreadOffsets(work, starts, ends);
  return { raw, text: work.changed ? textOf(work, size) : before, starts, ends, marks: work.tally.read() };
}

/** Offsets where some characters take two units. */
function spreadOffsets(work: Work, starts: Uint32Array, ends: Uint32Array): void {
  let at = 0;
  for (let index = 0; index < work.length; index += 1) {
    const width = (work.codes[index] ?? 0) > 0xffff ? 2 : 1;
    starts.fill(work.starts[index] ?? 0, at, at + width);
    ends.fill(work.ends[index] ?? 0, at, at + width);
    at += width;
  }
}

const SLICE = 4096;
let units = new Uint16Array(SLICE);

function textOf(work: Work, size: number): string {
  if (size > units.length) units = new Uint16Array(2 * size);
  const { codes, length } = work;
  let at = 0;
  for (let index = 0; index < length; index += 1) {
    const code = codes[index] ?? 0;
    if (code > 0xffff) {
      units[at] = 0xd800 + ((code - 0x10000) >> 10);
      at += 1;
      units[at] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    } else units[at] = code;
    at += 1;
  }
  if (size <= SLICE) return charactersOf(0, size);
  let text = '';
  for (let start = 0; start < size; start += SLICE) text += charactersOf(start, Math.min(size, start + SLICE));
  return text;
}

function charactersOf(start: number, end: number): string {
  const text: unknown = Reflect.apply(String.fromCharCode, undefined, units.subarray(start, end));
  return typeof text === 'string' ? text : '';
}
