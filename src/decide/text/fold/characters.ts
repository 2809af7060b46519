// SPDX-License-Identifier: Apache-2.0
/**
 * First step, one character at a time: compatibility forms, lower case, marks of Latin, Greek and Cyrillic dropped,
 * invisible characters dropped, digits of every script to 0–9, marks of other scripts composed with their letter. Needs
 * no context but the neighbours, and is idempotent by itself.
 */
import { formOf } from './forms.ts';
import { JOINING } from './joining.ts';
import { Kind } from './kind.ts';
import { simplifyHan } from './han-variants.ts';
import { bmpEntry, CHANGES, kindIn, kindOf, tableEntry } from './kinds.ts';
import { WHOLE_CYRILLIC } from './normal-form.ts';
import { isReversible, reverseUnits } from './reversal.ts';
import { clearWork, growWork, type Work } from './work.ts';

/** Where a text that is itself a folded one came from. */
export type Origin = { readonly starts: Uint32Array; readonly ends: Uint32Array };

// UAX #15, Stream-Safe Text Format: no more than 30 marks on one base.
const MOST_MARKS = 30;
// Vietnamese stacks two marks, phonetic notation three; more is decoration that hides the word.
const HONEST_MARKS = 3;
// The longest compatibility form: U+FDFA.
const LONGEST_FORM = 18;

const LETTER_KINDS =
  (1 << Kind.latin) | (1 << Kind.cyrillic) | (1 << Kind.greek) | (1 << Kind.armenian) | (1 << Kind.alphabet);
const JOINED_KINDS = (1 << Kind.letter) | (1 << Kind.keptMark) | (1 << Kind.other);

export function readCharacters(work: Work, text: string, origin: Origin | undefined): void {
  const size = text.length;
  clearWork(work);
  growWork(work, size + LONGEST_FORM);
  const state: ReadState = { marks: 0, hidden: -1, nativeDigit: -1, override: -1 };
  let index = 0;
  while (index < size) {
    index = copyOrdinary(work, text, origin, index, state);
    if (index >= size) break;
    const code = text.codePointAt(index) ?? 0;
    const next = index + (code > 0xffff ? 2 : 1);
    const start = origin ? (origin.starts[index] ?? 0) : index;
    const end = origin ? (origin.ends[next - 1] ?? 0) : next;
    const entry = tableEntry(code);
    const kind = kindIn(entry);
    if (kind < Kind.keptMark || kind === Kind.regional) readLetter(work, text, next, code, entry, start, end, state);
    else if (kind === Kind.keptMark || kind === Kind.droppedMark) readMark(work, code, kind, start, end, state);
    else readHidden(work, code, kind, text.codePointAt(next) ?? BLANK, start, end, state);
    index = next;
  }
  endOverride(work, state);
  const { nativeDigit } = state;
  if (nativeDigit >= 0 && (work.present & (1 << Kind.letter)) === 0) {
    work.tally.add('number-form', nativeDigit, nativeDigit + 1);
  }
  if ((work.present & (1 << Kind.han)) !== 0) simplifyHan(work);
}

type ReadState = {
  /** Marks since the last base. */
  marks: number;
  /** Where a silent character stood right after a letter of an alphabet, or −1. */
  hidden: number;
  /** Where the first digit of another script stood, or −1. */
  nativeDigit: number;
  /** First unit after a right-to-left override, or −1. */
  override: number;
};

const BLANK = 32;

