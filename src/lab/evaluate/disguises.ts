// SPDX-License-Identifier: Apache-2.0
/**
 * Disguises for evaluation, by family. Tables, places and habits differ from those that make training rows, so that no family is
 * judged by its own generator.
 */
import { type Draw, pick } from '../train/random.ts';

export type Disguise = { readonly family: string; readonly apply: (text: string, draw: Draw) => string };

type Table = Readonly<Record<string, readonly string[]>>;

const LOOK_ALIKES: Table = {
  a: ['ɑ', 'α', 'ａ'],
  c: ['ϲ', 'ⅽ'],
  d: ['ԁ', 'ⅾ'],
  e: ['ҽ', 'ｅ', 'é'],
  g: ['ɡ'],
  h: ['һ'],
  i: ['ı', 'ɩ', 'í'],
  j: ['ј'],
  k: ['κ'],
  n: ['ո'],
  o: ['ο', 'օ', 'ö'],
  p: ['ρ'],
  s: ['ꜱ', 'ѕ'],
  t: ['τ'],
  u: ['υ', 'ս', 'ü'],
  v: ['ѵ', 'ν'],
  w: ['ԝ'],
  y: ['у', 'ү'],
};
const SYMBOLS: Table = {
  a: ['4', '@'],
  b: ['8'],
  e: ['3'],
  g: ['9'],
  i: ['!', '|', '1'],
  l: ['1', '|'],
  o: ['0'],
  s: ['5', '$'],
  t: ['7', '+'],
};
const INVISIBLES = ['\u200c', '\u2063', '\ufeff', '\u180e', '\u202c'];
const HAN_SYMBOLS = ['·', '/', '|', '_', '＋', '^', '…'];
const HAN_SOUNDS: Table = {
  信: ['芯', '亻言'],
  微: ['威', '徽'],
  款: ['宽'],
  贷: ['袋', '岱'],
  账: ['仗'],
  户: ['沪'],
  验: ['焰'],
  证: ['正'],
  码: ['蚂'],
  银: ['吟'],
  转: ['砖'],
  登: ['灯'],
  加: ['伽'],
  群: ['裙'],
  币: ['毕'],
  钱: ['欠'],
};
const HAN_PARTS: Table = {
  好: ['女子'],
  信: ['亻言'],
  微: ['彳散'],
  码: ['石马'],
  银: ['钅艮'],
  钱: ['钅戋'],
  验: ['马佥'],
  们: ['亻门'],
  的: ['白勺'],
  到: ['至刂'],
  加: ['力口'],
  款: ['士示欠'],
};
const HAN_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const CIRCLED = '⓪①②③④⑤⑥⑦⑧⑨';
const PADDINGS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Thanks again for dinner on Sunday, the kids had a lovely time and the dog slept the whole way home.',
    'Remember to bring the blue folder and your trainers tomorrow, the bus leaves at half past eight.',
    'We walked along the river after lunch and it hardly rained at all, wish you had been there.',
  ],
  zh: [
    '昨天晚上大家一起吃了火锅，孩子们玩得很开心，回来的路上都睡着了。',
    '明天记得带伞，听说下午会下雨，我们还是老地方见。',
    '妈妈说家里的花都开了，有空回来看看，她做了你爱吃的菜。',
  ],
};

export const LATIN_DISGUISES: readonly Disguise[] = [
  {
    family: 'look-alikes',
    apply: (text, draw) => inWords(text, draw, 0.5, (word) => change(word, LOOK_ALIKES, draw, 0.5)),
  },
  { family: 'invisibles', apply: (text, draw) => inWords(text, draw, 0.6, (word) => wedge(word, draw, INVISIBLES)) },
  { family: 'symbols', apply: (text, draw) => inWords(text, draw, 0.5, (word) => change(word, SYMBOLS, draw, 0.5)) },
  {
    family: 'split-words',
    apply: (text, draw) => inWords(text, draw, 0.3, (word) => word.split('').join(pick(draw, [' ', '_', '*', '·']))),
  },
  { family: 'styled', apply: (text, draw) => inWords(text, draw, 0.5, (word) => style(word, draw)) },
  { family: 'misspelling', apply: (text, draw) => inWords(text, draw, 0.4, (word) => misspell(word, draw)) },
  { family: 'disguised-links', apply: hideLinks },
  { family: 'innocent-padding', apply: (text, draw) => padWith('en', text, draw) },
];

export const HAN_DISGUISES: readonly Disguise[] = [
  { family: 'homophones', apply: (text, draw) => change(text, HAN_SOUNDS, draw, 0.8) },
  { family: 'split-characters', apply: (text, draw) => change(text, HAN_PARTS, draw, 0.8) },
  {
    family: 'inserted-symbols',
    apply: (text, draw) =>
      text.replaceAll(/\p{Script=Han}/gu, (sign) => (draw() < 0.3 ? sign + pick(draw, HAN_SYMBOLS) : sign)),
  },
  {
    family: 'number-forms',
    apply: (text, draw) =>
      text.replaceAll(/\d/gu, (digit) => (draw() < 0.5 ? HAN_DIGITS : CIRCLED).charAt(Number(digit))),
  },
  {
    family: 'invisibles',
    apply: (text, draw) =>
      text.replaceAll(/\p{Script=Han}/gu, (sign) => (draw() < 0.4 ? sign + pick(draw, INVISIBLES) : sign)),
  },
  { family: 'disguised-links', apply: hideLinks },
  { family: 'innocent-padding', apply: (text, draw) => padWith('zh', text, draw) },
];

function inWords(text: string, draw: Draw, share: number, apply: (word: string) => string): string {
  return text.replaceAll(/[A-Za-z]{3,}/gu, (word) => (draw() < share ? apply(word) : word));
}

function change(text: string, table: Table, draw: Draw, share: number): string {
  let changed = '';
  for (const sign of text) {
    const choices = table[sign.toLowerCase()];
    changed += choices !== undefined && draw() < share ? pick(draw, choices) : sign;
  }
  return changed;
}

function wedge(word: string, draw: Draw, signs: readonly string[]): string {
  const at = 1 + Math.floor(draw() * (word.length - 1));
  return `${word.slice(0, at)}${pick(draw, signs)}${word.slice(at)}`;
}

// Mathematical bold, sans-serif and double-struck small letters, and circled ones.
const STYLES = [0x1d41a, 0x1d5ba, 0x1d552, 0x24d0];

function style(word: string, draw: Draw): string {
  const first = pick(draw, STYLES);
  return word.replaceAll(/[a-z]/gu, (letter) => String.fromCodePoint(first + letter.charCodeAt(0) - 97));
}

function misspell(word: string, draw: Draw): string {
  const at = 1 + Math.floor(draw() * (word.length - 2));
  if (draw() < 0.5) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  return word.slice(0, at) + pick(draw, ['a', 'e', 'i', 'o', 'x', 'z']) + word.slice(at + 1);
}

function hideLinks(text: string, draw: Draw): string {
  const dot = pick(draw, ['(dot)', '[.]', '。', ' . ', '{.}']);
  return text
    .replaceAll(/https?:\/\//gu, () => pick(draw, ['hxxp://', 'h t t p://', '']))
    .replaceAll(/(?<=[a-z0-9])\.(?=[a-z])/gu, () => dot);
}

function padWith(lang: string, text: string, draw: Draw): string {
  const padding = pick(draw, PADDINGS[lang] ?? ['']);
  return draw() < 0.5 ? `${padding} ${text}` : `${text}\n${padding}`;
}
