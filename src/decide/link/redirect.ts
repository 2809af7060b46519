// SPDX-License-Identifier: Apache-2.0
/**
 * Where an address passes its reader on to, as far as the address itself says: known redirectors carry the end in a
 * parameter or in the path, and any page may have a parameter that holds another site's address. Nothing is fetched.
 */
import { type ParsedLink, parseLink } from './parse-link.ts';

export type Redirect = {
  readonly link: ParsedLink;
  /** The site in front only passes on: what it is says nothing about where it leads. */
  readonly isTransparent: boolean;
};

type Reader = (url: URL) => string | undefined;

const parameter =
  (...names: readonly string[]): Reader =>
  ({ searchParams }) =>
    names.map((name) => searchParams.get(name)).find((value) => value !== null && value !== '') ?? undefined;

/** The end stands in the path behind `marker`, as in archives and accelerators. */
const behind =
  (marker: RegExp): Reader =>
  ({ pathname, search }) => {
    const match = marker.exec(pathname);
    return match === null ? undefined : decoded(pathname.slice(match[0].length)) + search;
  };

// Public redirectors by host (a host covers those below it), from their own documentation and from mail programs that use them.
const REDIRECTORS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['google.com', (url) => readGoogle(url)],
  ['googleadservices.com', parameter('adurl')],
  ['l.facebook.com', parameter('u')],
  ['lm.facebook.com', parameter('u')],
  ['l.messenger.com', parameter('u')],
  ['l.instagram.com', parameter('u')],
  ['youtube.com', (url) => (url.pathname === '/redirect' ? parameter('q')(url) : undefined)],
  ['linkedin.com', (url) => (/^\/(?:redir|safety)\//u.test(url.pathname) ? parameter('url')(url) : undefined)],
  ['out.reddit.com', parameter('url')],
  ['vk.com', (url) => (url.pathname === '/away.php' ? parameter('to')(url) : undefined)],
  ['steamcommunity.com', (url) => (url.pathname.startsWith('/linkfilter') ? parameter('u', 'url')(url) : undefined)],
  ['slack-redir.net', parameter('url')],
  ['duckduckgo.com', (url) => (url.pathname.startsWith('/l') ? parameter('uddg')(url) : undefined)],
  ['bing.com', (url) => readBing(url)],
  ['safelinks.protection.outlook.com', parameter('url')],
  ['urldefense.com', behind(/^\/v3\/__/u)],
  ['urldefense.proofpoint.com', (url) => readProofpoint(url)],
  ['href.li', ({ search }) => search.slice(1)],
  ['anon.to', ({ search }) => search.slice(1)],
  ['nullrefer.com', ({ search }) => search.slice(1)],
  ['web.archive.org', behind(/^\/web\/[0-9a-z_*]+\//u)],
  ['awstrack.me', behind(/^\/L0\//u)],
  ['translate.goog', ({ hostname }) => translated(hostname)],
  ['cdn.ampproject.org', behind(/^\/[cv]\/(?:s\/)?/u)],
  ['t.umblr.com', parameter('z')],
  ['app.link', parameter('$fallback_url', '$desktop_url')],
  ['page.link', parameter('link')],
]);

// Parameters by which pages of all kinds pass readers on. Log-in pages name where to go back to in others (`continue`,
// `redirect_uri`), which honest sites do all day.
const PARAMETERS: ReadonlySet<string> = new Set(
  'url u redirect redirecturl redirect_url goto target dest destination to out link adurl href uri r murl rurl'.split(
    ' ',
  ),
);
// A chain of redirectors longer than this is read no further.
const MOST_HOPS = 4;

/** The site that `link` passes on to by its own words, through every redirector in between. */
export function redirectOf(link: ParsedLink): Redirect | undefined {
  let found = stepOf(link);
  for (let hop = 1; found && hop < MOST_HOPS; hop += 1) {
    const next = stepOf(found.link);
    if (!next?.isTransparent) break;
    found = { link: next.link, isTransparent: found.isTransparent };
  }
  return found;
}

function stepOf(link: ParsedLink): Redirect | undefined {
  if (link.query === '' && link.path.length < 8 && !link.host.endsWith('.translate.goog')) return undefined;
  const url = new URL(link.href);
  const known = readerOf(link.host);
  const stated = known?.(url);
  if (stated !== undefined && stated !== '') {
    const end = siteIn(stated, link);
    if (end) return { link: end, isTransparent: true };
  }
  for (const [name, value] of url.searchParams) {
    if (!PARAMETERS.has(name.toLowerCase())) continue;
    const end = /^(?:https?:|\/\/|https?%3a)/iu.test(value) ? siteIn(value, link) : undefined;
    if (end) return { link: end, isTransparent: false };
  }
  return undefined;
}

function readerOf(host: string): Reader | undefined {
  for (let from = 0; from >= 0; from = nextLabel(host, from)) {
    const reader = REDIRECTORS.get(host.slice(from));
    if (reader) return reader;
  }
  return undefined;
}

function nextLabel(host: string, from: number): number {
  const dot = host.indexOf('.', from);
  return dot < 0 ? -1 : dot + 1;
}

/** The address in `value`, unless it stays on the same site. */
function siteIn(value: string, from: ParsedLink): ParsedLink | undefined {
  const { link } = parseLink(decoded(value).replace(/^(https?:)\/(?!\/)/iu, '$1//'));
  if (!link || (link.scheme !== 'http' && link.scheme !== 'https') || (link.domain === undefined && !link.isIp))
    return undefined;
  return link.domain !== undefined && link.domain === from.domain ? undefined : link;
}

/** Undoes percent-encoding that was applied more than once. */
function decoded(value: string): string {
  let text = value;
  for (let round = 0; round < 3 && /%(?:25|3a|2f)/iu.test(text); round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}

function readGoogle(url: URL): string | undefined {
  if (url.pathname === '/url' || url.pathname === '/aclk') return parameter('q', 'url', 'adurl')(url);
  return url.pathname.startsWith('/amp/') ? behind(/^\/amp\/(?:s\/)?/u)(url) : undefined;
}

// `u` is "a1" and the address in base64 without padding.
function readBing(url: URL): string | undefined {
  const coded = url.pathname.startsWith('/ck/') ? url.searchParams.get('u') : null;
  if (coded === null || !/^a1[\w-]+$/u.test(coded)) return undefined;
  try {
    return atob(coded.slice(2).replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}

// Version 2 writes `%` as `-` and `/` as `_`.
function readProofpoint(url: URL): string | undefined {
  const coded = url.searchParams.get('u');
  return coded === null ? undefined : decoded(coded.replaceAll('_', '/').replaceAll('-', '%'));
}

// `my--shop-example-org.translate.goog`: dots are `-`, hyphens are `--`.
function translated(hostname: string): string {
  const name = hostname.slice(0, -'.translate.goog'.length);
  return name.replaceAll('--', '\u0000').replaceAll('-', '.').replaceAll('\u0000', '-');
}
