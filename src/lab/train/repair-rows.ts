// SPDX-License-Identifier: Apache-2.0
/** Undoes what publication did to some sets, so that no model learns a source by its placeholders. */
import { type Draw, digitsOf, drawFor, pick } from './random.ts';

const HAN = /\p{Script=Han}/u;

/** Digits published as runs of X → digits; `http //` → `http://`. The same row always gets the same digits. */
export function showDigits(text: string, id: string): string {
  const draw = drawFor(0, id);
  return text
    .replaceAll(/X+(?![a-z])/gu, (run, at: number) =>
      at > 0 && /[A-WYZa-z]/u.test(text.charAt(at - 1)) ? run : digitsOf(draw, run.length === 1 ? 2 : run.length),
    )
    .replaceAll(/\b(https?) ?\/\/ ?/gu, '$1://');
}

const HOSTS = ['sz', 'wap', 'gd', 'vip', 'yh', 'jf', 'm'];
const ENDS = ['com', 'cn', 'cc', 'top', 'net', 'pw', 'tk'];
const PLACES = ['成都', '广州', '北京', '武汉', '杭州', '重庆', '西安', '南京'];

/** Word-segmented Chinese with placeholders → running text with invented numbers, links and places. */
export function joinWords(text: string, id: string): string {
  const draw = drawFor(0, id);
  const filled = text
    .replaceAll(/CELLPHONE/gu, () => `1${pick(draw, ['3', '5', '8'])}${digitsOf(draw, 9)}`)
    .replaceAll(/URL\w*/gu, () => inventHost(draw))
    .replaceAll(/PLACE/gu, () => pick(draw, PLACES))
    .replaceAll(/DIGIT/gu, () => String(1 + Math.floor(draw() * 9999)));
  let joined = '';
  for (const word of filled.split(' ')) {
    const needsBlank = joined !== '' && !HAN.test(joined.slice(-1)) && !HAN.test(word.slice(0, 1));
    joined += needsBlank ? ` ${word}` : word;
  }
  return joined;
}

function inventHost(draw: Draw): string {
  const name = `${pick(draw, HOSTS)}${digitsOf(draw, 2 + Math.floor(draw() * 4))}`;
  return `${draw() < 0.3 ? 'www.' : ''}${name}.${pick(draw, ENDS)}${draw() < 0.5 ? `/${digitsOf(draw, 3)}` : ''}`;
}

const ENGLISH =
  /\b(?:the|your|you|and|for|be|to|is|are|have|has|with|from|of|on|our|this|now|click|account|please|get|call)\b/giu;
const TURKISH = /[şğıİ]|\b(?:ve|icin|için|ile|tl|sms)\b/giu;
const NOT_ENGLISH =
  /\b(?:el|la|los|su|para|por|una?|que|de|het|een|voor|der|die|und|ist|il|gli|di|per|anda|yang|dan|untuk|hub|kami|le|les|votre|vous|est|seu|sua|não|nao|em)\b/giu;

/** `en`, `zh`, or `undefined` for every other language of a set that does not say. */
export function plausibleLanguage(text: string): string | undefined {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) return undefined;
  if (han >= 6) return 'zh';
  if (/[^\p{ASCII}£€₹–—‘’“”…]/u.test(text)) return undefined;
  const words = text.split(/\s+/u).length;
  const english = text.match(ENGLISH)?.length ?? 0;
  const other = (text.match(NOT_ENGLISH)?.length ?? 0) + (text.match(TURKISH)?.length ?? 0);
  return english >= 2 && english > 2 * other && english * 12 >= words ? 'en' : undefined;
}
