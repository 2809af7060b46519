// SPDX-License-Identifier: Apache-2.0
/**
 * Korean syllables taken to pieces with the letters of the keyboard ("ㄷㅐ출" for 대출) are put together. Laughter and tears
 * (ㅋㅋㅋ, ㅠㅠ, ㅋㅠ) have no syllable to make or no neighbour, and stay.
 */
import { Kind } from './kind.ts';
import { codeAt, kindAt } from './units.ts';
import { compact, replaceUnits, type Work } from './work.ts';

// Compatibility letters U+3131–U+3163 in the order of the syllable table: initials, finals.
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const FIRST_VOWEL = 0x314f;
const LAST_VOWEL = 0x3163;
const FIRST_SYLLABLE = 0xac00;

export function joinHangul(work: Work): void {
  if ((work.present & (1 << Kind.jamo)) === 0) return;
  for (let index = 0; index + 1 < work.length; index += 1) {
    if (kindAt(work, index) !== Kind.jamo || !isVowel(codeAt(work, index + 1))) continue;
    const initial = INITIALS.indexOf(String.fromCharCode(codeAt(work, index)));
    if (initial < 0 || !isWritten(work, index)) continue;
    const final = finalAt(work, index + 2);
    const end = index + (final > 0 ? 3 : 2);
    const vowel = codeAt(work, index + 1) - FIRST_VOWEL;
    const start = work.starts[index] ?? 0;
    replaceUnits(work, index, end, FIRST_SYLLABLE + (initial * 21 + vowel) * 28 + final, Kind.hangul);
    work.tally.add('rejoined', start, work.ends[index] ?? 0);
    index = end - 1;
  }
  compact(work);
}

/** Part of a word: a syllable or another whole pair beside it; and no letter repeated as laughter and tears are. */
function isWritten(work: Work, index: number): boolean {
  const code = codeAt(work, index);
  const vowel = codeAt(work, index + 1);
  if (codeAt(work, index - 1) === code || codeAt(work, index + 2) === vowel || isVowel(codeAt(work, index + 2)))
    return false;
  if (kindAt(work, index - 1) === Kind.hangul || kindAt(work, index + 2) === Kind.hangul) return true;
  return isPair(work, index + 2) || isPair(work, index + 3);
}

function isPair(work: Work, index: number): boolean {
  return INITIALS.includes(String.fromCharCode(codeAt(work, index))) && isVowel(codeAt(work, index + 1));
}

/** Number of the final consonant at `index`, 0 if the letter there begins the next syllable or is none. */
function finalAt(work: Work, index: number): number {
  const final = FINALS.indexOf(String.fromCharCode(codeAt(work, index)));
  return final < 0 || isVowel(codeAt(work, index + 1)) || codeAt(work, index + 1) === codeAt(work, index)
    ? 0
    : final + 1;
}

function isVowel(code: number): boolean {
  return code >= FIRST_VOWEL && code <= LAST_VOWEL;
}
