// SPDX-License-Identifier: Apache-2.0
/**
 * One block of lines → one decision a line, in order. A line that is no event is a failure with its number and never
 * changes the answer to another. Blank lines, a final CR and a byte order mark are passed over.
 */
import { hash } from 'node:crypto';
import { type EventId, newEventId } from '../../base/ids.ts';
import type { Facts } from '../../decide/facts.ts';
import { type Refusal, type RefusalCode, parseEventText, tooLong } from '../../decide/parse-event.ts';
import { FrameBuffer, type Frames } from '../journal/frames.ts';
import { createRecorder, type Keeping, type Recorder } from '../journal/record.ts';
import type { Screener } from '../screener.ts';
import type { LineBlock } from './split.ts';

/** What the caller wants: the facts of its door, and failures apart or inside the output at their place. */
export type Asked = {
  readonly facts: Facts;
  readonly errors: 'apart' | 'inline';
  /** Makes records for the journal, which are then in the answer. */
  readonly keeping?: Keeping;
};

/** `internal-error`: a fault of Tocsin itself kept this line from being decided. */
export type FailureCode = RefusalCode | 'internal-error';
export type Failure = {
  readonly line: number;
  readonly code: FailureCode;
  readonly field?: string;
  readonly message: string;
};

export type BlockAnswer = {
  /** Lines of the block, blank ones too. */
  readonly lines: number;
  readonly decided: number;
  /** Decisions other than `allow`. */
  readonly flagged: number;
  /** NDJSON: a decision, or with `inline` errors `{"line":n,"error":{code,field?,message}}`, for each line that is not blank. */
  readonly output: Uint8Array;
  readonly failures: readonly Failure[];
  /** For the journal: a record of each decision. */
  readonly frames?: Frames;
};

const BLANK = /^[ \t\r]*$/u;
const BYTE_ORDER_MARK = 0xfeff;
const LF = 0x0a;

// The mark is passed over per line: concatenated files have one in the middle.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

const NOT_UTF8: Refusal = { code: 'not-json', message: 'This is not valid UTF-8. Convert the input to UTF-8.' };
const INTERNAL = 'This event could not be decided because of a fault in Tocsin. Please report it.';

export function screenBlock(screener: Screener, block: LineBlock, asked: Asked): BlockAnswer {
  const sheet = new AnswerSheet(screener, asked);
  if (block.kind === 'too-long') sheet.refuse(block.firstLine, tooLong());
  else {
    const text = decode(block.bytes);
    if (text === undefined) answerBytes(sheet, block.bytes, block.firstLine);
    else answerText(sheet, text, block.firstLine);
  }
  return sheet.finish(block.count);
}

function answerText(sheet: AnswerSheet, text: string, firstLine: number): void {
  let line = firstLine;
  for (let start = 0; start < text.length; line += 1) {
    const end = text.indexOf('\n', start);
    sheet.answer(line, text.slice(start, end === -1 ? text.length : end));
    if (end === -1) return;
    start = end + 1;
  }
}

/** The slow way, for a block in which some line is not UTF-8. */
function answerBytes(sheet: AnswerSheet, bytes: Uint8Array, firstLine: number): void {
  let line = firstLine;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(LF, start);
    const text = decode(bytes.subarray(start, end === -1 ? bytes.length : end));
    if (text === undefined) sheet.refuse(line, NOT_UTF8);
    else sheet.answer(line, text);
    if (end === -1) return;
    start = end + 1;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Collects the answers of one block. */
class AnswerSheet {
  readonly #screener: Screener;
  readonly #asked: Asked;
  readonly #failures: Failure[] = [];
  readonly #kept: { readonly record: Recorder; readonly frames: FrameBuffer } | undefined;
  #output = '';
  #decided = 0;
  #flagged = 0;

  constructor(screener: Screener, asked: Asked) {
    this.#screener = screener;
    this.#asked = asked;
    this.#kept = asked.keeping && { record: createRecorder(asked.keeping), frames: new FrameBuffer() };
  }

  answer(line: number, raw: string): void {
    const marked = raw.charCodeAt(0) === BYTE_ORDER_MARK;
    const text = raw.slice(marked ? 1 : 0, raw.endsWith('\r') ? -1 : undefined);
    if (BLANK.test(text)) return;
    const parsed = parseEventText(text, { id: () => idOf(text, line), at: this.#screener.stamp.at });
    if (!parsed.ok) {
      this.refuse(line, parsed.refusal);
      return;
    }
    try {
      const { facts } = this.#asked;
      const decision = this.#screener.screen(parsed.event, facts);
      this.#kept?.frames.append(this.#kept.record(parsed.event, decision, facts.door));
      this.#output += `${JSON.stringify(decision)}\n`;
      this.#decided += 1;
      if (decision.verdict !== 'allow') this.#flagged += 1;
    } catch {
      this.#fail({ line, code: 'internal-error', message: INTERNAL });
    }
  }

  refuse(line: number, refusal: Refusal): void {
    this.#fail({ line, ...refusal });
  }

  finish(lines: number): BlockAnswer {
    return {
      lines,
      decided: this.#decided,
      flagged: this.#flagged,
      output: utf8.encode(this.#output),
      failures: this.#failures,
      ...(this.#kept ? { frames: this.#kept.frames.take() } : {}),
    };
  }

  #fail(failure: Failure): void {
    this.#failures.push(failure);
    if (this.#asked.errors === 'apart') return;
    const { line, ...error } = failure;
    this.#output += `${JSON.stringify({ line, error })}\n`;
  }
}

// The same line at the same place gets the same id, so that a second run of a file names the same events. 12 bytes.
function idOf(text: string, line: number): EventId {
  return newEventId((length) => hash('sha256', `${text}#${line}`, 'buffer').subarray(0, length));
}
