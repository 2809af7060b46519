// SPDX-License-Identifier: Apache-2.0
/** A stretch of a segment as one JSON array of records. */
import { closeSync, openSync, readSync } from 'node:fs';
import { framesToJson } from './frames.ts';

export type Stretch = {
  /** `undefined` where the stretch holds none. */
  readonly records: Buffer | undefined;
  readonly count: number;
  readonly torn: number;
  readonly to: number;
};

export type StretchAsked = {
  readonly from: number;
  /** Bytes of the segment that may be read. */
  readonly end: number;
  /** Nothing will be added behind `end`. */
  readonly isComplete: boolean;
  readonly mostRecords: number;
};

// Some thousand records. One record is far smaller: an event has at most 64 KiB.
const MOST_BYTES = 2 * 2 ** 20;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** Throws what the file system throws. */
export function readStretch(file: string, { from, end, isComplete, mostRecords }: StretchAsked): Stretch {
  const bytes = Buffer.allocUnsafe(Math.min(MOST_BYTES, end - from) + 1);
  bytes[0] = OPEN;
  const size = readFully(file, bytes.subarray(1), from);
  const frames = bytes.subarray(1, size + 1);
  // A file that is shorter than it was said to be will not grow any more.
  const isLast = (isComplete && from + size >= end) || size < bytes.length - 1;
  const first = framesToJson(frames, { isWhole: isLast, mostRecords });
  // Megabytes without one record are torn whatever comes behind them.
  const cut =
    first.used === 0 && frames.length === MOST_BYTES ? framesToJson(frames, { isWhole: true, mostRecords }) : first;
  const to = isLast && cut.used === frames.length ? Math.max(end, from + cut.used) : from + cut.used;
  if (cut.records === 0) return { records: undefined, count: 0, torn: cut.torn, to };
  const records = bytes.subarray(0, cut.used + 1);
  records[records.lastIndexOf(0x2c)] = CLOSE;
  return { records, count: cut.records, torn: cut.torn, to };
}

function readFully(file: string, into: Buffer, from: number): number {
  const fd = openSync(file, 'r');
  try {
    let size = 0;
    while (size < into.length) {
      const got = readSync(fd, into, size, into.length - size, from + size);
      if (got === 0) break;
      size += got;
    }
    return size;
  } finally {
    closeSync(fd);
  }
}
