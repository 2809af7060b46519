// SPDX-License-Identifier: Apache-2.0
/** What pasting puts round an address, taken off again. Small, so that a page can tell a link from a message before the engine comes. */

// Blanks, and invisible marks: zero-width, joiners, directions, the mark of byte order.
const INVISIBLE = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const MARKDOWN = /^!?\[[^\]]{0,500}\]\(\s*<?([^\s<>]{1,4096}?)>?(?:\s+["'(][^\n]{0,500})?\)$/u;
// Payloads of QR codes that hold an address: NTT's bookmark, and two plain prefixes.
const BOOKMARK = /^MEBKM:.{0,500}?URL:((?:[^;\\]|\\.){1,4096})/isu;
const PREFIX = /^(?:URLTO|URL):\s*(?=\S)/iu;
const PAIRS: readonly (readonly [string, string])[] = [
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['【', '】'],
  ['《', '》'],
  ['（', '）'],
];

/** Takes off what stands round an address, until nothing of it is left: invisible signs, brackets, quotes, Markdown, payloads. */
export function unwrapAddress(given: string): string {
  let text = trimInvisible(given);
  for (let before = ''; before !== text;) {
    before = text;
    text = MARKDOWN.exec(text)?.[1] ?? text;
    text = BOOKMARK.exec(text)?.[1]?.replaceAll(/\\(.)/gu, '$1') ?? text;
    text = text.replace(PREFIX, '');
    for (const [open, close] of PAIRS)
      if (text.length > 2 && text.startsWith(open) && text.endsWith(close) && !isAddressInBrackets(text))
        text = text.slice(open.length, -close.length).trim();
  }
  return plainSigns(withoutSentenceEnd(text));
}

/** `[2001:db8::1]` is an address of its own. */
function isAddressInBrackets(text: string): boolean {
  return /^\[[0-9a-f:.]+\]$/iu.test(text);
}

/** From the ends inwards: a pattern would try every blank in the middle too. */
function trimInvisible(given: string): string {
  let start = 0;
  let end = given.length;
  while (start < end && INVISIBLE.test(given[start] ?? '')) start += 1;
  while (end > start && INVISIBLE.test(given[end - 1] ?? '')) end -= 1;
  return given.slice(start, end);
}

const SENTENCE_END = '.,;:!?"\'*>”’»…。，、；：！？';
const CLOSING = ')]}）】」』》';
const OPENING = '([{（【「『《';

/** Cuts the punctuation of the sentence round it; a closing bracket only where more are closed than opened. */
export function withoutSentenceEnd(text: string): string {
  let end = text.length;
  let surplus: number[] | undefined;
  while (end > 0) {
    const last = text[end - 1] ?? '';
    if (!SENTENCE_END.includes(last)) {
      const bracket = CLOSING.indexOf(last);
      if (bracket < 0) break;
      surplus ??= surplusOfClosing(text.slice(0, end));
      if ((surplus[bracket] ?? 0) <= 0) break;
      surplus[bracket] = (surplus[bracket] ?? 0) - 1;
    }
    end -= 1;
  }
  return end === text.length ? text : text.slice(0, end);
}

/** By kind of bracket: how many more are closed than opened. Counted once, whatever stands at the end. */
function surplusOfClosing(text: string): number[] {
  const surplus = Array.from(CLOSING, () => 0);
  for (const sign of text) {
    const closing = CLOSING.indexOf(sign);
    const opening = OPENING.indexOf(sign);
    if (closing >= 0) surplus[closing] = (surplus[closing] ?? 0) + 1;
    if (opening >= 0) surplus[opening] = (surplus[opening] ?? 0) - 1;
  }
  return surplus;
}

/** Wide forms of the signs that part an address: `：／／` is `://`. Wide letters and dots of a host are the URL standard's. */
function plainSigns(text: string): string {
  return /[\uff0f\uff1a\uff1f\uff03\uff20\uff3c]/u.test(text)
    ? text.replaceAll(/[\uff0f\uff1a\uff1f\uff03\uff20\uff3c]/gu, (sign) =>
        String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
      )
    : text;
}
