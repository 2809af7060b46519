// SPDX-License-Identifier: Apache-2.0
/**
 * Disguises for training rows. The evaluation has its own generator with other tables and habits, so that the figures say
 * how the model meets disguises that it was not trained on. Of each family it can say whether training saw the kind.
 */
import { type Draw, pick } from './random.ts';

export const DISGUISE_KINDS = [
  'look-alikes',
  'symbols',
  'invisibles',
  'split-words',
  'styled',
  'misspelling',
  'accents',
  'emoji',
  'disguised-links',
  'innocent-padding',
  'homophones',
  'split-characters',
  'traditional',
  'inserted-symbols',
  'number-forms',
] as const;
export type DisguiseKind = (typeof DISGUISE_KINDS)[number];

type Disguise = { readonly kind: DisguiseKind; readonly apply: (text: string, draw: Draw) => string };

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  i: 'і',
  s: 'ѕ',
  x: 'х',
};
const SYMBOLS: Readonly<Record<string, string>> = { a: '@', o: '0', i: '1', e: '3', s: '$' };
const INVISIBLES = ['\u200b', '\u200d', '\u00ad', '\u2060'];
const SPLITTERS = [' ', '.', '-'];
const DOT = '[.]';
const HAN_SIGNS = ['.', '*', ' ', '、', '-', '~'];
const HAN_SOUNDS: Readonly<Record<string, string>> = {
  微: '薇',
  信: '芯',
  钱: '浅',
  款: '歀',
  账: '帐',
  码: '玛',
  贷: '待',
};
const HAN_DIGITS = '〇一二三四五六七八九';

const LATIN: readonly Disguise[] = [
  {
    kind: 'look-alikes',
    apply: (text, draw) => eachWord(text, draw, 0.35, (word) => swap(word, LOOK_ALIKES, draw, 0.7)),
  },
  { kind: 'symbols', apply: (text, draw) => eachWord(text, draw, 0.35, (word) => swap(word, SYMBOLS, draw, 0.7)) },
  {
    kind: 'invisibles',
    apply: (text, draw) => eachWord(text, draw, 0.4, (word) => cut(word, draw, pick(draw, INVISIBLES))),
  },
  {
    kind: 'split-words',
    apply: (text, draw) => eachWord(text, draw, 0.2, (word) => word.split('').join(pick(draw, SPLITTERS))),
  },
  { kind: 'styled', apply: (text, draw) => eachWord(text, draw, 0.5, (word) => word.split('').map(widen).join('')) },
  { kind: 'misspelling', apply: (text, draw) => eachWord(text, draw, 0.3, (word) => misspell(word, draw)) },
  {
    kind: 'disguised-links',
    apply: (text, draw) =>
      text.replaceAll('.', (dot, at: number) => (/\w/u.test(text.charAt(at + 1)) && draw() < 0.8 ? DOT : dot)),
  },
];

const HAN: readonly Disguise[] = [
  {
    kind: 'inserted-symbols',
    apply: (text, draw) => eachHan(text, draw, 0.25, (sign) => sign + pick(draw, HAN_SIGNS)),
  },
  { kind: 'homophones', apply: (text, draw) => swap(text, HAN_SOUNDS, draw, 0.7) },
  {
    kind: 'number-forms',
    apply: (text, draw) =>
      text.replaceAll(/\d/gu, (digit) => (draw() < 0.7 ? HAN_DIGITS.charAt(Number(digit)) : digit)),
  },
  { kind: 'invisibles', apply: (text, draw) => eachHan(text, draw, 0.3, (sign) => sign + pick(draw, INVISIBLES)) },
];

/** What stands for what in training rows: for the test that evaluation uses none of it. */
export const TRAINING_TABLES = {
  lookAlikes: LOOK_ALIKES,
  symbols: SYMBOLS,
  sounds: HAN_SOUNDS,
  digits: HAN_DIGITS,
  invisibles: INVISIBLES,
  hanSigns: HAN_SIGNS,
  splitters: SPLITTERS,
  dot: DOT,
} as const;

/** Did training rows in this language show the kind? Every language is padded, with innocent rows of its own. */
export function isTrainedKind(kind: DisguiseKind, lang: string): boolean {
  if (kind === 'innocent-padding') return true;
  // Thai and Korean texts hold hardly a Latin word besides their links.
  const shown = lang === 'zh' ? HAN : lang === 'th' || lang === 'ko' ? LATIN.slice(-1) : LATIN;
  return shown.some((one) => one.kind === kind);
}

/** The text in one of the disguises that suit its script. */
export function disguise(text: string, draw: Draw): string {
  const isHan = /\p{Script=Han}/u.test(text);
  return pick(draw, isHan ? HAN : LATIN).apply(text, draw);
}

function eachWord(text: string, draw: Draw, share: number, change: (word: string) => string): string {
  return text.replaceAll(/[A-Za-z]{4,}/gu, (word) => (draw() < share ? change(word) : word));
}

function eachHan(text: string, draw: Draw, share: number, change: (sign: string) => string): string {
  return text.replaceAll(/\p{Script=Han}/gu, (sign) => (draw() < share ? change(sign) : sign));
}

function swap(text: string, table: Readonly<Record<string, string>>, draw: Draw, share: number): string {
  let changed = '';
  for (const sign of text) changed += draw() < share ? (table[sign] ?? sign) : sign;
  return changed;
}

function cut(word: string, draw: Draw, sign: string): string {
  const at = 1 + Math.floor(draw() * (word.length - 1));
  return word.slice(0, at) + sign + word.slice(at);
}

function widen(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
}

function misspell(word: string, draw: Draw): string {
  const at = 1 + Math.floor(draw() * (word.length - 2));
  const kind = draw();
  if (kind < 0.4) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.7) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return word.slice(0, at) + word.charAt(at) + word.slice(at);
}
