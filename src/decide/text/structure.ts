// SPDX-License-Identifier: Apache-2.0
/**
 * Structural tokens: what a run of visible ASCII in folded text is (a link and of what shape, a mail address, a code, a
 * telephone number, an amount), whatever words stand around it. Names are hashed once, at load.
 */
import { BLANK, DIGIT, kindOf } from './characters.ts';
import { type FeatureList, addFeature, hasFeature } from './feature-list.ts';
import { hashName, hashStep, spread } from './hashing.ts';

const SHORTENERS: ReadonlySet<string> = new Set(
  'bit.ly t.co goo.gl tinyurl.com ow.ly is.gd cutt.ly rb.gy t.cn dwz.cn url.cn bit.do rebrand.ly shorturl.at tiny.cc v.gd suo.im t.me wa.me buff.ly s.id lnkd.in reurl.cc ppt.cc lihi.cc han.gl me2.kr vo.la c11.kr zpr.io'.split(
    ' ',
  ),
);
// Last labels that make `word.word` a link even without scheme, `www.` or path.
const LAST_LABELS: ReadonlySet<string> = new Set(
  'com net org info biz top xyz shop online site club vip live icu cc co io me app dev link click work store tech space website fun pro life world today cn tw hk kr jp th tr uk us eu de fr es pt br it nl ru in id vn my sg ph au nz ca mx ar cl pe za ng ke gh ae sa ir pk bd lk pl se no fi dk be ch at cz gr ro hu ua kz by tk ml ga cf gq gov edu mil example test invalid'.split(
    ' ',
  ),
);

const LINK = hashName('#link');
const SECOND_LINK = hashName('#link-second');
const LINK_SCHEME = hashName('#link-scheme');
const LINK_SHORT = hashName('#link-short');
const LINK_IP = hashName('#link-ip');
const LINK_HYPHENS = hashName('#link-hyphens');
const LINK_DEEP = hashName('#link-deep');
const LINK_PATH = hashName('#link-path');
const LINK_DIGITS = hashName('#link-digits');
const LINK_LAST = hashName('#link-last-');
const MAIL = hashName('#mail');
const CODE = hashName('#code-');
const PHONE = hashName('#phone');
const MONEY = hashName('#money');
const PERCENT = hashName('#percent');
const STAR_MASK = hashName('#masked');
const MARK = hashName('#mark-');

const DOT = 46;
const SLASH = 47;

function addName(list: FeatureList, hash: number): void {
  addFeature(list, spread(hash) & list.mask, -1, -1);
}

/** One feature for each kind of disguise that folding undid. */
export function addMark(list: FeatureList, mark: string): void {
  let hash = MARK;
  for (let index = 0; index < mark.length; index += 1) hash = hashStep(hash, mark.charCodeAt(index));
  addName(list, hash);
}

/**
 * Adds the structural features of the ASCII run `text[start, end)` and returns where its words end: the end of the host
 * when the run is a link (its path says little and differs each time), otherwise `end`.
 */
export function addStructure(list: FeatureList, text: string, start: number, end: number): number {
  let digits = 0;
  let dots = 0;
  let slash = -1;
  let at = false;
  let colon = -1;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 48 && unit <= 57) digits += 1;
    else if (unit === DOT) dots += 1;
    else if (unit === SLASH && slash < 0) slash = index;
    else if (unit === 64) at = true;
    else if (unit === 58 && colon < 0) colon = index;
    else if (unit === 37 && digits > 0) addName(list, PERCENT);
    else if ((unit === 36 || unit === 42) && index + 1 < end) addName(list, unit === 36 ? MONEY : STAR_MASK);
  }
  if (dots > 0 && end - start >= 4) {
    const hostEnd = addLink(list, text, { start, end, at, colon });
    if (hostEnd > 0) return hostEnd;
  }
  if (digits > 0) addNumber(list, text, start, end, digits);
  return end;
}

type AsciiRun = {
  readonly start: number;
  readonly end: number;
  /** Whether there is an @, and where the first colon is. */
  readonly at: boolean;
  readonly colon: number;
};

