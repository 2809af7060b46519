// SPDX-License-Identifier: Apache-2.0
/** Letters that pass for Latin ones, from the skeletons of UTS #39, and the way back for Cyrillic and Greek words. */
import { Kind } from '../../src/decide/text/fold/kind.ts';
import type { CharacterFacts } from './unicode-data.ts';

export type Skeletons = ReadonlyMap<number, string>;
type Characters = ReadonlyMap<number, CharacterFacts>;

export function readSkeletons(text: string): { readonly version: string; readonly skeletons: Skeletons } {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const skeletons = new Map<number, string>();
  for (const line of lines) {
    const [code = '', target = ''] = line.split('\t');
    const parts = target.split(' ').map((hex) => Number.parseInt(hex, 16));
    skeletons.set(Number.parseInt(code, 16), String.fromCodePoint(...parts));
  }
  return { version: head.split('\t')[1] ?? '', skeletons };
}

export function isDroppedMark(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || (code >= 0x1dc0 && code <= 0x1dff) || (code >= 0x20d0 && code <= 0x20f0);
}

// The small palochka: UTS #39 pairs it with i for the sake of domain names, its shape and its capital are those of l.
const PALOCHKA = 0x4cf;

/** The letter a–z that a character passes for as it stands, or ''. */
function passesFor(code: number, characters: Characters, skeletons: Skeletons): string {
  if (code === PALOCHKA) return 'l';
  const skeleton = skeletons.get(code) ?? '';
  const base = Array.from(skeleton)
    .filter((part) => !isDroppedMark(part.codePointAt(0) ?? 0))
    .join('');
  if (/^[A-Za-z]$/u.test(base)) return base.toLowerCase();
  const [only, ...more] = base;
  if (only === undefined || more.length > 0) return '';
  const smallCapital = /^LATIN LETTER SMALL CAPITAL ([A-Z])$/u.exec(
    characters.get(only.codePointAt(0) ?? 0)?.name ?? '',
  );
  return smallCapital?.[1]?.toLowerCase() ?? '';
}

export type ConfusableLetters = {
  readonly strict: ReadonlyMap<number, string>;
  readonly loose: ReadonlyMap<number, string>;
  /** Pairs: a Latin letter, then the letter it passes for. */
  readonly toCyrillic: string;
  readonly toGreek: string;
};

const ALPHABETS = new Set<number>([Kind.cyrillic, Kind.greek, Kind.armenian, Kind.alphabet]);

export function confusableLetters(
  characters: Characters,
  kinds: ReadonlyMap<number, number>,
  skeletons: Skeletons,
): ConfusableLetters {
  const strict = new Map<number, string>();
  const loose = new Map<number, string>();
  for (const [code, kind] of kinds) {
    const letter = String.fromCodePoint(code);
    if (!ALPHABETS.has(kind) || letter.toLowerCase() !== letter || letter.normalize('NFKD') !== letter) continue;
    const skeleton = skeletons.get(code) ?? '';
    const itself = passesFor(code, characters, skeletons);
    if (itself !== '' && /^[A-Za-z]$/u.test(skeleton)) {
      strict.set(code, itself);
      continue;
    }
    const upper = letter.toUpperCase();
    const capital = upper.length === 1 ? passesFor(upper.codePointAt(0) ?? 0, characters, skeletons) : '';
    const target = capital === '' ? itself : capital;
    if (target !== '') loose.set(code, target);
  }
  return { strict, loose, toCyrillic: inverse(strict, loose, 'а', 'ѕ'), toGreek: inverse(strict, loose, 'α', 'ω') };
}

/** Latin letter → letter between `first` and `last` that it passes for, the exact look-alike before the loose one. */
function inverse(
  strict: ReadonlyMap<number, string>,
  loose: ReadonlyMap<number, string>,
  first: string,
  last: string,
): string {
  const back = new Map<string, string>();
  for (const table of [strict, loose]) {
    for (const [code, latin] of table) {
      const letter = String.fromCodePoint(code);
      if (letter >= first && letter <= last && !back.has(latin)) back.set(latin, letter);
    }
  }
  return [...back].map(([latin, letter]) => latin + letter).join('');
}

// Letters of living Latin alphabets (Azerbaijani, Icelandic, Sami, African languages …): never taken for disguise.
const LIVING = new Set('æœßþðəɛɔŋɓɗƙƴɣʒǝʊʋɖƒɩƣƥƭʔɂʉɨɵƨƽƅɥʌ');

/** Phonetic and historic Latin letters that pass for a–z. */
export function latinLookAlikes(characters: Characters, skeletons: Skeletons): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  for (const [code, { name, category, decomposition }] of characters) {
    const letter = String.fromCodePoint(code);
    if (code < 128 || decomposition !== '' || LIVING.has(letter) || name.includes('TURNED')) continue;
    if (!/^L[lo]$/u.test(category) || !name.startsWith('LATIN ')) continue;
    if (/SMALL CAPITAL [A-Z]$/u.test(name) || /^LATIN SMALL LETTER (?:DOTLESS )?[A-Z](?: WITH .+)?$/u.test(name)) {
      const own = /LETTER (?:DOTLESS )?([A-Z])\b/u.exec(name)?.[1]?.toLowerCase();
      if (own === passesFor(code, characters, skeletons) || /SMALL CAPITAL/u.test(name)) continue;
    }
    const target = passesFor(code, characters, skeletons);
    if (target !== '') forms.set(code, target);
  }
  return forms;
}

/**
 * Latin letters that readers take for a–z though they are letters of their own (ɱ, ɾ, ɛ …): undone only in a word that
 * other letters have shown to be disguised.
 */
export function exoticLetters(
  characters: Characters,
  skeletons: Skeletons,
  known: ReadonlySet<number>,
): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  for (const [code, { name, category, decomposition }] of characters) {
    if (code < 128 || decomposition !== '' || category !== 'Ll' || known.has(code)) continue;
    const named = /^LATIN SMALL LETTER (?:TURNED |REVERSED |OPEN |SIDEWAYS |DOTLESS )?([A-Z])(?: WITH .+)?$/u.exec(
      name,
    )?.[1];
    const target = passesFor(code, characters, skeletons) || named?.toLowerCase();
    if (target !== undefined && name.startsWith('LATIN ')) forms.set(code, target);
  }
  return forms;
}
