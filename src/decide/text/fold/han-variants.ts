// SPDX-License-Identifier: Apache-2.0
/** Traditional characters to simplified ones, so that one Chinese sentence has one folded form. Japanese and Korean keep theirs. */
import { SIMPLIFIED, TRADITIONAL } from './data/han.ts';
import { Kind } from './kind.ts';
import type { Work } from './work.ts';

const FIRST = 0x4e00;
const LAST = 0x9fff;

let forms: Uint16Array | undefined;

/** Simplified form by character, 0 for none; made for the first Chinese text. */
function readForms(): Uint16Array {
  const table = new Uint16Array(LAST - FIRST + 1);
  for (let index = 0; index < TRADITIONAL.length; index += 1) {
    table[TRADITIONAL.charCodeAt(index) - FIRST] = SIMPLIFIED.charCodeAt(index);
  }
  return table;
}

/** To be called for every text with Han characters: it also finds out whose they are. */
export function simplifyHan(work: Work): void {
  work.notChinese = isJapaneseOrKorean(work);
  if (work.notChinese) return;
  forms ??= readForms();
  for (let index = 0; index < work.length; index += 1) {
    const code = work.codes[index] ?? 0;
    if (code < FIRST || code > LAST) continue;
    const simplified = forms[code - FIRST] ?? 0;
    if (simplified === 0) continue;
    work.codes[index] = simplified;
    work.changed = true;
  }
}

/** Expects Han in the text. One kana or Hangul syllable to eight Han characters: more than the の that decorates Chinese shop names. */
function isJapaneseOrKorean(work: Work): boolean {
  if ((work.present & ((1 << Kind.kana) | (1 << Kind.hangul))) === 0) return false;
  let han = 0;
  let other = 0;
  for (let index = 0; index < work.length; index += 1) {
    const kind = work.kinds[index] ?? 0;
    if (kind === Kind.han) han += 1;
    else if (kind === Kind.kana || kind === Kind.hangul) other += 1;
  }
  return other * 8 > han;
}
