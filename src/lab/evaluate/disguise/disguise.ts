// SPDX-License-Identifier: Apache-2.0
/** One family of disguise, and what several of them are made of. */
import type { DisguiseKind } from '../../train/evade.ts';
import { type Draw, pick } from '../../train/random.ts';
import { DOTS, EMOJI, INVISIBLES, PADDINGS, SCHEMES, type Substitutions } from './tables.ts';

export type Disguise = {
  readonly family: DisguiseKind;
  readonly apply: (text: string, draw: Draw) => string;
};

/** Each of `sign`'s matches gets one of `signs` behind it, with this chance. */
export function insertBehind(text: string, draw: Draw, sign: RegExp, signs: readonly string[], chance: number): string {
  return text.replaceAll(sign, (found) => (draw() < chance ? found + pick(draw, signs) : found));
}

export function substitute(text: string, draw: Draw, table: Substitutions, chance: number): string {
  let changed = '';
  for (const sign of text) {
    const choices = table[sign.toLowerCase()];
    changed += choices !== undefined && draw() < chance ? pick(draw, choices) : sign;
  }
  return changed;
}

/** Digits in another script; `forms` are strings of the ten signs from 0. */
export function writeDigits(text: string, draw: Draw, forms: readonly string[]): string {
  return text.replaceAll(/\d/gu, (digit) => pick(draw, forms).charAt(Number(digit)));
}

/** In scripts whose words stand without blanks, or whose letters are syllables. */
export function wedgeInvisibles(script: RegExp): Disguise {
  return { family: 'invisibles', apply: (text, draw) => insertBehind(text, draw, script, INVISIBLES, 0.4) };
}

export const DISGUISED_LINKS: Disguise = {
  family: 'disguised-links',
  apply: (text, draw) => {
    const dot = pick(draw, DOTS);
    return text
      .replaceAll(/https?:\/\//gu, () => pick(draw, SCHEMES))
      .replaceAll(/(?<=[a-z0-9])\.(?=[a-z])/gu, () => dot);
  },
};

export const EMOJI_BETWEEN: Disguise = {
  family: 'emoji',
  apply: (text, draw) =>
    text.replaceAll(/[ ，。!,]/gu, (gap) =>
      draw() < 0.25 ? `${gap}${pick(draw, EMOJI)}${gap === ' ' ? ' ' : ''}` : gap,
    ),
};

export function padding(lang: string): Disguise {
  return {
    family: 'innocent-padding',
    apply: (text, draw) => {
      const words = pick(draw, PADDINGS[lang] ?? ['']);
      return draw() < 0.5 ? `${words} ${text}` : `${text}\n${words}`;
    },
  };
}
