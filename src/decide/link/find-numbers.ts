// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers in a folded text: which look like a one-time code and which like a telephone number to call. By hand and in one
 * pass, since half of all service messages have one and patterns cost ten times as much.
 */

export type NumbersSeen = {
  /** Tokens that could be a one-time code: `4829`, `208 417`, `g-904417`, `kx7-pq2m`. */
  readonly codes: number;
  /** Numbers of nine to fifteen digits written as telephone numbers are. */
  readonly phoneNumbers: number;
  /** Where those stand, half-open, in UTF-16 units. */
  readonly phones: readonly { readonly from: number; readonly to: number }[];
};

const NO_PHONES: NumbersSeen['phones'] = [];
const NONE: NumbersSeen = { codes: 0, phoneNumbers: 0, phones: NO_PHONES };

/** A run of letters, digits and hyphens, or of digit groups with single separators between them. */
export function findNumbers(text: string): NumbersSeen {
  let codes = 0;
  let phones: { from: number; to: number }[] | undefined;
  for (let index = 0; index < text.length; index += 1) {
    if (!isDigit(text.charCodeAt(index))) continue;
    const phoneEnd = endOfPhoneNumber(text, index);
    if (phoneEnd > 0) {
      (phones ??= []).push({ from: index, to: phoneEnd + 1 });
      index = phoneEnd;
      continue;
    }
    const from = startOfToken(text, index);
    const to = endOfToken(text, index);
    if (isCode(text, from, to)) codes += 1;
    index = to;
  }
  if (!phones) return codes === 0 ? NONE : { codes, phoneNumbers: 0, phones: NO_PHONES };
  return { codes, phoneNumbers: phones.length, phones };
}

// What senders' programs leave where the code should be. Real ones do.
const UNFILLED = /\$\{[\w.]{2,30}\}|\{\{[\w. ]{2,30}\}\}|#code#|%s|\[object object\]/iu;

/** A template whose slot was never filled, as `${otpValue}`. */
export function hasUnfilledSlot(raw: string): boolean {
  for (const sign of ['{', '%s', '#code#', '[object']) if (raw.includes(sign)) return UNFILLED.test(raw);
  return false;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isAlphanumeric(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x7a);
}

const FEWEST_PHONE_DIGITS = 9;
// ITU-T E.164.
const MOST_PHONE_DIGITS = 15;

/** The last index of a telephone number whose first digit is at `from`; 0 when there is none. */
function endOfPhoneNumber(text: string, from: number): number {
  const before = text[from - 1] ?? ' ';
  if (isAlphanumeric(before.charCodeAt(0)) || before === '.' || before === ',' || before === '-') return 0;
  let digits = 0;
  let groups = 1;
  let hasOddGroup = false;
  let groupLength = 0;
  let last = from;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      digits += 1;
      groupLength += 1;
      last = at;
      continue;
    }
    const next = separatorEnd(text, at);
    if (next === 0) break;
    hasOddGroup ||= groupLength < 1 || groupLength > 5;
    groups += 1;
    groupLength = 0;
    at = next - 1;
  }
  if (digits < FEWEST_PHONE_DIGITS || digits > MOST_PHONE_DIGITS || isAlphanumeric(text.charCodeAt(last + 1))) return 0;
  const first = text[from];
  const isInternational = before === '+' || first === '0';
  const isGrouped = groups >= 3 && !hasOddGroup && groupLength <= 5;
  const isChineseMobile = digits === 11 && first === '1';
  return isInternational || isGrouped || isChineseMobile ? last : 0;
}

/** After the separators at `at` (at most `) ` or ` (` together), where a digit follows; 0 otherwise. */
function separatorEnd(text: string, at: number): number {
  let end = at;
  while (end < at + 2 && ' .()-'.includes(text[end] ?? 'x')) end += 1;
  return end > at && isDigit(text.charCodeAt(end)) ? end : 0;
}

function startOfToken(text: string, from: number): number {
  let at = from;
  while (at > 0 && (isAlphanumeric(text.charCodeAt(at - 1)) || isInnerHyphen(text, at - 1))) at -= 1;
  return at;
}

/** Over letters, digits, inner hyphens, and over blanks between groups of digits (`208 417`, `55 21 90`). */
function endOfToken(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (isAlphanumeric(text.charCodeAt(at)) || isInnerHyphen(text, at)) at += 1;
    else if (text[at] === ' ' && isDigit(text.charCodeAt(at - 1)) && isDigitGroup(text, at + 1)) at += 1;
    else return at;
  }
}

function isInnerHyphen(text: string, at: number): boolean {
  return text[at] === '-' && isAlphanumeric(text.charCodeAt(at - 1)) && isAlphanumeric(text.charCodeAt(at + 1));
}

/** Two to four digits that stand alone. */
function isDigitGroup(text: string, from: number): boolean {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at - from >= 2 && at - from <= 4 && !isAlphanumeric(text.charCodeAt(at));
}

const SHORTEST_CODE = 4;
const LONGEST_CODE = 10;

function isCode(text: string, from: number, to: number): boolean {
  if (isPartOfOther(text, from, to)) return false;
  let digits = 0;
  let letters = 0;
  for (let at = from; at < to; at += 1) {
    if (isDigit(text.charCodeAt(at))) digits += 1;
    else if (text[at] !== '-' && text[at] !== ' ') letters += 1;
  }
  if (digits + letters < SHORTEST_CODE || digits + letters > LONGEST_CODE) return false;
  // A sum, size or time with its unit: 186k, 90km, 50rb.
  if (digits <= 3 && letters > 0 && /^[0-9]+[a-z]{1,2}$/u.test(text.slice(from, to))) return false;
  return letters === 0 || (digits >= 2 && letters <= 6) || (digits >= 1 && letters <= 4);
}

/** Sums, times, dates and addresses: 12.50, 1,250, 12:30, 1/3, a@b1, x.com/9. A colon or comma beside words is only that. */
function isPartOfOther(text: string, from: number, to: number): boolean {
  const before = text[from - 1] ?? ' ';
  const after = text[to] ?? ' ';
  if ('./@$£€¥₩'.includes(before) || '/@%€'.includes(after)) return true;
  if ((before === ':' || before === ',') && isDigit(text.charCodeAt(from - 2))) return true;
  if (after === ':' || after === '.') return isDigit(text.charCodeAt(to + 1));
  // Folding makes a Chinese comma a plain one: `7391,10分钟` is a code and a time.
  return after === ',' && /^[0-9]{2,3}(?![0-9\u3000-\u9fff])/u.test(text.slice(to + 1, to + 5));
}
