// SPDX-License-Identifier: Apache-2.0
/**
 * Cuts a byte stream into blocks of whole lines, whatever the chunks were. Lines end with LF; the last one may lack it.
 * Lines are numbered from 1, blank ones count. Holds at most one unfinished line, never more of it than the limit: a
 * line that is longer is passed over and reported by its number.
 */

/** `bytes` holds whole lines with their LF (the last of a stream may lack it); `count` of them, the first is `firstLine`. */
export type LineBlock =
  | { readonly kind: 'lines'; readonly bytes: Uint8Array; readonly firstLine: number; readonly count: number }
  | { readonly kind: 'too-long'; readonly firstLine: number; readonly count: 1 };

export type SplitLimits = {
  /** Most bytes of a line, its LF and a CR before it not counted. */
  readonly lineBytes: number;
  /** A block is closed by the line that takes it to this size. */
  readonly blockBytes: number;
};

const LF = 0x0a;
const CR = 0x0d;

export class LineSplitter {
  readonly #limits: SplitLimits;
  /** Pieces of the unfinished line, in order; together at most `lineBytes` + 1 (a CR that may end it). */
  #carry: Uint8Array[] = [];
  #carryBytes = 0;
  /** The unfinished line is over the limit: its bytes are dropped until its end. */
  #skipping = false;
  #nextLine = 1;

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  /** Every line that is complete after `chunk`. The blocks may share memory with the chunk. */
  *push(chunk: Uint8Array): Generator<LineBlock> {
    let from = 0;
    if (this.#carryBytes > 0 || this.#skipping) {
      const end = chunk.indexOf(LF);
      this.#keep(chunk.subarray(0, end === -1 ? chunk.length : end));
      if (end === -1) return;
      yield this.#finishCarried(true);
      from = end + 1;
    }
    from = yield* this.#wholeLines(chunk, from);
    this.#keep(chunk.subarray(from));
  }

  /** The last line, where the stream did not end with a line feed. */
  *end(): Generator<LineBlock> {
    if (this.#carryBytes > 0 || this.#skipping) yield this.#finishCarried(false);
  }

  /** Yields blocks straight out of `chunk`; returns where its unfinished line begins. */
  *#wholeLines(chunk: Uint8Array, start: number): Generator<LineBlock, number> {
    let blockStart = start;
    let lineStart = start;
    let count = 0;
    for (let end = chunk.indexOf(LF, lineStart); end !== -1; end = chunk.indexOf(LF, lineStart)) {
      const length = end - lineStart - (end > lineStart && chunk[end - 1] === CR ? 1 : 0);
      if (length > this.#limits.lineBytes) {
        if (count > 0) yield this.#block(chunk.subarray(blockStart, lineStart), count);
        yield this.#tooLong();
        count = 0;
        blockStart = end + 1;
      } else count += 1;
      lineStart = end + 1;
      if (lineStart - blockStart >= this.#limits.blockBytes) {
        yield this.#block(chunk.subarray(blockStart, lineStart), count);
        count = 0;
        blockStart = lineStart;
      }
    }
    if (count > 0) yield this.#block(chunk.subarray(blockStart, lineStart), count);
    return lineStart;
  }

  #keep(piece: Uint8Array): void {
    if (this.#skipping || piece.length === 0) return;
    const total = this.#carryBytes + piece.length;
    const isOver = total > this.#limits.lineBytes + (piece.at(-1) === CR ? 1 : 0);
    if (isOver) {
      this.#carry = [];
      this.#carryBytes = 0;
      this.#skipping = true;
      return;
    }
    // A copy (`slice` of a Buffer is none): a chunk is the reader's to reuse, and a small piece must not keep it alive.
    this.#carry.push(new Uint8Array(piece));
    this.#carryBytes = total;
  }

  #finishCarried(withLineFeed: boolean): LineBlock {
    if (this.#skipping) {
      this.#skipping = false;
      return this.#tooLong();
    }
    const bytes = new Uint8Array(this.#carryBytes + (withLineFeed ? 1 : 0));
    let at = 0;
    for (const piece of this.#carry) {
      bytes.set(piece, at);
      at += piece.length;
    }
    if (withLineFeed) bytes[at] = LF;
    this.#carry = [];
    this.#carryBytes = 0;
    return this.#block(bytes, 1);
  }

  #block(bytes: Uint8Array, count: number): LineBlock {
    const firstLine = this.#nextLine;
    this.#nextLine += count;
    return { kind: 'lines', bytes, firstLine, count };
  }

  #tooLong(): LineBlock {
    const firstLine = this.#nextLine;
    this.#nextLine += 1;
    return { kind: 'too-long', firstLine, count: 1 };
  }
}