/** The hot loop: copies characters that fold to themselves, and capitals; stops at the first that needs thought. */
function copyOrdinary(work: Work, text: string, origin: Origin | undefined, from: number, state: ReadState): number {
  const { codes, kinds, starts, ends } = work;
  const size = text.length;
  let at = work.length;
  let present = work.present;
  let index = from;
  if (state.hidden >= 0) return from;
  for (; index < size; index += 1) {
    let code = text.charCodeAt(index);
    let entry = bmpEntry(code);
    if (entry >= Kind.jamo && entry !== Kind.letter) {
      if (code < 65 || code > 90 || code === 73) break;
      code += 32;
      entry = Kind.latin;
      work.changed = true;
    }
    codes[at] = code;
    kinds[at] = entry;
    starts[at] = origin ? (origin.starts[index] ?? 0) : index;
    ends[at] = origin ? (origin.ends[index] ?? 0) : index + 1;
    present |= 1 << entry;
    at += 1;
  }
  if (index > from) state.marks = 0;
  work.length = at;
  work.present = present;
  return index;
}

function readLetter(
  work: Work,
  text: string,
  next: number,
  code: number,
  entry: number,
  start: number,
  end: number,
  state: ReadState,
): void {
  const kind = kindIn(entry);
  state.marks = 0;
  if (state.hidden >= 0) {
    // A silent character between two letters of an alphabet was put there to split the word.
    if ((LETTER_KINDS & (1 << kind)) !== 0) work.tally.add('invisible', state.hidden, start);
    state.hidden = -1;
  }
  if ((entry & CHANGES) === 0) pushJoining(work, code, kind, start, end);
  else if (code < 128) {
    work.changed = true;
    push(work, isWrittenForL(text, next - 1, code) ? 108 : code + 32, Kind.latin, start, end);
  } else {
    growWork(work, work.length + (text.length - next) + 2 * LONGEST_FORM);
    if (pushForm(work, code, start, end) && state.nativeDigit < 0) state.nativeDigit = start;
  }
}

function push(work: Work, code: number, kind: number, start: number, end: number): void {
  const at = work.length;
  work.codes[at] = code;
  work.kinds[at] = kind;
  work.starts[at] = start;
  work.ends[at] = end;
  work.present |= 1 << kind;
  work.length = at + 1;
}

/** Pushes a character that may compose with the one before it; then both share one span. */
function pushJoining(work: Work, code: number, kind: number, start: number, end: number): void {
  const last = work.length - 1;
  if (last >= 0 && JOINING.has(code)) {
    const base = work.codes[last] ?? 0;
    const composed = (String.fromCodePoint(base) + String.fromCodePoint(code)).normalize('NFC');
    const whole = composed.codePointAt(0) ?? 0;
    if (composed.length === (whole > 0xffff ? 2 : 1)) {
      work.codes[last] = whole;
      work.kinds[last] = kindOf(whole);
      work.present |= 1 << kindOf(whole);
      work.ends[last] = end;
      work.changed = true;
      return;
    }
  }
  push(work, code, kind, start, end);
}

/** Pushes the form of a character; true if it was a digit of another script. */
function pushForm(work: Work, code: number, start: number, end: number): boolean {
  const { codes, mark } = formOf(code);
  work.changed = true;
  const before = lastKind(work);
  for (const part of codes) pushJoining(work, part, kindOf(part), start, end);
  if (mark !== undefined) work.tally.add(mark, start, end);
  const [first = 0] = codes;
  if (first < 48 || first > 57 || (code >= 0xff10 && code <= 0xff19)) return false;
  const enclosed = code >= 0x2460 && code <= 0x27ff;
  if (enclosed && before === Kind.digit) work.tally.add('number-form', start, end);
  return (
    !enclosed &&
    codes.length === 1 &&
    code > 0xff &&
    mark === undefined &&
    code !== 0x2070 &&
    (code < 0x2074 || code > 0x2089)
  );
}

