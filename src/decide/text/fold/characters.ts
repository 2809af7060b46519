// SPDX-License-Identifier: Apache-2.0
/**
 * First step, one character at a time: compatibility forms, lower case, marks of Latin, Greek and Cyrillic dropped,
 * invisible characters dropped, digits of every script to 0–9, marks of other scripts composed with their letter. Needs
 * no context but the neighbours, and is idempotent by itself.
 */
import { formOf } from './forms.ts';
import { JOINING } from './joining.ts';
import { Kind } from './kind.ts';
import { CHANGES, kindIn, kindOf, tableEntry } from './kinds.ts';
import { growWork, type Work } from './work.ts';

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
  work.length = 0;
  work.present = 0;
  work.dead = 0;
  work.changed = false;
  const size = text.length;
  growWork(work, size + LONGEST_FORM);
  let marks = 0;
  let hidden = -1;
  let nativeDigit = -1;
  let index = 0;
  while (index < size) {
    let code = text.charCodeAt(index);
    let next = index + 1;
    if (code >= 0xd800 && code < 0xdc00 && next < size) {
      code = 0x10000 + ((code - 0xd800) << 10) + (text.charCodeAt(next) - 0xdc00);
      next += 1;
    }
    const entry = tableEntry(code);
    const kind = kindIn(entry);
    const start = origin ? (origin.starts[index] ?? 0) : index;
    const end = origin ? (origin.ends[next - 1] ?? 0) : next;
    index = next;
    if (kind < Kind.keptMark || kind === Kind.regional) {
      marks = 0;
      if ((entry & CHANGES) === 0) {
        if (hidden >= 0) hidden = countHidden(work, hidden, kind, start);
        if (kind === Kind.jamo) pushJoining(work, code, kind, start, end);
        else push(work, code, kind, start, end);
      } else if (code < 128) {
        if (hidden >= 0) hidden = countHidden(work, hidden, Kind.latin, start);
        work.changed = true;
        push(work, isWrittenForL(text, next - 1, code) ? 108 : code + 32, Kind.latin, start, end);
      } else {
        if (hidden >= 0) hidden = countHidden(work, hidden, kind, start);
        growWork(work, work.length + (size - index) + 2 * LONGEST_FORM);
        if (pushForm(work, code, start, end)) nativeDigit = nativeDigit < 0 ? start : nativeDigit;
      }
    } else if (kind === Kind.keptMark || kind === Kind.droppedMark) {
      marks += 1;
      readMark(work, code, kind, marks, start, end);
    } else {
      work.changed = true;
      if (kind === Kind.joiner) readJoiner(work, code, index < size ? (text.codePointAt(index) ?? 32) : 32, start, end);
      else if (kind === Kind.invisible && !isFlagTag(work, code)) work.tally.add('invisible', start, end);
      else if (hidden < 0 && (LETTER_KINDS & (1 << lastKind(work))) !== 0) hidden = start;
    }
  }
  if (nativeDigit >= 0 && (work.present & (1 << Kind.letter)) === 0)
    work.tally.add('number-form', nativeDigit, nativeDigit + 1);
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

function readMark(work: Work, code: number, kind: number, marks: number, start: number, end: number): void {
  const last = work.length - 1;
  const base = lastKind(work);
  if (kind === Kind.keptMark) {
    if (marks <= MOST_MARKS) pushJoining(work, code, kind, start, end);
    else {
      work.changed = true;
      work.tally.add('stacked-marks', start, end);
    }
    return;
  }
  work.changed = true;
  if (base === Kind.cyrillic && JOINING.has(code)) {
    const composed = (String.fromCodePoint(work.codes[last] ?? 0) + String.fromCodePoint(code)).normalize('NFC');
    if ('йїўѓќ'.includes(composed) && composed !== '') work.codes[last] = composed.charCodeAt(0);
  }
  // The underline of a letter covers the marks that sat on it.
  if (last >= 0 && work.ends[last] === start) work.ends[last] = end;
  if (marks > HONEST_MARKS) work.tally.add('stacked-marks', start, end);
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

/** A silent character between two letters of an alphabet was put there to split the word. */
function countHidden(work: Work, hidden: number, kind: number, start: number): number {
  if ((LETTER_KINDS & (1 << kind)) !== 0) work.tally.add('invisible', hidden, start);
  return -1;
}

/** Tag characters after a black flag spell a region (England, Scotland, Wales). */
function isFlagTag(work: Work, code: number): boolean {
  return code >= 0xe0020 && code <= 0xe007f && work.length > 0 && work.codes[work.length - 1] === 0x1f3f4;
}

/**
 * A capital I that stands for l: after two small letters and before a blank or the end ("emaiI"), or between small
 * letters before a vowel ("deIivery").
 */
function isWrittenForL(text: string, at: number, code: number): boolean {
  if (code !== 73 || at < 2) return false;
  if (!isSmall(text.charCodeAt(at - 1)) || !isSmall(text.charCodeAt(at - 2))) return false;
  if (at + 1 >= text.length) return true;
  const after = text.charCodeAt(at + 1);
  if (isSmall(after)) return VOWELS.includes(text.charAt(at + 1));
  return !((after >= 65 && after <= 90) || after > 127 || (after >= 48 && after <= 57) || after === 39);
}

const VOWELS = 'aeiouy';

function isSmall(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}
