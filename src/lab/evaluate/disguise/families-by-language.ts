// SPDX-License-Identifier: Apache-2.0
/**
 * Disguises for evaluation, by family, for the languages with enough scams to measure them on. Tables, places and habits differ from
 * those that make training rows, so that no family is judged by its own generator.
 */
import { type Draw, pick } from '../../train/random.ts';
import {
  DISGUISED_LINKS,
  type Disguise,
  EMOJI_BETWEEN,
  insertBehind,
  padding,
  substitute,
  wedgeInvisibles,
  writeDigits,
} from './disguise.ts';
import {
  ACCENTS,
  HAN_PARTS,
  HAN_SOUNDS,
  HAN_SYMBOLS,
  HAN_TRADITIONAL,
  INVISIBLES,
  LOOK_ALIKES,
  MISSPELLINGS,
  NUMBER_FORMS,
  SPLITTERS,
  SYMBOLS,
  type Substitutions,
} from './tables.ts';

export const DISGUISES: Readonly<Record<string, readonly Disguise[]>> = {
  en: [...latin(), padding('en')],
  tr: [...latin(), padding('tr')],
  zh: [...han(), padding('zh')],
  ko: [...hangul(), padding('ko')],
  th: [...thai(), padding('th')],
};

function latin(): readonly Disguise[] {
  return [
    { family: 'look-alikes', apply: (text, draw) => inWords(text, draw, 0.5, changer(LOOK_ALIKES, 0.5)) },
    { family: 'invisibles', apply: (text, draw) => inWords(text, draw, 0.6, wedge) },
    { family: 'symbols', apply: (text, draw) => inWords(text, draw, 0.5, changer(SYMBOLS, 0.5)) },
    { family: 'split-words', apply: (text, draw) => inWords(text, draw, 0.3, split) },
    { family: 'styled', apply: (text, draw) => inWords(text, draw, 0.5, style) },
    { family: 'misspelling', apply: (text, draw) => inWords(text, draw, 0.4, misspell) },
    { family: 'accents', apply: (text, draw) => inWords(text, draw, 0.5, changer(ACCENTS, 0.6)) },
    EMOJI_BETWEEN,
    DISGUISED_LINKS,
  ];
}

function han(): readonly Disguise[] {
  const sign = /\p{Script=Han}/gu;
  return [
    { family: 'homophones', apply: (text, draw) => substitute(text, draw, HAN_SOUNDS, 0.8) },
    { family: 'split-characters', apply: (text, draw) => substitute(text, draw, HAN_PARTS, 0.8) },
    { family: 'traditional', apply: (text, draw) => substitute(text, draw, HAN_TRADITIONAL, 0.8) },
    { family: 'inserted-symbols', apply: (text, draw) => insertBehind(text, draw, sign, HAN_SYMBOLS, 0.3) },
    { family: 'number-forms', apply: (text, draw) => writeDigits(text, draw, NUMBER_FORMS.han) },
    wedgeInvisibles(sign),
    EMOJI_BETWEEN,
    DISGUISED_LINKS,
  ];
}

function hangul(): readonly Disguise[] {
  const sign = /\p{Script=Hangul}/gu;
  return [
    { family: 'split-characters', apply: splitSyllables },
    { family: 'inserted-symbols', apply: (text, draw) => insertBehind(text, draw, sign, HAN_SYMBOLS, 0.3) },
    { family: 'number-forms', apply: (text, draw) => writeDigits(text, draw, NUMBER_FORMS.hangul) },
    wedgeInvisibles(sign),
    EMOJI_BETWEEN,
    DISGUISED_LINKS,
  ];
}

function thai(): readonly Disguise[] {
  const sign = /[\u0e01-\u0e2e](?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])/gu;
  return [
    { family: 'inserted-symbols', apply: (text, draw) => insertBehind(text, draw, sign, HAN_SYMBOLS, 0.2) },
    { family: 'number-forms', apply: (text, draw) => writeDigits(text, draw, NUMBER_FORMS.thai) },
    wedgeInvisibles(sign),
    EMOJI_BETWEEN,
    DISGUISED_LINKS,
  ];
}

type Change = (word: string, draw: Draw) => string;

function inWords(text: string, draw: Draw, share: number, apply: Change): string {
  return text.replaceAll(/(?<![\w./@-])\p{Script=Latin}{3,}(?![\w/@]|[.-]\w)/gu, (word) =>
    draw() < share ? apply(word, draw) : word,
  );
}

function changer(table: Substitutions, chance: number): Change {
  return (word, draw) => substitute(word, draw, table, chance);
}

function wedge(word: string, draw: Draw): string {
  const at = 1 + Math.floor(draw() * (word.length - 1));
  return `${word.slice(0, at)}${pick(draw, INVISIBLES)}${word.slice(at)}`;
}

// All letters apart, or one cut by a blank, which training never makes.
function split(word: string, draw: Draw): string {
  if (draw() < 0.5) return word.split('').join(pick(draw, SPLITTERS));
  const middle = Math.ceil(word.length / 2);
  return `${word.slice(0, middle)} ${word.slice(middle)}`;
}

// Mathematical bold, sans-serif and double-struck small letters, and circled ones.
const STYLES = [0x1d41a, 0x1d5ba, 0x1d552, 0x24d0];

function style(word: string, draw: Draw): string {
  const first = pick(draw, STYLES);
  return word.replaceAll(/[a-z]/gu, (letter) => String.fromCodePoint(first + letter.charCodeAt(0) - 97));
}

// One letter, never the first.
function misspell(word: string, draw: Draw): string {
  const places = [...word.matchAll(/(?<=.)[aceimnostuv]/gu)].map(({ index }) => index);
  if (places.length === 0) return word;
  const at = pick(draw, places);
  return word.slice(0, at) + pick(draw, MISSPELLINGS[word.charAt(at)] ?? ['']) + word.slice(at + 1);
}

// Into the letters that a keyboard shows, one syllable in three.
function splitSyllables(text: string, draw: Draw): string {
  return text.replaceAll(/[가-힣]/gu, (syllable) => (draw() < 0.3 ? keysOf(syllable) : syllable));
}

const FIRST_KEYS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const MIDDLE_KEYS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const LAST_KEYS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

// The Unicode standard, 3.12: a syllable's place is (first · 21 + middle) · 28 + last.
function keysOf(syllable: string): string {
  const place = syllable.charCodeAt(0) - 0xac00;
  const middle = Math.floor(place / LAST_KEYS.length) % MIDDLE_KEYS.length;
  const first = Math.floor(place / (LAST_KEYS.length * MIDDLE_KEYS.length));
  return FIRST_KEYS.charAt(first) + MIDDLE_KEYS.charAt(middle) + LAST_KEYS.charAt(place % LAST_KEYS.length).trim();
}