function readMark(work: Work, code: number, kind: number, start: number, end: number, state: ReadState): void {
  const last = work.length - 1;
  state.marks += 1;
  if (kind === Kind.keptMark) {
    if (state.marks <= MOST_MARKS) pushJoining(work, code, kind, start, end);
    else {
      work.changed = true;
      work.tally.add('stacked-marks', start, end);
    }
    return;
  }
  work.changed = true;
  if (lastKind(work) === Kind.cyrillic && JOINING.has(code)) {
    const composed = (String.fromCodePoint(work.codes[last] ?? 0) + String.fromCodePoint(code)).normalize('NFC');
    if (WHOLE_CYRILLIC.has(composed)) work.codes[last] = composed.charCodeAt(0);
  }
  // The underline of a letter covers the marks that sat on it.
  if (last >= 0 && work.ends[last] === start) work.ends[last] = end;
  if (state.marks > HONEST_MARKS) work.tally.add('stacked-marks', start, end);
  else if (isOverlay(code) && last >= 0) work.tally.add('styled', work.starts[last] ?? 0, end);
}

/** Strokes through a letter and lines under it. */
function isOverlay(code: number): boolean {
  return (code >= 0x332 && code <= 0x338) || (code >= 0x20d2 && code <= 0x20e0);
}

function readHidden(
  work: Work,
  code: number,
  kind: number,
  nextCode: number,
  start: number,
  end: number,
  state: ReadState,
): void {
  work.changed = true;
  if (kind === Kind.joiner) readJoiner(work, code, nextCode, start, end);
  else if (kind === Kind.invisible) {
    if (!isFlagTag(work, code)) work.tally.add('invisible', start, end);
    if (code === OVERRIDE || code === END_OF_OVERRIDE) endOverride(work, state);
    if (code === OVERRIDE) state.override = work.length;
  } else if (state.hidden < 0 && (LETTER_KINDS & (1 << lastKind(work))) !== 0) state.hidden = start;
}

/** Keeps a joiner between letters of a script, or emoji, that it shapes; drops it anywhere else. */
function readJoiner(work: Work, code: number, nextCode: number, start: number, end: number): void {
  const before = lastKind(work);
  const next = tableEntry(nextCode);
  const after = kindIn(next);
  const shapes = (JOINED_KINDS & (1 << before)) !== 0 && work.length > 0 && (next & CHANGES) === 0;
  if (shapes && (JOINED_KINDS & (1 << after)) !== 0) push(work, code, Kind.joiner, start, end);
  else if ((JOINED_KINDS & (1 << before)) === 0 && before !== Kind.space) work.tally.add('invisible', start, end);
}

function lastKind(work: Work): number {
  return work.length > 0 ? (work.kinds[work.length - 1] ?? Kind.space) : Kind.space;
}

const OVERRIDE = 0x202e;
const END_OF_OVERRIDE = 0x202c;

/** What a right-to-left override shows forwards was stored backwards, up to its end or the end of the line. */
function endOverride(work: Work, state: ReadState): void {
  const from = state.override;
  if (from < 0) return;
  state.override = -1;
  const newline = work.codes.subarray(from, work.length).indexOf(10);
  const to = newline < 0 ? work.length : from + newline;
  if (!isReversible(work, from, to)) return;
  work.tally.add('reversed', work.starts[from] ?? 0, work.ends[to - 1] ?? 0);
  reverseUnits(work, from, to);
}

/** Tag characters after a black flag spell a region (England, Scotland, Wales). */
function isFlagTag(work: Work, code: number): boolean {
  return code >= 0xe0020 && code <= 0xe007f && work.length > 0 && work.codes[work.length - 1] === 0x1f3f4;
}

/**
 * A capital I that stands for l: after a letter and a small one, before a blank or the end ("emaiI"), or between small
 * letters before a vowel ("deIivery").
 */
function isWrittenForL(text: string, at: number, code: number): boolean {
  if (code !== 73 || at < 2) return false;
  if (!isSmall(text.charCodeAt(at - 1)) || !isSmall(text.charCodeAt(at - 2) | 32)) return false;
  if (at + 1 >= text.length) return true;
  const after = text.charCodeAt(at + 1);
  if (isSmall(after)) return VOWELS.includes(text.charAt(at + 1));
  return !((after >= 65 && after <= 90) || after > 127 || (after >= 48 && after <= 57) || after === 39);
}

const VOWELS = 'aeiouy';

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}
