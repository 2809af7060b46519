// SPDX-License-Identifier: Apache-2.0
/**
 * What can be seen of a link by reading it: no request, no list of bad ones. Tolerates what people paste: no scheme, blanks,
 * disguised dots. A link that cannot be read is an observation, not an error. Hosts are read by the WHATWG URL standard, the
 * one browsers follow, so that what is judged is what would be opened.
 */
import { parse as parseDomain } from 'tldts';
import type { Observations } from '../rules/observations.ts';
import { foldText } from '../text/fold/fold.ts';
import { claimOf } from './brands.ts';
import { namesErrand } from './errands.ts';
import type { KnownHosts } from './known-hosts.ts';
import { decodeLabel } from './punycode.ts';

export type LinkObservation = {
  readonly readable: boolean;
  /** Without colon. */
  readonly scheme?: string;
  /** The whole address as the URL standard writes it. */
  readonly href?: string;
  /** ASCII form, lower case. */
  readonly host?: string;
  /** Registrable domain; of shared hosting, the customer's. */
  readonly domain?: string;
  readonly topLevel?: string;
  readonly official: boolean;
  readonly hostIsIp: boolean;
  /** An address of the own machine or of a home or office network (RFC 1918, RFC 3927, RFC 4193). */
  readonly privateAddress: boolean;
  /** The IP address was written in decimal, hexadecimal, octal or short form. */
  readonly oddIp: boolean;
  readonly hasUserInfo: boolean;
  readonly punycode: boolean;
  readonly mixedScript: boolean;
  readonly shortener: boolean;
  readonly freeHosting: boolean;
  readonly brandOffDomain?: string;
  readonly nearBrand?: string;
  readonly hyphens: number;
  readonly subdomains: number;
  /** The registrable name is words with hyphens, and one of them is what thieves call a page of theirs: `refund`, `verify`, `pay`. */
  readonly namesErrand: boolean;
  readonly opensCode: boolean;
  readonly oddPort: boolean;
  readonly downloadsApp: boolean;
  readonly defanged: boolean;
  /** UTF-16 units as given. */
  readonly length: number;
};

export function observeLink(url: string, hosts: KnownHosts): Observations {
  return { link: readLink(url, hosts) };
}

const DISGUISE = /h(?:xx|\*\*|tt\*|XX)ps?:|\s|[[({]\s*(?:\.|dot)\s*[\])}]|\[:\]|\[\/\]/iu;
// `mailto:`-like schemes that open something else than a page are left to the reader's device.
const SCHEME = /^([a-z][a-z0-9+.-]*):/iu;
const APP_FILE = /\.(?:apk|apks|xapk|ipa|mobileconfig|exe|msi|scr|bat|cmd|vbs|hta|jar|dmg|pkg)$/iu;
const PRIVATE = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|\[(?:::1\]|f[cd]|fe80:))/u;
const CODE_SCHEMES: ReadonlySet<string> = new Set(['data', 'javascript', 'vbscript']);

export function readLink(given: string, hosts: KnownHosts): LinkObservation {
  const defanged = DISGUISE.test(given.trim());
  const text = defanged ? refang(given) : given.trim();
  const base = { ...NOTHING_SEEN, defanged, length: given.length };
  const scheme = schemeOf(text);
  if (scheme !== undefined && CODE_SCHEMES.has(scheme)) return { ...base, readable: true, scheme, opensCode: true };
  const url = parseUrl(scheme === undefined ? `http://${text.replace(/^\/+/u, '')}` : text);
  if (!url || url.hostname === '') return scheme === undefined ? base : { ...base, scheme };
  return readUrl(url, text, hosts, base);
}

const NOTHING_SEEN: LinkObservation = {
  readable: false,
  official: false,
  hostIsIp: false,
  privateAddress: false,
  oddIp: false,
  hasUserInfo: false,
  punycode: false,
  mixedScript: false,
  shortener: false,
  freeHosting: false,
  hyphens: 0,
  subdomains: 0,
  namesErrand: false,
  opensCode: false,
  oddPort: false,
  downloadsApp: false,
  defanged: false,
  length: 0,
};

