// SPDX-License-Identifier: Apache-2.0
/**
 * Links written so that a filter doesn't see them are made links again (hxxp, [.], (dot), 。 for a dot, blanks round a dot),
 * and everything that is part of a link or a mail address is guarded: other steps never rewrite it.
 */
import { Kind } from './kind.ts';
import { LATIN_WORDS } from './latin-words.ts';
import { codeAt, isAlphanumeric, isAsciiDigit, isAsciiLetter, spells } from './units.ts';
import { compact, replaceUnits, textBetween, type Work } from './work.ts';

const HOST_KINDS = (1 << Kind.latin) | (1 << Kind.digit);

const DOT = 46;
const SLASH = 47;
const COLON = 58;
const AT = 64;
const BACKSLASH = 92;

// Endings that make an odd dot a link's dot: generic and country ones that scam links use.
const ENDINGS = new Set(
  (
    'com net org info biz top xyz cc cn vip shop club online site link app ly me io ru co tv in tk ml ga cf gq icu live ' +
    'work win bid loan fun pw uk de fr it es nl pl eu us ca au jp kr tw hk sg my th id vn ph br mx tr ua gg sh to la ws'
  ).split(' '),
);

// Endings that begin sentences too: "we met . In May".
const WORD_ENDINGS = new Set(
  'top shop club online site link app me io to live work win bid loan fun in it us my no la de es id tv is at so'.split(
    ' ',
  ),
);

// Brackets round a dot, a colon or a slash; the inner text is what the brackets stand for.
const DEFANGED: readonly (readonly [string, string])[] = [
  ['[dot]', '.'],
  ['(dot)', '.'],
  ['{dot}', '.'],
  ['[.]', '.'],
  ['(.)', '.'],
  ['{.}', '.'],
  ['[at]', '@'],
  ['(at)', '@'],
  ['[@]', '@'],
  ['[://]', '://'],
  ['[:]', ':'],
  ['[/]', '/'],
];

export function refangLinks(work: Work): void {
  if ((work.present & HOST_KINDS) === 0) return;
  const { codes, length } = work;
  for (let index = 0; index < length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 91 || code === 40 || code === 123) refangBracket(work, index);
    else if (code === 104) refangScheme(work, index);
    else if (code === 100 || code === 0x3002 || code === 0xb7 || code === 0x2022 || code === 0x70b9)
      refangDot(work, index);
    else if (code === DOT) joinDot(work, index);
  }
  compact(work);
}

function refangBracket(work: Work, index: number): void {
  const pair = DEFANGED.find(([written]) => spells(work, index, written));
  if (!pair) return;
  const [written, meant] = pair;
  const isDot = meant === '.';
  // "(dot)" may have a blank on each side when an ending follows.
  const from = isDot && codeAt(work, index - 1) === 32 ? index - 1 : index;
  const to = index + written.length + (isDot && codeAt(work, index + written.length) === 32 ? 1 : 0);
  const isSpaced = to - from > written.length;
  const after = codeAt(work, to);
  const before = codeAt(work, from - 1);
  // A colon or slash in brackets stands inside a link; a dot or an at sign between letters or digits.
  const isInside =
    meant.startsWith(':') || meant === '/' ? before !== 32 && after !== 32 : isHostUnit(before) && isHostUnit(after);
  if (!isInside || (isSpaced && !isEnding(work, to))) return;
  putSigns(work, from, to, meant);
}

/** Puts signs in the place of units that write them out; each stands for all of those. */
function putSigns(work: Work, from: number, to: number, signs: string): void {
  const start = work.starts[from] ?? 0;
  const end = work.ends[to - 1] ?? 0;
  for (let step = 0; step < signs.length; step += 1) {
    const last = step + 1 === signs.length ? to : from + step + 1;
    replaceUnits(work, from + step, last, signs.charCodeAt(step), Kind.other);
    work.starts[from + step] = start;
    work.ends[from + step] = end;
  }
  work.tally.add('refanged', start, end);
}

/** hxxp, hxxps, h**p and http:\\ before a host. */
function refangScheme(work: Work, index: number): void {
  if (isAlphanumeric(codeAt(work, index - 1)) || codeAt(work, index + 3) !== 112) return;
  const first = codeAt(work, index + 1);
  const second = codeAt(work, index + 2);
  if (first !== second || (first !== 120 && first !== 42 && first !== 116)) return;
  let at = index + 4;
  if (codeAt(work, at) === 115) at += 1;
  const colon = codeAt(work, at) === COLON || spells(work, at, '[:]') || spells(work, at, '[://]');
  if (!colon) return;
  if (first !== 116) {
    replaceUnits(work, index + 1, index + 2, 116, Kind.latin);
    replaceUnits(work, index + 2, index + 3, 116, Kind.latin);
    work.tally.add('refanged', work.starts[index] ?? 0, work.ends[at] ?? 0);
  }
  if (codeAt(work, at + 1) === BACKSLASH && codeAt(work, at + 2) === BACKSLASH) {
    replaceUnits(work, at + 1, at + 2, SLASH, Kind.other);
    replaceUnits(work, at + 2, at + 3, SLASH, Kind.other);
    work.tally.add('refanged', work.starts[at + 1] ?? 0, work.ends[at + 2] ?? 0);
  }
}

