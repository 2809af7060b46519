// SPDX-License-Identifier: Apache-2.0
/**
 * Words that mix alphabets, and words of one alphabet that pass for Latin ones. Look-alikes are undone only where they are
 * a disguise: inside a mixed word, towards the alphabet that the whole word can be read in, or when every letter of a word
 * is an exact look-alike and the words beside it are Latin. Ordinary Russian, Greek and Armenian stay as they are.
 */
import { Kind } from './kind.ts';
import { EXOTIC, LOOSE, STRICT, TO_CYRILLIC, TO_GREEK } from './look-alikes.ts';
import { noteUndone, type Work } from './work.ts';

const FOREIGN = (1 << Kind.cyrillic) | (1 << Kind.greek) | (1 << Kind.armenian) | (1 << Kind.alphabet);

type Word = {
  readonly start: number;
  readonly end: number;
  readonly latin: number;
  readonly foreign: number;
  /** Foreign letters with an exact Latin look-alike, and with any. */
  readonly strict: number;
  readonly mapped: number;
  /** Kind of the first foreign letter, and whether others follow of another kind. */
  readonly kind: number;
  readonly several: boolean;
  /** Times the alphabet changes between neighbouring letters, and whether the first letter is Latin. */
  readonly switches: number;
  readonly latinFirst: boolean;
};

export function undoLookAlikes(work: Work): void {
  const alphabets = work.present & (FOREIGN | (1 << Kind.latin));
  // One alphabet alone, or none: a power of two has one bit.
  if ((alphabets & (alphabets - 1)) === 0) return;
  const words = readWords(work);
  let latin = 0;
  let genuine = 0;
  let disguised = 0;
  let unlike = 0;
  for (const word of words) {
    latin += word.latin;
    if (isGenuine(word)) genuine += word.foreign;
    if (word.latin > 0 && word.foreign > 0 && word.mapped === word.foreign) disguised += 1;
    if (word.latin === 0 && word.mapped !== word.foreign) unlike += 1;
  }
  const company: Company = { foreign: genuine > latin, pure: genuine === 0, disguised: unlike === 0 && disguised >= 2 };
  for (const [index, word] of words.entries()) {
    if (word.foreign === 0) continue;
    if (word.latin > 0 || word.several) undoMixedWord(work, word, company);
    else if (latin > genuine && passesWhole(word, words[index - 1], words[index + 1], company)) toLatin(work, word);
  }
}

/** What the words of the whole text say about each of them. */
type Company = {
  /** Most of it is genuinely foreign. */
  readonly foreign: boolean;
  /** No word is genuinely foreign. */
  readonly pure: boolean;
  /** None has a letter unlike any Latin one, and two mixed words and more are Latin in disguise. */
  readonly disguised: boolean;
};

function readWords(work: Work): readonly Word[] {
  const words: Word[] = [];
  for (let index = 0; index < work.length; index += 1) {
    if (!isLetter(work.kinds[index] ?? 0)) continue;
    const word = readWord(work, index);
    words.push(word);
    index = word.end;
  }
  return words;
}

function readWord(work: Work, start: number): Word {
  const { kinds, codes } = work;
  let latin = 0;
  let foreign = 0;
  let strict = 0;
  let mapped = 0;
  let kind: number = Kind.latin;
  let several = false;
  let switches = 0;
  let before = -1;
  let index = start;
  for (; index < work.length; index += 1) {
    const here = kinds[index] ?? 0;
    if (here === Kind.digit) continue;
    if (!isLetter(here)) break;
    if (here === Kind.latin) latin += 1;
    else {
      if (foreign === 0) kind = here;
      else if (here !== kind) several = true;
      foreign += 1;
      const code = codes[index] ?? 0;
      if (STRICT.has(code)) strict += 1;
      if (STRICT.has(code) || LOOSE.has(code)) mapped += 1;
    }
    const isLatin = here === Kind.latin ? 1 : 0;
    if (before >= 0 && before !== isLatin) switches += 1;
    before = isLatin;
  }
  const latinFirst = kinds[start] === Kind.latin;
  return { start, end: index, latin, foreign, strict, mapped, kind, several, switches, latinFirst };
}

function isLetter(kind: number): boolean {
  return kind === Kind.latin || (FOREIGN & (1 << kind)) !== 0;
}

function undoMixedWord(work: Work, word: Word, company: Company): void {
  // "μm", "Δt", "kΩ": two letters with Greek are a unit or a formula.
  const fewest = word.kind === Kind.greek || company.foreign ? 3 : 2;
  if (word.mapped === 0 || word.latin + word.foreign < fewest) return;
  // "SMSка", "PDFом": a Latin word with an ending of the language around it.
  if (company.foreign && word.latinFirst && word.switches === 1 && word.latin >= 2) return;
  if (!work.rereading) work.tally.add('mixed-script', work.starts[word.start] ?? 0, work.ends[word.end - 1] ?? 0);
  const back = word.several ? undefined : backTo(word.kind);
  const readsForeign = back !== undefined && allLatinIn(work, word, back);
  if (readsForeign && (company.foreign || word.mapped < word.foreign)) mapLetters(work, word, back, word.kind);
  else if (!company.foreign || word.mapped === word.foreign) toLatin(work, word);
}

function backTo(kind: number): ReadonlyMap<number, number> | undefined {
  if (kind === Kind.cyrillic) return TO_CYRILLIC;
  return kind === Kind.greek ? TO_GREEK : undefined;
}

function allLatinIn(work: Work, word: Word, back: ReadonlyMap<number, number>): boolean {
  for (let index = word.start; index < word.end; index += 1) {
    if (work.kinds[index] === Kind.latin && !back.has(work.codes[index] ?? 0)) return false;
  }
  return true;
}

/**
 * Exact look-alikes throughout and no genuine foreign word beside it. One letter, but a Greek one, passes where no word is
 * foreign; inexact look-alikes pass where other words are disguised.
 */
function passesWhole(word: Word, before: Word | undefined, after: Word | undefined, company: Company): boolean {
  if (word.foreign < 2 && !(company.pure && word.kind !== Kind.greek) && !company.disguised) return false;
  if (company.disguised && word.mapped === word.foreign) return true;
  return word.strict === word.foreign && !isGenuine(before) && !isGenuine(after);
}

/** A foreign word with a letter that no Latin one looks like; or, since в, к, м are what Russian is made of, an inexact one. */
function isGenuine(word: Word | undefined): boolean {
  return word !== undefined && word.latin === 0 && !word.several && word.strict !== word.foreign;
}

function toLatin(work: Work, word: Word): void {
  mapLetters(work, word, undefined, Kind.latin);
}

function mapLetters(work: Work, word: Word, back: ReadonlyMap<number, number> | undefined, kind: number): void {
  for (let index = word.start; index < word.end; index += 1) {
    const here = work.kinds[index] ?? 0;
    const code = work.codes[index] ?? 0;
    if (!isLetter(here)) continue;
    const target = here === kind ? exotic(kind, code) : back ? back.get(code) : (STRICT.get(code) ?? LOOSE.get(code));
    if (target === undefined) continue;
    work.codes[index] = target;
    work.kinds[index] = kind;
    work.present |= 1 << kind;
    noteUndone(work);
    work.tally.add('confusable', work.starts[index] ?? 0, work.ends[index] ?? 0);
  }
}

/** ɱ, ɾ and their like, once the word is known to be a disguise of a Latin one. */
function exotic(kind: number, code: number): number | undefined {
  return kind === Kind.latin && code > 127 ? EXOTIC.get(code) : undefined;
}