/** Undoes `hxxp`, `[.]`, `(dot)` and blanks inside. */
function refang(text: string): string {
  return text
    .replaceAll(/\s+/gu, '')
    .replace(/^h(?:xx|\*\*|tt\*)p(s?):/iu, 'http$1:')
    .replaceAll(/[[({](?:\.|dot)[\])}]/giu, '.')
    .replaceAll('[:]', ':')
    .replaceAll('[/]', '/');
}

/** `undefined` for `example.org:8080/x`, where the first part is a host. */
function schemeOf(text: string): string | undefined {
  const match = SCHEME.exec(text);
  const scheme = match?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  const isHostWithPort = /^[0-9]/u.test(text.slice(scheme.length + 1)) && !text.startsWith('//', scheme.length + 1);
  return isHostWithPort ? undefined : scheme;
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

function readUrl(url: URL, text: string, hosts: KnownHosts, base: LinkObservation): LinkObservation {
  const host = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  const shared = {
    ...base,
    readable: true,
    scheme: url.protocol.slice(0, -1),
    href: url.href,
    host,
    hasUserInfo: url.username !== '' || url.password !== '',
    oddPort: url.port !== '',
    downloadsApp: APP_FILE.test(url.pathname),
  };
  const { domain, publicSuffix, subdomain, isIp, isPrivate } = parseDomain(host, DOMAIN_OPTIONS);
  if (isIp === true || host.startsWith('['))
    return {
      ...shared,
      hostIsIp: true,
      oddIp: !text.includes(host.replaceAll(/[[\]]/gu, '')),
      privateAddress: PRIVATE.test(host),
    };
  const punycode = host.includes('xn--');
  const shown = punycode ? host.split('.').map(decodeLabel).join('.') : host;
  const ownName = publicSuffix === null ? shown : shown.slice(0, lengthWithout(shown, publicSuffix));
  const { official, named, near } = claimOf(punycode ? foldText(ownName).text : ownName, domain ?? host, hosts);
  return {
    ...shared,
    ...(domain === null ? {} : { domain }),
    ...(publicSuffix === null ? {} : { topLevel: publicSuffix }),
    // A brand's own form builder is open to everybody.
    official: official !== undefined && !hosts.freeHosting.has(host),
    ...(named === undefined ? {} : { brandOffDomain: named }),
    ...(near === undefined ? {} : { nearBrand: near }),
    punycode,
    mixedScript: punycode && shown.split('.').some(mixesScripts),
    shortener: hosts.shorteners.has(host) || (domain !== null && hosts.shorteners.has(domain)),
    freeHosting:
      isPrivate === true || hosts.freeHosting.has(host) || (domain !== null && hosts.freeHosting.has(domain)),
    hyphens: countHyphens(shown),
    subdomains: countLabels(subdomain ?? ''),
    namesErrand: official === undefined && domain !== null && namesErrand(domain),
  };
}

/** Length of the host before its public suffix and the dot; of an international suffix, before the last dot. */
function lengthWithout(shown: string, suffix: string): number {
  return shown.endsWith(`.${suffix}`) ? shown.length - suffix.length - 1 : Math.max(0, shown.lastIndexOf('.'));
}

const LATIN = /\p{Script=Latin}/u;
// Scripts with letters that look like Latin ones. Han, kana and Hangul stand beside Latin in honest names.
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

function mixesScripts(label: string): boolean {
  return LATIN.test(label) && LOOKALIKE.test(label);
}

function countHyphens(shown: string): number {
  let count = 0;
  for (let index = shown.indexOf('-'); index >= 0; index = shown.indexOf('-', index + 1)) count += 1;
  return count;
}

function countLabels(subdomain: string): number {
  if (subdomain === '' || subdomain === 'www') return 0;
  return subdomain.split('.').length;
}
