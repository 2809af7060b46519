// SPDX-License-Identifier: Apache-2.0
/**
 * The one way in which Tocsin reads an address. What people paste is first made an address again: without scheme, wrapped in
 * brackets, quotes, Markdown or the payload of a QR code, disguised against filters, in wide forms. Then the WHATWG URL
 * standard, the one browsers follow, says what would be opened, so that no host is judged that a browser would not go to.
 */
import { parse as parseDomain } from 'tldts';
import { unwrapAddress } from './unwrap-address.ts';

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
