// SPDX-License-Identifier: Apache-2.0
/** Chinese words split by signs or blanks ("微.信", "验 证 码") are joined again: listed words, and runs of single characters. */
import { indexPhrases, type Phrase } from './han-index.ts';
import { HAN_WORDS } from './han-words.ts';
import { Kind } from './kind.ts';
import { codeAt, kindAt } from './units.ts';
import { compact, kill, type Work } from './work.ts';

const WORDS = indexPhrases(HAN_WORDS.map((word) => [word, word]));
const LONGEST_GAP = 2;
// A list of single characters may be honest; this many in a row, all apart, is one broken word.
const FEWEST_SPACED = 5;
const FEWEST_SIGNED = 3;

export function joinHan(work: Work): void {
  if ((work.present & (1 << Kind.han)) === 0 || work.notChinese) return;
  const { kinds, length } = work;
  for (let index = 0; index + 1 < length; index += 1) {
    if (kinds[index] !== Kind.han || kinds[index + 1] === Kind.han || gapAfter(work, index) === 0) continue;
    // A word that breaks here begins at most three characters earlier.
    joinRun(work, index);
    joinListed(work, index);
  }
  compact(work);
}

/** Number of separators between this Han character and the next one; 0 when they touch or no Han follows. */
function gapAfter(work: Work, index: number): number {
  let gap = 0;
  while (gap < LONGEST_GAP && isSeparator(work, index + 1 + gap)) gap += 1;
  return gap > 0 && kindAt(work, index + 1 + gap) === Kind.han ? gap : 0;
}

function isSeparator(work: Work, index: number): boolean {
  if (index >= work.length) return false;
  const kind = kindAt(work, index);
  if (kind === Kind.space) return codeAt(work, index) === 32;
  return kind === Kind.other && !CLOSERS.has(codeAt(work, index));
}

// Ends of sentences, brackets and quotes stand between honest words.
const CLOSERS = new Set(
  Array.from('。!?！？()[]{}<>《》〈〉「」『』【】〔〕“”‘’"…\n', (sign) => sign.codePointAt(0) ?? 0),
);
// Signs of lists: they join only where blanks would.
const LIST_SIGNS = new Set(Array.from(' ,、/;:&', (sign) => sign.codePointAt(0) ?? 0));

/** Single characters, each apart from the next by the same sign. */
function joinRun(work: Work, start: number): void {
  if (kindAt(work, start - 1) === Kind.han) return;
  const sign = codeAt(work, start + 1);
  if (LIST_SIGNS.has(sign) && sign !== 32) return;
  // A character said again and again (崽~崽~崽) is no word.
  if (codeAt(work, start) === codeAt(work, start + 2)) return;
  let end = start;
  while (codeAt(work, end + 1) === sign && kindAt(work, end + 2) === Kind.han && kindAt(work, end + 3) !== Kind.han)
    end += 2;
  const count = ((end - start) >> 1) + 1;
  if (count < (sign === 32 ? FEWEST_SPACED : FEWEST_SIGNED)) return;
  for (let index = start + 1; index < end; index += 2) kill(work, index);
  work.tally.add('han-split', work.starts[start] ?? 0, work.ends[end] ?? 0);
}

/** A listed word that runs across the gap after `index`. */
function joinListed(work: Work, index: number): void {
  let start = index;
  for (let back = 0; back < 4 && start >= 0; back += 1) {
    if (kindAt(work, start) === Kind.han) {
      for (const phrase of WORDS.get(codeAt(work, start)) ?? []) {
        const end = phraseEnd(work, start, phrase);
        if (end > index) {
          killGaps(work, start, end);
          return;
        }
      }
    }
    start = hanBefore(work, start);
  }
}

function hanBefore(work: Work, index: number): number {
  let before = index - 1;
  while (before >= 0 && before > index - 2 - LONGEST_GAP && kindAt(work, before) !== Kind.han) before -= 1;
  return kindAt(work, before) === Kind.han ? before : -1;
}

/** Last unit of the phrase if it stands at `start` with honest-looking gaps allowed; −1 otherwise. */
function phraseEnd(work: Work, start: number, phrase: Phrase): number {
  let at = start;
  let weak = false;
  for (let step = 1; step < phrase.from.length; step += 1) {
    const gap = gapAfter(work, at);
    if (gap > 0 && LIST_SIGNS.has(codeAt(work, at + 1))) weak = true;
    at += gap + 1;
    if (codeAt(work, at) !== phrase.from[step]) return -1;
  }
  // Blanks and list signs break the word only if one side of it stands alone.
  const alone = kindAt(work, start - 1) !== Kind.han || kindAt(work, at + 1) !== Kind.han;
  return weak && !alone ? -1 : at;
}

function killGaps(work: Work, start: number, end: number): void {
  for (let index = start + 1; index < end; index += 1) if (kindAt(work, index) !== Kind.han) kill(work, index);
  work.tally.add('han-split', work.starts[start] ?? 0, work.ends[end] ?? 0);
}
