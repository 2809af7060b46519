// SPDX-License-Identifier: Apache-2.0
/** The script that most letters of a text belong to. */

const SCRIPTS = {
  Latin: /\p{Script=Latin}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Greek: /\p{Script=Greek}/gu,
  Arabic: /\p{Script=Arabic}/gu,
  Hebrew: /\p{Script=Hebrew}/gu,
  Devanagari: /\p{Script=Devanagari}/gu,
  Bengali: /\p{Script=Bengali}/gu,
  Tamil: /\p{Script=Tamil}/gu,
  Thai: /\p{Script=Thai}/gu,
  Hangul: /\p{Script=Hangul}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Han: /\p{Script=Han}/gu,
} as const;

/** `other` where no letter is of a script of the list; any kana makes a text Kana, for Japanese is never without. */
export function mainScript(text: string): string {
  let main = 'other';
  let most = 0;
  for (const [name, sign] of Object.entries(SCRIPTS)) {
    const count = text.match(sign)?.length ?? 0;
    if (count > 0 && name === 'Kana') return name;
    if (count > most) [main, most] = [name, count];
  }
  return main;
}