// 0 when the run is no link.
function addLink(list: FeatureList, text: string, run: AsciiRun): number {
  const { start, end, at, colon } = run;
  const hasScheme = colon > start && colon + 3 < end && text.startsWith('://', colon);
  let hostStart = hasScheme ? colon + 3 : at ? text.indexOf('@', start) + 1 : start;
  while (hostStart < end && !isHostUnit(text.charCodeAt(hostStart))) hostStart += 1;
  let hostEnd = hostStart;
  let labels = 1;
  let hyphens = 0;
  let digits = 0;
  let letters = 0;
  let lastDot = -1;
  for (; hostEnd < end; hostEnd += 1) {
    const unit = text.charCodeAt(hostEnd);
    if (!isHostUnit(unit)) break;
    if (unit === DOT) {
      if (lastDot === hostEnd - 1) return 0;
      labels += 1;
      lastDot = hostEnd;
    } else if (unit === 45) hyphens += 1;
    else if (unit <= 57) digits += 1;
    else letters += 1;
  }
  if (text.charCodeAt(hostEnd - 1) === DOT) {
    labels -= 1;
    hostEnd -= 1;
    lastDot = text.lastIndexOf('.', hostEnd - 1);
  }
  if (labels < 2 || lastDot <= hostStart) return 0;
  const isIp = letters === 0 && labels === 4 && digits >= 4;
  if (letters === 0 && !isIp) return 0;
  const last = text.slice(lastDot + 1, hostEnd);
  const hasPath = hostEnd + 1 < end && text.charCodeAt(hostEnd) === SLASH;
  const isKnown = last.length <= 12 && LAST_LABELS.has(last);
  if (at && !hasScheme) {
    if (isKnown) addName(list, MAIL);
    return 0;
  }
  if (!isKnown && !isIp && !hasScheme && !(hasPath && /^[a-z]{2,12}$/u.test(last))) return 0;
  addShape(list, { hasScheme, hasPath, isIp, labels, hyphens, digits, last });
  if (SHORTENERS.has(text.slice(hostStart, hostEnd))) addName(list, LINK_SHORT);
  return hostEnd;
}

type LinkShape = {
  readonly hasScheme: boolean;
  readonly hasPath: boolean;
  readonly isIp: boolean;
  readonly labels: number;
  readonly hyphens: number;
  readonly digits: number;
  readonly last: string;
};

function addShape(list: FeatureList, shape: LinkShape): void {
  addName(list, hasFeature(list, spread(LINK) & list.mask) ? SECOND_LINK : LINK);
  if (shape.hasScheme) addName(list, LINK_SCHEME);
  if (shape.hasPath) addName(list, LINK_PATH);
  if (shape.isIp) addName(list, LINK_IP);
  if (shape.hyphens > 0) addName(list, hashStep(LINK_HYPHENS, Math.min(shape.hyphens, 3)));
  if (shape.labels > 3) addName(list, LINK_DEEP);
  if (shape.digits > 0 && !shape.isIp) addName(list, LINK_DIGITS);
  let hash = LINK_LAST;
  for (let index = 0; index < shape.last.length; index += 1) hash = hashStep(hash, shape.last.charCodeAt(index));
  if (!shape.isIp) addName(list, hash);
}

function isHostUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === DOT || unit === 45;
}

function addNumber(list: FeatureList, text: string, start: number, end: number, digits: number): void {
  let longest = 0;
  let run = 0;
  for (let index = start; index <= end; index += 1) {
    const isDigit = index < end && kindOf(text.charCodeAt(index)) === DIGIT;
    if (isDigit) run += 1;
    else {
      if (run > longest) longest = run;
      run = 0;
    }
  }
  const first = text.charCodeAt(start);
  if (digits >= 9 && (first === 43 || first === 40 || first === 48 || longest >= 10)) addName(list, PHONE);
  else if (longest >= 3 && longest <= 8 && digits === longest) addName(list, hashStep(CODE, longest));
  const before = start > 0 ? text.charCodeAt(start - 1) : 0;
  if (isCurrency(before)) addName(list, MONEY);
  const after = end < text.length ? text.charCodeAt(end) : 0;
  if (isCurrency(after)) addName(list, MONEY);
}

// £ ¤ ¥, the currency block, baht, and the Han and Hangul words for yuan and won.
function isCurrency(unit: number): boolean {
  if (unit < 0xa3 || kindOf(unit) === BLANK) return false;
  if (unit <= 0xa5) return true;
  return (unit >= 0x20a0 && unit <= 0x20cf) || unit === 0xe3f || unit === 0x5143 || unit === 0x5186 || unit === 0xc6d0;
}
