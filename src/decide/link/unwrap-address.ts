// SPDX-License-Identifier: Apache-2.0
/** What pasting puts round an address, taken off again. Small, so that a page can tell a link from a message before the engine comes. */

// Invisible marks round a pasted link: zero-width, joiners, directions, the mark of byte order.
const INVISIBLE =
  /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/gu;
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
  let text = given.replaceAll(INVISIBLE, '');
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

/** Cuts the punctuation of the sentence round it; a closing bracket only where none was opened. */
export function withoutSentenceEnd(text: string): string {
  let end = text.length;
  while (end > 0) {
    const last = text[end - 1] ?? '';
    if (SENTENCE_END.includes(last)) end -= 1;
    else if (CLOSING.includes(last) && !isOpened(text.slice(0, end), last)) end -= 1;
    else break;
  }
  return end === text.length ? text : text.slice(0, end);
}

const SENTENCE_END = '.,;:!?"\'*>”’»…。，、；：！？';
const CLOSING = ')]}）】」』》';
const OPENING = '([{（【「『《';

function isOpened(text: string, closing: string): boolean {
  const opening = OPENING[CLOSING.indexOf(closing)] ?? '';
  return text.split(opening).length >= text.split(closing).length;
}

/** Wide forms of the signs that part an address: `：／／` is `://`. Wide letters and dots of a host are the URL standard's. */
function plainSigns(text: string): string {
  return /[\uff0f\uff1a\uff1f\uff03\uff20\uff3c]/u.test(text)
    ? text.replaceAll(/[\uff0f\uff1a\uff1f\uff03\uff20\uff3c]/gu, (sign) =>
        String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
      )
    : text;
}
