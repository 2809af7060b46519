// SPDX-License-Identifier: Apache-2.0
/** Listed words by their sound: toneless syllables of Unihan, and which characters are too common to be a disguise. */
import { SYLLABLES } from './data/han.ts';
import { HAN_WORDS } from './han-words.ts';
import { codeAt } from './units.ts';
import type { Work } from './work.ts';

const FIRST = 0x4e00;
const COUNT = 0x5200;
const COMMON = 0x8000;

/** Syllable number of each character, 0 for none; characters in everyday use carry `COMMON` as well. */
const SOUNDS = new Uint16Array(COUNT);
/** Listed words by the sounds of their first two characters. */
const WORDS = new Map<number, (readonly number[])[]>();

// Little words after which a longer one only seems to be misspelt ("验证吗").
const PARTICLES = new Set(Array.from('吗么嘛的了吧呢和或是有在不也就都要会为好这那', (sign) => sign.charCodeAt(0)));

/** Fills the tables, once; answers the characters that sound like the first of a listed word. */
export function loadSounds(): readonly number[] {
  for (const [number, line] of SYLLABLES.split('\n').entries()) {
    const text = line.slice(line.indexOf(' ') + 1);
    const bar = text.indexOf('|');
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= FIRST && index !== bar) SOUNDS[code - FIRST] = index < bar ? (number + 1) | COMMON : number + 1;
    }
  }
  const firsts = new Set<number>();
  for (const word of HAN_WORDS) {
    const codes = Array.from(word, (character) => character.charCodeAt(0));
    const [first = 0, second = 0] = codes;
    const key = soundKey(soundOf(first), soundOf(second));
    WORDS.set(
      key,
      [...(WORDS.get(key) ?? []), codes].toSorted((a, b) => b.length - a.length),
    );
    firsts.add(soundOf(first));
  }
  const begins: number[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    if (firsts.has((SOUNDS[index] ?? 0) & ~COMMON) && SOUNDS[index] !== 0) begins.push(FIRST + index);
  }
  return begins;
}

function soundOf(code: number): number {
  return code >= FIRST && code < FIRST + COUNT ? (SOUNDS[code - FIRST] ?? 0) & ~COMMON : 0;
}

function isRare(code: number): boolean {
  return ((SOUNDS[code - FIRST] ?? 0) & COMMON) === 0;
}

function soundKey(first: number, second: number): number {
  return first === 0 || second === 0 ? -1 : first * 4096 + second;
}

/** The listed word that the characters at `index` sound like though they are others. */
export function wordBySound(work: Work, index: number): readonly number[] | undefined {
  const key = soundKey(soundOf(codeAt(work, index)), soundOf(codeAt(work, index + 1)));
  if (key < 0) return undefined;
  for (const word of WORDS.get(key) ?? []) if (isDisguisedAs(work, index, word)) return word;
  return undefined;
}

function isDisguisedAs(work: Work, index: number, word: readonly number[]): boolean {
  let rare = 0;
  let common = 0;
  for (const [step, code] of word.entries()) {
    const here = codeAt(work, index + step);
    if (here === code) continue;
    if (soundOf(here) !== soundOf(code)) return false;
    if (isRare(here)) rare += 1;
    else if (PARTICLES.has(here)) return false;
    else common += 1;
  }
  return common === 0 ? rare > 0 : common === 1 && rare === 0 && word.length >= 3;
}