/** "example dot com", "example。com", "example点com". */
function refangDot(work: Work, index: number): void {
  let from = index;
  let to = index + 1;
  if (codeAt(work, index) === 100) {
    if (!spells(work, index, 'dot ') || codeAt(work, index - 1) !== 32) return;
    from = index - 1;
    to = index + 4;
  }
  if (!isHostUnit(codeAt(work, from - 1)) || !isEnding(work, to)) return;
  const start = work.starts[from] ?? 0;
  replaceUnits(work, from, to, DOT, Kind.other);
  work.tally.add('refanged', start, work.ends[from] ?? 0);
}

/** "example .com", "example . com": blanks before a dot that an ending follows. */
function joinDot(work: Work, index: number): void {
  if (codeAt(work, index - 1) !== 32 || !isHostUnit(codeAt(work, index - 2))) return;
  const gap = codeAt(work, index + 1) === 32 ? 1 : 0;
  if (!isEnding(work, index + 1 + gap)) return;
  const start = work.starts[index - 1] ?? 0;
  replaceUnits(work, index - 1, index + 1 + gap, DOT, Kind.other);
  work.tally.add('refanged', start, work.ends[index - 1] ?? 0);
}

function isHostUnit(code: number): boolean {
  return isAlphanumeric(code) || code === 45;
}

/** Whether a known ending stands at `index` and the host ends with it; one that is also a word needs a path after it. */
function isEnding(work: Work, index: number): boolean {
  let end = index;
  while (end < index + 7 && isAsciiLetter(codeAt(work, end))) end += 1;
  if (end === index || isHostUnit(codeAt(work, end))) return false;
  const ending = textBetween(work, index, end);
  return ENDINGS.has(ending) && (!WORD_ENDINGS.has(ending) || codeAt(work, end) === SLASH);
}

/** Marks every unit of a link or mail address: a token with a scheme, "www.", or a host of two labels and more. */
export function guardLinks(work: Work): void {
  const { codes, kinds, length } = work;
  work.guarded.fill(0, 0, length);
  if ((work.present & HOST_KINDS) === 0) return;
  let start = 0;
  let dots = 0;
  for (let index = 0; index < length; index += 1) {
    const kind = kinds[index] ?? Kind.space;
    const code = codes[index] ?? 0;
    if (kind === Kind.latin || kind === Kind.digit || (kind === Kind.other && code < 128)) {
      if (code === DOT || code === COLON) dots += 1;
      continue;
    }
    if (dots > 0) guardToken(work, start, index);
    start = index + 1;
    dots = 0;
  }
  if (dots > 0) guardToken(work, start, length);
}

function guardToken(work: Work, start: number, end: number): void {
  let dots = 0;
  for (let index = start + 1; index + 1 < end; index += 1) {
    const code = codeAt(work, index);
    if (code === DOT && isHostUnit(codeAt(work, index - 1)) && isAlphanumeric(codeAt(work, index + 1))) dots += 1;
    if (code === COLON && spells(work, index, '://')) return guard(work, start, end);
  }
  if (dots > 0 && isHost(work, start, end)) guard(work, start, end);
}

function guard(work: Work, start: number, end: number): void {
  work.guarded.fill(1, start, end);
}

/** Labels of letters, digits and hyphens; the last of two letters or more, or an address of four numbers. */
function isHost(work: Work, start: number, end: number): boolean {
  let first = start;
  for (let index = start; index < end; index += 1) if (codeAt(work, index) === AT) first = index + 1;
  while (first < end && !isAlphanumeric(codeAt(work, first))) first += 1;
  let last = first;
  let longest = 0;
  let label = 0;
  let letters = 0;
  let numbers = true;
  let labels = 1;
  for (; last < end; last += 1) {
    const code = codeAt(work, last);
    if (code === DOT && isAlphanumeric(codeAt(work, last + 1))) {
      longest = Math.max(longest, label);
      label = 0;
      letters = 0;
      labels += 1;
    } else if (isHostUnit(code)) {
      label += 1;
      if (isAsciiLetter(code)) letters += 1;
      if (!isAsciiDigit(code)) numbers = false;
    } else break;
  }
  if (numbers) return labels === 4;
  // A listed word with dots in it ("ac.co.unt") is a broken word, not a host.
  if (letters < 2 || letters !== label || Math.max(longest, label) < 2) return false;
  return !LATIN_WORDS.has(textBetween(work, first, last).replaceAll('.', ''));
}
