// SPDX-License-Identifier: Apache-2.0
/**
 * Chinese words written with other characters of the same sound (薇信, 贷歀) or with a listed disguise (v❤, 君羊). A sound
 * alone proves nothing in Chinese, where every syllable has dozens of characters: a word is restored by sound only when
 * what stands for its characters is rare, or when a list names the disguise.
 */
import { SYLLABLES } from './data/han.ts';
import { HAN_DISGUISES } from './han-disguises.ts';
import { indexPhrases, phraseAt, type Phrase } from './han-index.ts';
import { HAN_WORDS } from './han-words.ts';
import { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { codeAt, isAsciiLetter } from './units.ts';
import { compact, replaceUnits, type Work } from './work.ts';

const FIRST = 0x4e00;
const DISGUISES = indexPhrases(HAN_DISGUISES);

/** Syllable number of each character, 0 for none; characters in everyday use carry `COMMON` as well. */
const SOUNDS = new Uint16Array(0x5200);
const COMMON = 0x8000;
/** Target words by the sounds of their first two characters. */
const WORDS = new Map<number, (readonly number[])[]>();

loadSounds();

function loadSounds(): void {
  for (const [number, line] of SYLLABLES.split('\n').entries()) {
    const text = line.slice(line.indexOf(' ') + 1);
    const bar = text.indexOf('|');
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= FIRST) SOUNDS[code - FIRST] = index < bar ? (number + 1) | COMMON : number + 1;
    }
  }
  for (const word of HAN_WORDS) {
    const codes = Array.from(word, (character) => character.charCodeAt(0));
    const key = soundKey(soundOf(codes[0] ?? 0), soundOf(codes[1] ?? 0));
    const list = WORDS.get(key) ?? [];
    list.push(codes);
    WORDS.set(
      key,
      list.toSorted((a, b) => b.length - a.length),
    );
  }
}

function soundOf(code: number): number {
  return code >= FIRST && code < FIRST + 0x5200 ? (SOUNDS[code - FIRST] ?? 0) & ~COMMON : 0;
}

function isRare(code: number): boolean {
  return ((SOUNDS[code - FIRST] ?? 0) & COMMON) === 0;
}

function soundKey(first: number, second: number): number {
  return first === 0 || second === 0 ? -1 : first * 4096 + second;
}

export function undoHomophones(work: Work): void {
  if ((work.present & (1 << Kind.han)) === 0) return;
  for (let index = 0; index < work.length; index += 1) {
    const phrase = phraseAt(DISGUISES, work, index);
    if (phrase && isApart(work, index, phrase)) {
      restorePhrase(work, index, phrase);
      index += phrase.from.length - 1;
      continue;
    }
    const word = soundAlike(work, index);
    if (!word) continue;
    restoreWord(work, index, word);
    index += word.length - 1;
  }
  compact(work);
}

/** A disguise that begins or ends with a Latin letter must not be part of a longer Latin word. */
function isApart(work: Work, index: number, phrase: Phrase): boolean {
  const end = index + phrase.from.length;
  const startsInWord = isAsciiLetter(codeAt(work, index)) && isAsciiLetter(codeAt(work, index - 1));
  return !startsInWord && !(isAsciiLetter(codeAt(work, end - 1)) && isAsciiLetter(codeAt(work, end)));
}

function restorePhrase(work: Work, index: number, phrase: Phrase): void {
  const start = work.starts[index] ?? 0;
  const end = work.ends[index + phrase.from.length - 1] ?? 0;
  const same = phrase.from.length === phrase.to.length;
  const extra = phrase.from.length - phrase.to.length;
  for (const [step, code] of phrase.to.entries()) {
    const isLast = step === phrase.to.length - 1;
    replaceUnits(work, index + step, index + step + 1 + (isLast ? extra : 0), code, kindOf(code));
    // When lengths differ, every character stands for the whole.
    if (!same) {
      work.starts[index + step] = start;
      work.ends[index + step] = end;
    }
  }
  work.tally.add('homophone', start, end);
}

/** The target word that the characters at `index` sound like, written otherwise, with rare characters only. */
function soundAlike(work: Work, index: number): readonly number[] | undefined {
  const key = soundKey(soundOf(codeAt(work, index)), soundOf(codeAt(work, index + 1)));
  if (key < 0) return undefined;
  for (const word of WORDS.get(key) ?? []) {
    let other = 0;
    let fits = true;
    for (const [step, code] of word.entries()) {
      const here = codeAt(work, index + step);
      if (here === code) continue;
      other += 1;
      fits &&= soundOf(here) === soundOf(code) && isRare(here);
    }
    if (fits && other > 0) return word;
  }
  return undefined;
}

function restoreWord(work: Work, index: number, word: readonly number[]): void {
  for (const [step, code] of word.entries()) {
    if (codeAt(work, index + step) !== code) replaceUnits(work, index + step, index + step + 1, code, Kind.han);
  }
  work.tally.add('homophone', work.starts[index] ?? 0, work.ends[index + word.length - 1] ?? 0);
}
