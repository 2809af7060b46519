// SPDX-License-Identifier: Apache-2.0
/** Simplified forms and toneless readings of Han characters, from Unihan. */
import { HAN_WORDS } from '../../src/decide/text/fold/han-words.ts';
import { readUnihan } from './unicode-data.ts';

const FIRST = 0x4e00;
const LAST = 0x9fff;

// Characters of simplified Chinese too (幺, 哪吒, 大阪), though Unihan names another form for them.
const OWN = new Set(['幺', '吒', '阪']);

/** Traditional or variant character → simplified, where Unihan names exactly one that is not the character itself. */
export function simplifiedForms(): ReadonlyMap<string, string> {
  const direct = new Map<number, number>();
  const simplified = readUnihan('Unihan_Variants.txt.bz2', 'kSimplifiedVariant');
  const shapes = readUnihan('Unihan_Variants.txt.bz2', 'kZVariant');
  for (const [code, value] of simplified) {
    const targets = codesIn(value);
    // The first form is the usual one; a character that is its own simplified form (乾, 著) stays.
    const [target] = targets;
    if (target !== undefined && !targets.includes(code)) direct.set(code, target);
  }
  for (const [code, value] of shapes) {
    const [target] = codesIn(value).flatMap((shape) => direct.get(shape) ?? []);
    if (!direct.has(code) && target !== undefined && target !== code && !isSimplified(code, direct))
      direct.set(code, target);
  }
  const forms = new Map<string, string>();
  for (const code of [...direct.keys()].toSorted((a, b) => a - b)) {
    let target = code;
    for (let step = 0; step < 4; step += 1) target = direct.get(target) ?? target;
    const usable = code >= FIRST && code <= LAST && target >= FIRST && target <= LAST && target !== code;
    if (usable && !direct.has(target) && !OWN.has(String.fromCodePoint(code)))
      forms.set(String.fromCodePoint(code), String.fromCodePoint(target));
  }
  return forms;
}

function isSimplified(code: number, direct: ReadonlyMap<number, number>): boolean {
  for (const target of direct.values()) if (target === code) return true;
  return false;
}

function codesIn(value: string): readonly number[] {
  return [...value.matchAll(/U\+([0-9A-F]+)/gu)].map((match) => Number.parseInt(match[1] ?? '', 16));
}

/** `wei 为位…|薇葳…`: the syllables of the target words, each with its common characters, then the rare ones. */
export function syllableLines(): string {
  const readings = toneless();
  const common = everyday();
  const wanted = new Set<string>();
  for (const word of HAN_WORDS) {
    for (const character of word)
      for (const syllable of readings.get(character.codePointAt(0) ?? 0) ?? []) wanted.add(syllable);
  }
  const lines: string[] = [];
  for (const syllable of [...wanted].toSorted()) {
    const codes = [...readings].filter(([, syllables]) => syllables[0] === syllable).map(([code]) => code);
    const write = (keep: boolean): string =>
      codes
        .filter((code) => common.has(code) === keep)
        .toSorted((a, b) => a - b)
        .map((code) => String.fromCodePoint(code))
        .join('');
    lines.push(`${syllable} ${write(true)}|${write(false)}`);
  }
  return lines.join('\n');
}

/** The customary reading of every character, without tone; ü is written v. */
function toneless(): ReadonlyMap<number, readonly string[]> {
  const readings = new Map<number, readonly string[]>();
  for (const [code, value] of readUnihan('Unihan_Readings.txt.bz2', 'kMandarin')) {
    if (code < FIRST || code > LAST) continue;
    const [first = ''] = value.split(' ');
    readings.set(code, [
      first.replaceAll('ü', 'v').normalize('NFD').replaceAll('u\u0308', 'v').replaceAll(/\p{M}/gu, ''),
    ]);
  }
  return readings;
}

/** Characters of running text: counted in a frequency dictionary, or on the first level of GB 2312 (rows 16–55). */
function everyday(): ReadonlySet<number> {
  const codes = new Set(readUnihan('Unihan_Readings.txt.bz2', 'kHanyuPinlu').keys());
  for (const [code, cell] of readUnihan('Unihan_OtherMappings.txt.bz2', 'kGB0'))
    if (Number(cell) < 5600) codes.add(code);
  return codes;
}
