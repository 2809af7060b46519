// SPDX-License-Identifier: Apache-2.0
/** What folding undid, counted by kind with its first place in the raw text. */

export const FOLD_MARKS = [
  'invisible',
  'stacked-marks',
  'styled',
  'upside-down',
  'reversed',
  'mixed-script',
  'confusable',
  'leet',
  'rejoined',
  'refanged',
  'number-form',
  'han-split',
  'homophone',
] as const;

export type FoldMark = (typeof FOLD_MARKS)[number];

/** Half-open UTF-16 span in the raw text. */
export type MarkFound = {
  readonly mark: FoldMark;
  readonly count: number;
  readonly start: number;
  readonly end: number;
};

/** Counts per mark, reused between texts: `clear` before, `read` after. */
export class Tally {
  readonly #counts = new Map<FoldMark, { count: number; start: number; end: number }>();

  clear(): void {
    if (this.#counts.size > 0) this.#counts.clear();
  }

  add(mark: FoldMark, start: number, end: number): void {
    const found = this.#counts.get(mark);
    if (!found) this.#counts.set(mark, { count: 1, start, end });
    else {
      found.count += 1;
      if (start < found.start) {
        found.start = start;
        found.end = end;
      }
    }
  }

  /** In the order of `FOLD_MARKS`. */
  read(): readonly MarkFound[] {
    if (this.#counts.size === 0) return NONE;
    const found: MarkFound[] = [];
    for (const mark of FOLD_MARKS) {
      const entry = this.#counts.get(mark);
      if (entry) found.push({ mark, ...entry });
    }
    return found;
  }
}

export const NONE: readonly MarkFound[] = [];
