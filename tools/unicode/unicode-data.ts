// SPDX-License-Identifier: Apache-2.0
/** Reads the Unicode Character Database and Unihan as Debian's `unicode-data` package installs them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = '/usr/share/unicode';

export type CharacterFacts = {
  readonly name: string;
  readonly category: string;
  /** `<font> 0061`, or '' without a decomposition. */
  readonly decomposition: string;
  readonly numeric: string;
};

export function readText(file: string): string {
  const location = path.join(FOLDER, file);
  if (!file.endsWith('.bz2')) return readFileSync(location, 'utf8');
  return execFileSync('bzcat', [location], { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Version of the database, from the heading of a versioned file. */
export function readVersion(): string {
  const version = /Scripts-(\d+\.\d+\.\d+)\.txt/u.exec(readText('Scripts.txt'))?.[1];
  if (version === undefined) throw new Error('Scripts.txt states no version: install Debian’s unicode-data package');
  return version;
}

/** Every assigned code point with its facts; ranges ("<CJK Ideograph, First>") are expanded. */
export function readCharacters(): ReadonlyMap<number, CharacterFacts> {
  const characters = new Map<number, CharacterFacts>();
  let rangeStart = -1;
  for (const line of readText('UnicodeData.txt').split('\n')) {
    const fields = line.split(';');
    const [hex = '', name = '', category = ''] = fields;
    if (hex === '') continue;
    const code = Number.parseInt(hex, 16);
    const facts = { name, category, decomposition: fields[5] ?? '', numeric: fields[8] ?? '' };
    if (name.endsWith(', First>')) rangeStart = code;
    else if (name.endsWith(', Last>')) for (let each = rangeStart; each <= code; each += 1) characters.set(each, facts);
    else characters.set(code, facts);
  }
  return characters;
}

/** Code point → value, from a file of `range ; value` lines; `only` keeps one value. */
export function readProperty(file: string, only?: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  for (const line of readText(file).split('\n')) {
    const match = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([A-Za-z_0-9]+)/u.exec(line);
    if (!match) continue;
    const [, first = '', last = first, value = ''] = match;
    if (only !== undefined && value !== only) continue;
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1) values.set(code, value);
  }
  return values;
}

/** Code point → the value of one Unihan field. */
export function readUnihan(file: string, field: string): ReadonlyMap<number, string> {
  const values = new Map<number, string>();
  for (const line of readText(file).split('\n')) {
    const [code = '', name, value = ''] = line.split('\t');
    if (name === field) values.set(Number.parseInt(code.slice(2), 16), value);
  }
  return values;
}
