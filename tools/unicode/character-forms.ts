// SPDX-License-Identifier: Apache-2.0
/** Explicit forms that compatibility decomposition does not give: digits, letters styled by name, punctuation, radicals. */
import { Kind } from '../../src/decide/text/fold/kind.ts';
import { isDroppedMark, type Skeletons } from './confusable-tables.ts';
import { type CharacterFacts, readProperty, readText } from './unicode-data.ts';

type Characters = ReadonlyMap<number, CharacterFacts>;

/** C1 controls that are Windows-1252 punctuation in honest, badly decoded messages, and what they stand for. */
export const MISREAD: ReadonlyMap<number, string> = new Map([
  [0x80, '€'],
  [0x82, ','],
  [0x85, '...'],
  [0x91, "'"],
  [0x92, "'"],
  [0x93, '"'],
  [0x94, '"'],
  [0x95, '•'],
  [0x96, '-'],
  [0x97, '-'],
  [0x99, 'tm'],
]);

// Used upside down for g, so not for the b that its shape suggests.
const TURNED = new Set([0x183]);

/** Decimal digits of all scripts and enclosed numbers 0–20 that have no compatibility form of their own. */
export function digitForms(characters: Characters): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  for (const [code, { category, name, numeric, decomposition }] of characters) {
    if (code < 128 || decomposition !== '' || !/^\d+$/u.test(numeric)) continue;
    const enclosed = category === 'No' && /\b(?:CIRCLED|FULL STOP|COMMA)\b/u.test(name);
    if (category === 'Nd' || enclosed) forms.set(code, numeric);
  }
  return forms;
}

const STYLES = [
  /^(?:NEGATIVE (?:CIRCLED|SQUARED)|CROSSED NEGATIVE SQUARED|RAISED|SQUARED) LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])$/u,
  /^LATIN LETTER SMALL CAPITAL ([A-Z])$/u,
  /^(?:NEGATIVE )?SQUARED (CL|COOL|FREE|ID|NEW|NG|OK|SOS|VS|IC|PA|SA|AB|WC)$/u,
];

export function styledForms(characters: Characters): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  for (const [code, { name, decomposition }] of characters) {
    if (decomposition !== '') continue;
    for (const style of STYLES) {
      const letters = style.exec(name)?.[1];
      if (letters !== undefined) forms.set(code, letters.toLowerCase());
    }
  }
  return forms;
}

// Prototypes of UTS #39 that are safe everywhere; brackets and CJK punctuation keep their own forms.
const PUNCTUATION = new Set(["'", ',', '-', '~', ':', '*', '.', '+', '/', '\\', '_', '!', '<', '>']);

export function plainForms(characters: Characters, skeletons: Skeletons): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  const scripts = readProperty('Scripts.txt');
  for (const [code, skeleton] of skeletons) {
    const { category = '', decomposition = '' } = characters.get(code) ?? {};
    if (code < 128 || decomposition !== '' || !/^[PS]/u.test(category)) {
      // The spacing acute is what many keyboards give for an apostrophe.
      if (code !== 0xb4) continue;
    }
    if (scripts.get(code) !== 'Common' || (code >= 0x2e80 && code < 0x3200)) continue;
    if (PUNCTUATION.has(skeleton)) forms.set(code, skeleton);
    else if (skeleton === "''") forms.set(code, '"');
  }
  for (const code of [0xb, 0xc, 0x1680, 0x2028, 0x2029, 0x2800]) forms.set(code, ' ');
  for (const [code, sign] of MISREAD) forms.set(code, sign);
  for (const [code, letter] of strokeLetters(characters, skeletons)) forms.set(code, letter);
  for (const [code, ideograph] of radicals()) forms.set(code, ideograph);
  // A final sigma is a sigma; ♥ and ❤ are written for each other.
  forms.set(0x3c2, 'σ');
  forms.set(0x2665, '❤');
  return forms;
}

/** đ, ø, ł, ħ, ı …: letters with a stroke or without a dot, whose skeleton is a letter of a–z with dropped marks. */
function strokeLetters(characters: Characters, skeletons: Skeletons): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [code, skeleton] of skeletons) {
    const { name = '', category = '' } = characters.get(code) ?? {};
    if (
      category !== 'Ll' ||
      !/^LATIN SMALL LETTER (?:DOTLESS )?[A-Z](?: WITH [A-Z ]+)?$/u.test(name) ||
      code < 128 ||
      TURNED.has(code)
    )
      continue;
    const base = Array.from(skeleton)
      .filter((part) => !isDroppedMark(part.codePointAt(0) ?? 0))
      .join('');
    const named = /LETTER (?:DOTLESS )?([A-Z])\b/u.exec(name)?.[1]?.toLowerCase();
    if (base === named) letters.set(code, base);
  }
  return letters;
}

function radicals(): ReadonlyMap<number, string> {
  const forms = new Map<number, string>();
  for (const line of readText('EquivalentUnifiedIdeograph.txt').split('\n')) {
    const match = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)/u.exec(line);
    if (!match) continue;
    const [, first = '', last = first, target = ''] = match;
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1) {
      // Kangxi radicals have a compatibility form; strokes (31C0–31EF) are no characters of a text.
      if (code >= 0x2e80 && code < 0x2f00) forms.set(code, String.fromCodePoint(Number.parseInt(target, 16)));
    }
  }
  return forms;
}

/** Characters that may compose with the one before them, where that one is neither Latin nor Greek. */
export function joiningPairs(characters: Characters, kinds: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const seconds = new Map<number, number>();
  for (const [code, { decomposition }] of characters) {
    if (decomposition === '' || decomposition.startsWith('<')) continue;
    const second = Number.parseInt(decomposition.split(' ')[1] ?? '', 16);
    if (Number.isNaN(second) || String.fromCodePoint(code).normalize('NFC') !== String.fromCodePoint(code)) continue;
    if (kinds.get(second) === Kind.keptMark || second === 0x3099 || second === 0x309a) seconds.set(second, 0);
  }
  // Hangul vowels and finals; and the three marks of й, ї, ў, ѓ, ќ.
  for (let code = 0x1161; code <= 0x1175; code += 1) seconds.set(code, 0);
  for (let code = 0x11a8; code <= 0x11c2; code += 1) seconds.set(code, 0);
  for (const code of [0x301, 0x306, 0x308]) seconds.set(code, 0);
  return seconds;
}
