// SPDX-License-Identifier: Apache-2.0
/**
 * The one way in which Tocsin reads an address. What people paste is first made an address again: without scheme, wrapped in
 * brackets, quotes, Markdown or the payload of a QR code, disguised against filters, in wide forms. Then the WHATWG URL
 * standard, the one browsers follow, says what would be opened, so that no host is judged that a browser would not go to.
 */
import { parse as parseDomain } from 'tldts';

export type ParsedLink = {
  /** Without colon. */
  readonly scheme: string;
  /** The whole address as the URL standard writes it. */
  readonly href: string;
  /** ASCII form, lower case, without a final dot. An IPv6 address stands in brackets. */
  readonly host: string;
  /** From the slash on, with query, without fragment. */
  readonly path: string;
  readonly query: string;
  /** Empty where it is the scheme's own. */
  readonly port: string;
  readonly hasUserInfo: boolean;
  readonly isIp: boolean;
  /** The IP address was written in decimal, hexadecimal, octal or short form. */
  readonly oddIp: boolean;
  /** Registrable domain; of shared hosting (the private section of the public suffix list) the customer's. */
  readonly domain?: string;
  readonly suffix?: string;
  /** Labels before the domain, joined by dots; empty for none and for a bare `www`. */
  readonly front: string;
  /** The suffix belongs to a host that gives names to anybody: `github.io`, `duckdns.org`. */
  readonly isShared: boolean;
};

export type LinkReading = {
  /** It was written so that filters miss it: `hxxp`, `[.]`, blanks inside. */
  readonly defanged: boolean;
  readonly scheme?: string;
  /** Absent for what is no address with a host. */
  readonly link?: ParsedLink;
  /** Runs a program or carries a page in itself: `data:`, `javascript:`. */
  readonly opensCode: boolean;
};

const DISGUISE = /h(?:xx|\*\*|tt\*)ps?:|\s|[[({]\s*(?:\.|dot)\s*[\])}]|\[:\]|\[\/\]/iu;
const CODE_SCHEMES: ReadonlySet<string> = new Set(['data', 'javascript', 'vbscript']);

export function parseLink(given: string): LinkReading {
  const written = unwrapAddress(given);
  const defanged = DISGUISE.test(written);
  const text = defanged ? refang(written) : written;
  const scheme = schemeOf(text);
  const opensCode = scheme !== undefined && CODE_SCHEMES.has(scheme);
  const read = { defanged, opensCode, ...(scheme === undefined ? {} : { scheme }) };
  if (opensCode) return read;
  const url = parseUrl(scheme === undefined ? `http://${text.replace(/^[/\\]+/u, '')}` : text);
  if (!url || url.hostname === '') return read;
  return { ...read, scheme: url.protocol.slice(0, -1), link: partsOf(url, text) };
}

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

/** Undoes `hxxp`, `[.]`, `(dot)`, ` dot ` and blanks inside. */
function refang(text: string): string {
  return text
    .replaceAll(/\s+dot\s+/giu, '.')
    .replaceAll(/\s+/gu, '')
    .replace(/^h(?:xx|\*\*|tt\*)p(s?):/iu, 'http$1:')
    .replaceAll(/[[({](?:\.|dot)[\])}]/giu, '.')
    .replaceAll('[:]', ':')
    .replaceAll('[://]', '://')
    .replaceAll('[/]', '/');
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/iu;

/** `undefined` for `example.org:8080/x` and `example.org:name@host`, where the first part is a host. */
function schemeOf(text: string): string | undefined {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const rest = text.slice(scheme.length + 1);
  if (/^[\\/]{2}/u.test(rest)) return scheme;
  return scheme.includes('.') || /^[0-9]/u.test(rest) ? undefined : scheme;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

// `tldts` is told that it gets a bare host, which the URL standard has already proved.
const DOMAIN_OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const;

function partsOf(url: URL, text: string): ParsedLink {
  const host = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  const { domain, publicSuffix, subdomain, isIp, isPrivate } = parseDomain(host, DOMAIN_OPTIONS);
  const isAddress = isIp === true || host.startsWith('[');
  const parts = {
    scheme: url.protocol.slice(0, -1),
    href: url.href,
    host,
    path: url.pathname + url.search,
    query: url.search,
    port: url.port,
    hasUserInfo: url.username !== '' || url.password !== '',
    isIp: isAddress,
    oddIp: isAddress && !text.includes(host.replaceAll(/[[\]]/gu, '')),
    front: isAddress || subdomain === null || subdomain === 'www' ? '' : subdomain,
    isShared: isPrivate === true,
  };
  if (isAddress || domain === null) return parts;
  return { ...parts, domain, ...(publicSuffix === null ? {} : { suffix: publicSuffix }) };
}
