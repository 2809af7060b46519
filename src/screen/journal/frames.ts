// SPDX-License-Identifier: Apache-2.0
/**
 * Records on disk: one line of JSON each, behind a sum and a length, so that whatever a crash or a bad disk left is told from
 * what was written. A frame is `<crc><length> <json>\n`: eight lower-case hexadecimal digits of the CRC-32 of everything behind
 * them up to the line feed, eight of the length of the JSON in bytes. JSON holds no raw line feed, so that a reader who lost its
 * way finds the next frame behind one.
 */
import { crc32 } from 'node:zlib';

const SUM_BYTES = 8;
const HEAD_BYTES = 17;
const BLANK = 0x20;
const COMMA = 0x2c;
const LF = 0x0a;
const FIRST_BYTES = 65_536;

/** Frames that belong to whoever holds them. */
export type Frames = { readonly bytes: Uint8Array<ArrayBuffer>; readonly count: number };

/** Frames one after another in memory that grows. */
export class FrameBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #count = 0;

  /** Bytes used. */
  get length(): number {
    return this.#length;
  }

  get count(): number {
    return this.#count;
  }

  append(json: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.#makeRoom(HEAD_BYTES + json.length * 3 + 1);
    const start = this.#length;
    const size = this.#bytes.write(json, start + HEAD_BYTES, 'utf8');
    this.#bytes.write(hex8(size), start + SUM_BYTES, 'latin1');
    this.#bytes[start + HEAD_BYTES - 1] = BLANK;
    const end = start + HEAD_BYTES + size;
    this.#bytes.write(hex8(crc32(this.#bytes.subarray(start + SUM_BYTES, end))), start, 'latin1');
    this.#bytes[end] = LF;
    this.#length = end + 1;
    this.#count += 1;
  }

  /** Frames that were made elsewhere. */
  appendFrames({ bytes, count }: Frames): void {
    this.#makeRoom(bytes.byteLength);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.byteLength;
    this.#count += count;
  }

  /** The frames so far, as a view that holds until the next change. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** A copy. */
  take(): Frames {
    return { bytes: new Uint8Array(this.view()), count: this.#count };
  }

  /** Forgets the first `bytes`, which hold `count` frames. */
  drop(bytes: number, count: number): void {
    this.#bytes.copyWithin(0, bytes, this.#length);
    this.#length -= bytes;
    this.#count -= count;
    if (this.#length === 0 && this.#bytes.length > FIRST_BYTES * 16) this.#bytes = Buffer.allocUnsafe(FIRST_BYTES);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

export type FrameCut = {
  /** Bytes from the start that were understood or given up: where the next reading begins. */
  readonly used: number;
  readonly records: number;
  /** Stretches of bytes that are no frame and were passed over. */
  readonly torn: number;
};

export type FrameReading = {
  /** Nothing will be added behind these bytes: an unfinished frame at the end is torn; else it is left for later. */
  readonly isWhole: boolean;
  readonly mostRecords?: number;
};

/**
 * Turns frames into the inside of one JSON array, in place: heads and what is torn become blanks, each record is followed by a
 * comma. What lies behind `used` is left as it was.
 */
export function framesToJson(bytes: Buffer, { isWhole, mostRecords = Infinity }: FrameReading): FrameCut {
  let at = 0;
  let records = 0;
  let torn = 0;
  while (at < bytes.length && records < mostRecords) {
    const end = frameEnd(bytes, at);
    if (end !== undefined) {
      bytes.fill(BLANK, at, at + HEAD_BYTES);
      bytes[end] = COMMA;
      records += 1;
      at = end + 1;
      continue;
    }
    const next = nextFrame(bytes, at);
    if (next === undefined && !isWhole) return { used: at, records, torn };
    bytes.fill(BLANK, at, next ?? bytes.length);
    torn += 1;
    at = next ?? bytes.length;
  }
  return { used: at, records, torn };
}

/** How many whole frames lie within the first `limit` bytes of intact frames, and where the last of them ends. */
export function wholeFrames(bytes: Buffer, limit: number): { readonly bytes: number; readonly count: number } {
  let at = 0;
  let count = 0;
  for (;;) {
    const end = frameEnd(bytes, at);
    if (end === undefined || end >= limit) return { bytes: at, count };
    at = end + 1;
    count += 1;
  }
}

/** Where the line feed of the frame at `at` lies; `undefined` when there is no intact frame. */
function frameEnd(bytes: Buffer, at: number): number | undefined {
  if (at + HEAD_BYTES >= bytes.length || bytes[at + HEAD_BYTES - 1] !== BLANK) return undefined;
  const size = readHex8(bytes, at + SUM_BYTES);
  const end = at + HEAD_BYTES + size;
  // A flipped line feed is no reason to give up a record that its sum vouches for.
  if (!(end < bytes.length)) return undefined;
  return crc32(bytes.subarray(at + SUM_BYTES, end)) === readHex8(bytes, at) ? end : undefined;
}

/** The next place behind a line feed where an intact frame begins. */
function nextFrame(bytes: Buffer, at: number): number | undefined {
  for (let feed = bytes.indexOf(LF, at); feed !== -1; feed = bytes.indexOf(LF, feed + 1)) {
    if (frameEnd(bytes, feed + 1) !== undefined) return feed + 1;
  }
  return undefined;
}

function hex8(value: number): string {
  return value.toString(16).padStart(SUM_BYTES, '0');
}

/** NaN for what is no lower-case hexadecimal number. */
function readHex8(bytes: Buffer, at: number): number {
  let value = 0;
  for (let index = at; index < at + SUM_BYTES; index += 1) {
    const code = bytes[index] ?? 0;
    const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : Number.NaN;
    value = value * 16 + digit;
  }
  return value;
}
