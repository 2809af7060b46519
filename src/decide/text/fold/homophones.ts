// SPDX-License-Identifier: Apache-2.0
/**
 * Chinese words written with other characters of the same sound (薇信, 贷歀), taken to pieces (石马) or in a listed disguise (v❤).
 * A sound alone proves nothing in Chinese, where every syllable has dozens of characters: a word is restored by sound only
 * when what stands for its characters is rare, or when it is the single wrong character of a word of three and more.
 */
import { phraseAt, type Phrase } from './han-index.ts';
import { Begins, hanLexicon, type HanLexicon } from './han-lexicon.ts';
import { wordBySound } from './han-sounds.ts';
import { Kind } from './kind.ts';
import { kindOf } from './kinds.ts';
import { codeAt, isAlphanumeric, isAsciiLetter } from './units.ts';
import { compact, replaceUnits, type Work } from './work.ts';

// Signs that an address to write to is near.
const BEFORE_CONTACT = new Set(Array.from('加+聊扫添发', (sign) => sign.charCodeAt(0)));
const AFTER_CONTACT = new Set(Array.from('号:加聊', (sign) => sign.charCodeAt(0)));

export function undoHomophones(work: Work): void {
  if ((work.present & (1 << Kind.han)) === 0 || work.notChinese) return;
  const { codes, length } = work;
  const lexicon = hanLexicon();
  for (let index = 0; index < length; index += 1) {
    const begins = lexicon.begins[codes[index] ?? 0] ?? 0;
    if (begins !== 0) index += restoreAt(work, index, begins, lexicon);
  }
  compact(work);
}

/** Restores what begins at `index`; answers how many further units have been dealt with. */
function restoreAt(work: Work, index: number, begins: number, lexicon: HanLexicon): number {
  if (work.guarded[index] === 1) return 0;
  const honest = (begins & Begins.honest) === 0 ? undefined : phraseAt(lexicon.honest, work, index);
  const honestLength = honest ? honest.from.length : 0;
  const phrase = disguiseAt(work, index, begins, lexicon);
  // Of an honest word and a disguise that begin alike, the longer one stands there: 验证石马 holds 验证.
  if (phrase && phrase.from.length > honestLength) {
    restorePhrase(work, index, phrase);
    return phrase.from.length - 1;
  }
  if (honestLength > 0) return honestLength - 1;
  const word = (begins & Begins.sound) === 0 ? undefined : wordBySound(work, index);
  if (!word) return 0;
  for (const [step, code] of word.entries()) {
    if (codeAt(work, index + step) !== code) replaceUnits(work, index + step, index + step + 1, code, Kind.han);
  }
  work.tally.add('homophone', work.starts[index] ?? 0, work.ends[index + word.length - 1] ?? 0);
  return word.length - 1;
}

function disguiseAt(work: Work, index: number, begins: number, lexicon: HanLexicon): Phrase | undefined {
  if ((begins & Begins.disguise) !== 0) {
    const phrase = phraseAt(lexicon.disguises, work, index);
    if (phrase && isApart(work, index, phrase)) return phrase;
  }
  if ((begins & Begins.besideContact) === 0) return undefined;
  const phrase = phraseAt(lexicon.besideContact, work, index);
  return phrase && isApart(work, index, phrase) && isBesideContact(work, index, phrase) ? phrase : undefined;
}

/** A disguise that begins or ends with a Latin letter must not be part of a longer Latin word or code. */
function isApart(work: Work, index: number, phrase: Phrase): boolean {
  const end = index + phrase.from.length;
  const startsInWord = isAsciiLetter(codeAt(work, index)) && isAlphanumeric(codeAt(work, index - 1));
  return !startsInWord && !(isAsciiLetter(codeAt(work, end - 1)) && isAsciiLetter(codeAt(work, end)));
}

/** An address follows a whole word at once (威信abc); after one character or a letter more than that is needed. */
function isBesideContact(work: Work, index: number, phrase: Phrase): boolean {
  const end = index + phrase.from.length;
  const after = codeAt(work, end);
  if (BEFORE_CONTACT.has(codeAt(work, index - 1)) || AFTER_CONTACT.has(after)) return true;
  return phrase.from.length > 1 && !isAsciiLetter(codeAt(work, end - 1)) && isAlphanumeric(after);
}

function restorePhrase(work: Work, index: number, phrase: Phrase): void {
  const start = work.starts[index] ?? 0;
  const end = work.ends[index + phrase.from.length - 1] ?? 0;
  const extra = phrase.from.length - phrase.to.length;
  for (const [step, code] of phrase.to.entries()) {
    const isLast = step === phrase.to.length - 1;
    replaceUnits(work, index + step, index + step + 1 + (isLast ? extra : 0), code, kindOf(code));
    // When lengths differ, every character stands for the whole.
    if (extra === 0) continue;
    work.starts[index + step] = start;
    work.ends[index + step] = end;
  }
  work.tally.add('homophone', start, end);
}
