// SPDX-License-Identifier: Apache-2.0
/** A link in numbers: lengths, counts and what was observed of it. The trees read these beside the two linear opinions. */
import { BAIT, ERRANDS } from '../errands.ts';
import type { LinkObservation } from '../observe-link.ts';
import type { ParsedLink } from '../parse-link.ts';

/** In the order in which `numbersOf` writes them, behind `LINEAR_NUMBERS` places for the linear opinions. */
export const NUMBER_NAMES = [
  'hostOpinion',
  'addressOpinion',
  'endingOdds',
  'hostLength',
  'nameLength',
  'nameDigits',
  'nameDigitShare',
  'nameHyphens',
  'nameVowelShare',
  'longestConsonantRun',
  'nameEntropy',
  'frontLabels',
  'frontLength',
  'frontHyphens',
  'frontDigits',
  'hexRun',
  'suffixLabels',
  'pathLength',
  'pathDepth',
  'pathDigits',
  'pathLongestWord',
  'queryLength',
  'queryParameters',
  'isScript',
  'isIp',
  'hasPort',
  'hasUserInfo',
  'isShared',
  'freeHosting',
  'platform',
  'shortener',
  'punycode',
  'namesBrand',
  'nearBrand',
  'brandInPath',
  'errandsInName',
  'errandsInFront',
  'errandsInPath',
  'baitInHost',
] as const;

export const LINEAR_NUMBERS = 3;

const VOWELS = /[aeiouy]/gu;
const SCRIPT = /\.(?:php|asp|aspx|jsp|cgi|htm|html)(?:\?|$)/u;

/** Fills `out` from place `LINEAR_NUMBERS` on. `link` has a host. */
export function fillNumbers(link: ParsedLink, seen: LinkObservation, out: Float64Array): void {
  const { host, front, path, query } = link;
  const name = link.domain === undefined ? host : nameOf(link.domain, link.suffix);
  const plainPath = path.slice(0, path.length - query.length);
  const nameWords = name.split(/[-_]/u);
  const frontWords = front === '' ? [] : front.split(/[.\-_]/u);
  let at = LINEAR_NUMBERS;
  const put = (value: number | boolean) => {
    out[at] = Number(value);
    at += 1;
  };
  put(host.length);
  put(name.length);
  put(countDigits(name));
  put(countDigits(name) / name.length);
  put(nameWords.length - 1);
  put((name.match(VOWELS)?.length ?? 0) / name.length);
  put(longestOf(name, /[bcdfghjklmnpqrstvwxz]+/gu));
  put(entropyOf(name));
  put(front === '' ? 0 : front.split('.').length);
  put(front.length);
  put(front.split('-').length - 1);
  put(countDigits(front));
  put(longestOf(host + plainPath, /[0-9a-f]+/gu));
  put((link.suffix ?? '').split('.').length);
  put(Math.min(path.length, 200));
  put(plainPath.split('/').length - 1);
  put(countDigits(plainPath));
  put(longestOf(plainPath, /[^/._-]+/gu));
  put(Math.min(query.length, 200));
  put(query === '' ? 0 : query.split('&').length);
  put(SCRIPT.test(path));
  put(link.isIp);
  put(link.port !== '');
  put(link.hasUserInfo);
  put(link.isShared);
  put(seen.freeHosting);
  put(seen.platform);
  put(seen.shortener);
  put(seen.punycode);
  put(seen.brandOffDomain !== undefined);
  put(seen.nearBrand !== undefined);
  put(seen.brandInPath !== undefined);
  put(countIn(nameWords, ERRANDS));
  put(countIn(frontWords, ERRANDS));
  put(countIn(plainPath.toLowerCase().split(/[^a-z]+/u), ERRANDS));
  put(countIn([...nameWords, ...frontWords], BAIT));
}

function nameOf(domain: string, suffix: string | undefined): string {
  const cut = suffix === undefined ? 0 : domain.length - suffix.length - 1;
  return cut > 0 ? domain.slice(0, cut) : domain;
}

function countDigits(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) count += 1;
  }
  return count;
}

function longestOf(text: string, runs: RegExp): number {
  let longest = 0;
  for (const [run] of text.matchAll(runs)) longest = Math.max(longest, run.length);
  return longest;
}

function countIn(words: readonly string[], known: ReadonlySet<string>): number {
  let count = 0;
  for (const word of words) if (known.has(word)) count += 1;
  return count;
}

/** Quadratic (Gini) entropy of the letters: 0 for one letter, towards 1 for many. Exact in every engine, unlike logarithms. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return 1 - sum / (text.length * text.length);
}
