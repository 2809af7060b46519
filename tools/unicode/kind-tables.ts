// SPDX-License-Identifier: Apache-2.0
/** Which kind each character has, which characters fold to something else, and which are styled. */
import { Kind } from '../../src/decide/text/fold/kind.ts';
import { normalForm } from '../../src/decide/text/fold/normal-form.ts';
import { MISREAD } from './character-forms.ts';
import type { Skeletons } from './confusable-tables.ts';
import { type CharacterFacts, readProperty } from './unicode-data.ts';

const END = 0x20000;

// Marks of Latin, Greek and Cyrillic writing; what other scripts need lies outside these blocks.
const DROPPED_MARKS: readonly (readonly [number, number])[] = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20f0],
  [0xa66f, 0xa67d],
  [0xa69e, 0xa69f],
  [0xfe20, 0xfe2f],
];
// Emoji variation, direction marks and isolates, the byte order mark, and tatweel, which only stretches a word.
const SILENT = new Set([0x200e, 0x200f, 0x61c, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xfe0e, 0xfe0f, 0x640]);
const KEPT_IGNORABLES = new Set([0x180b, 0x180c, 0x180d, 0x180f, 0x17b4, 0x17b5]);
// Splitting these apart would destroy ordinary Thai, Lao, Tibetan and Korean.
const NEVER_SPLIT: readonly (readonly [number, number])[] = [
  [0xe00, 0xfff],
  [0x1100, 0x11ff],
  [0x3130, 0x318f],
  [0xac00, 0xd7ff],
];
// Spacing accents would become a bare space.
const SPACING_ACCENTS = /^<[a-z]+> 0020 /u;

export function kindsOfCharacters(
  characters: ReadonlyMap<number, CharacterFacts>,
  skeletons: Skeletons,
): ReadonlyMap<number, number> {
  const scripts = readProperty('Scripts.txt');
  const ignorable = readProperty('DerivedCoreProperties.txt', 'Default_Ignorable_Code_Point');
  const passing = scriptsThatPassForLatin(scripts, skeletons);
  const kinds = new Map<number, number>();
  for (let code = 0; code < END; code += 1) {
    const kind = kindOfCharacter(code, characters.get(code), scripts.get(code), ignorable.has(code), passing);
    if (kind !== Kind.other) kinds.set(code, kind);
  }
  return kinds;
}

function kindOfCharacter(
  code: number,
  facts: CharacterFacts | undefined,
  script: string | undefined,
  ignorable: boolean,
  passing: ReadonlySet<string>,
): number {
  if (code === 0x200c || code === 0x200d) return Kind.joiner;
  if (SILENT.has(code)) return Kind.silent;
  if (KEPT_IGNORABLES.has(code)) return Kind.keptMark;
  if (ignorable) return Kind.invisible;
  if (!facts) return Kind.other;
  const { category } = facts;
  if (code === 9 || code === 10 || code === 11 || code === 12 || code === 13) return Kind.space;
  // C1 controls are letters of Windows-1252 read wrongly, not disguise; PLAIN_FORMS restores the usual ones.
  if (code >= 0x80 && code < 0xa0) return MISREAD.has(code) ? Kind.other : Kind.silent;
  if (category === 'Cc' || (code >= 0xfff9 && code <= 0xfffb)) return Kind.invisible;
  if (category.startsWith('Z') || code === 0x2800) return Kind.space;
  if (code >= 48 && code <= 57) return Kind.digit;
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return Kind.regional;
  if (category.startsWith('M')) return within(code, DROPPED_MARKS) ? Kind.droppedMark : Kind.keptMark;
  if (category.startsWith('L') || script === 'Han') return kindOfLetter(script ?? 'Unknown', code, passing);
  return Kind.other;
}

const KIND_OF_SCRIPT: ReadonlyMap<string, number> = new Map<string, number>([
  ['Latin', Kind.latin],
  ['Cyrillic', Kind.cyrillic],
  ['Greek', Kind.greek],
  ['Armenian', Kind.armenian],
  ['Han', Kind.han],
  ['Hiragana', Kind.kana],
  ['Katakana', Kind.kana],
  ['Hangul', Kind.jamo],
]);

function kindOfLetter(script: string, code: number, passing: ReadonlySet<string>): number {
  if (code >= 0xac00 && code <= 0xd7a3) return Kind.hangul;
  // The long-vowel mark is shared by both kana.
  if (code === 0x30fc || code === 0xff70) return Kind.kana;
  return KIND_OF_SCRIPT.get(script) ?? (passing.has(script) ? Kind.alphabet : Kind.letter);
}

/** Bicameral or Latin-like alphabets: at least four letters whose skeleton is one ASCII letter. */
function scriptsThatPassForLatin(scripts: ReadonlyMap<number, string>, skeletons: Skeletons): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const [code, skeleton] of skeletons) {
    const script = scripts.get(code);
    if (script !== undefined && /^[A-Za-z]$/u.test(skeleton)) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  // Living scripts that are written next to Latin letters without a space stay ordinary letters.
  const ordinary = new Set(['Common', 'Inherited', 'Arabic', 'Hebrew', 'Myanmar', 'Thai', 'Lao', 'Khmer', 'Ethiopic']);
  return new Set(
    [...counts].filter(([script, count]) => count >= 4 && !ordinary.has(script)).map(([script]) => script),
  );
}

export function changingCharacters(
  characters: ReadonlyMap<number, CharacterFacts>,
  kinds: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const dropped = (code: number): boolean => kinds.get(code) === Kind.droppedMark;
  const changing = new Map<number, number>();
  for (const [code, facts] of characters) {
    if (code >= END || facts.category === 'Cs' || facts.category === 'Co') continue;
    const kind = kinds.get(code) ?? Kind.other;
    if (kind === Kind.droppedMark || kind === Kind.invisible || kind === Kind.silent || kind === Kind.joiner) continue;
    if (within(code, NEVER_SPLIT) || SPACING_ACCENTS.test(facts.decomposition)) continue;
    // Tab and newline stay; every other blank becomes a space.
    if (kind === Kind.space && (code === 9 || code === 10 || code === 13)) continue;
    // ≠, ∌: a struck sign means something else than the sign.
    if (kind === Kind.other && facts.decomposition !== '' && !facts.decomposition.startsWith('<')) continue;
    const character = String.fromCodePoint(code);
    if (normalForm(character, dropped) !== character) changing.set(code, 0);
  }
  return changing;
}

export function styledCharacters(characters: ReadonlyMap<number, CharacterFacts>): ReadonlyMap<number, number> {
  const styled = new Map<number, number>();
  const ordinals = new Set([0xaa, 0xba]);
  for (const [code, facts] of characters) {
    if (code >= END || ordinals.has(code)) continue;
    const match = /^<(font|circle|square|super|sub)> ((?:[0-9A-F]+ ?)+)$/u.exec(facts.decomposition);
    const compat = /^<compat> 0028 ([0-9A-F]+) 0029$/u.exec(facts.decomposition);
    const parts = (match?.[2] ?? compat?.[1] ?? '').split(' ').map((hex) => Number.parseInt(hex, 16));
    const letters = parts.every((part) => /[\p{Script=Latin}\p{Script=Greek}]/u.test(String.fromCodePoint(part || 32)));
    if (match?.[1] === 'font' && facts.category === 'Nd') styled.set(code, 0);
    if (letters && parts.length === 1) styled.set(code, 0);
  }
  return styled;
}

function within(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
