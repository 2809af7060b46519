// SPDX-License-Identifier: Apache-2.0
/**
 * What can be seen of a link by reading it: no request, no list of bad ones. A link that cannot be read is an observation, not
 * an error. Where an address says that it passes its reader on, the site at the end is what is observed.
 */
import type { Observations } from '../rules/observations.ts';
import { foldText } from '../text/fold/fold.ts';
import { brandInPath, claimOf } from './brands.ts';
import { namesErrand } from './errands.ts';
import type { Brand, KnownHosts } from './known-hosts.ts';
import { ownerOf, type OwnerClass } from './owners.ts';
import { type LinkReading, type ParsedLink, parseLink } from './parse-link.ts';
import { decodeLabel } from './punycode.ts';
import { redirectOf } from './redirect.ts';

export type LinkObservation = {
  readonly readable: boolean;
  /** What was read; absent where there is no host. */
  readonly link?: ParsedLink;
  /** Without colon. */
  readonly scheme?: string;
  /** The host in the letters that a reader sees. */
  readonly shown?: string;
  /** Who the host belongs to, and what says so. `registry` has no name: its ending is for public bodies. */
  readonly owner?: { readonly name?: string; readonly class: OwnerClass };
  /** The host in front, which passes on to this one. */
  readonly via?: string;
  readonly privateAddress: boolean;
  readonly punycode: boolean;
  readonly mixedScript: boolean;
  readonly shortener: boolean;
  /** Anybody gets a page or a name here within minutes. */
  readonly freeHosting: boolean;
  /** Members of a large platform publish here. */
  readonly platform: boolean;
  readonly brandOffDomain?: Brand;
  readonly nearBrand?: Brand;
  readonly brandInPath?: Brand;
  readonly wrongEnding: boolean;
  readonly hyphens: number;
  readonly subdomains: number;
  /** The registrable name is words with hyphens, and one of them is what thieves call a page of theirs: `refund`, `verify`, `pay`. */
  readonly namesErrand: boolean;
  readonly opensCode: boolean;
  readonly downloadsApp: boolean;
  readonly defanged: boolean;
  /** UTF-16 units as given. */
  readonly length: number;
};

export function observeLink(url: string, hosts: KnownHosts): Observations {
  return { link: readLink(url, hosts) };
}

const APP_FILE = /\.(?:apk|apks|xapk|ipa|mobileconfig|exe|msi|scr|bat|cmd|vbs|hta|jar|dmg|pkg)$/iu;
// The own machine, home and office networks (RFC 1918, RFC 3927, RFC 4193).
const PRIVATE = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|\[(?:::1\]|f[cd]|fe80:))/u;

export function readLink(given: string, hosts: KnownHosts): LinkObservation {
  const reading = parseLink(given);
  const bare = nothingSeen(reading, given.length);
  if (!reading.link) return bare;
  const front = observeHost(reading.link, hosts, bare);
  const redirect = redirectOf(reading.link);
  if (!redirect) return front;
  const end = observeHost(redirect.link, hosts, bare);
  // A site of no name that carries another's address may use it as decoration: the more suspicious of the two counts.
  const isJudged = redirect.isTransparent || isKnown(front) || suspicionOf(end) > suspicionOf(front);
  return isJudged ? { ...end, via: reading.link.host } : front;
}

function isKnown({ owner, platform, freeHosting, shortener }: LinkObservation): boolean {
  return owner !== undefined || platform || freeHosting || shortener;
}

/** An order among links, so that of several the most telling one is the one that rules see. */
export function suspicionOf(seen: LinkObservation): number {
  if (seen.owner !== undefined) return seen.owner.class === 'recalled' ? -0.5 : -1;
  let sum = Number(seen.freeHosting) + Number(seen.shortener) + Number(seen.punycode) + Math.min(seen.hyphens, 3) / 3;
  const { isIp = false, hasUserInfo = false } = seen.link ?? {};
  sum += 2 * (Number(isIp) + Number(hasUserInfo) + Number(seen.downloadsApp) + Number(seen.opensCode));
  if (seen.brandOffDomain !== undefined || seen.nearBrand !== undefined) sum += 4;
  return sum;
}

function nothingSeen({ defanged, opensCode, scheme }: LinkReading, length: number): LinkObservation {
  return {
    readable: opensCode,
    ...(scheme === undefined ? {} : { scheme }),
    privateAddress: false,
    punycode: false,
    mixedScript: false,
    shortener: false,
    freeHosting: false,
    platform: false,
    wrongEnding: false,
    hyphens: 0,
    subdomains: 0,
    namesErrand: false,
    opensCode,
    downloadsApp: false,
    defanged,
    length,
  };
}

/** What is seen of a link that was read already, without where it passes on to. */
export function observeParsed(link: ParsedLink, hosts: KnownHosts): LinkObservation {
  return observeHost(link, hosts, nothingSeen({ defanged: false, opensCode: false }, link.href.length));
}

function observeHost(link: ParsedLink, hosts: KnownHosts, base: LinkObservation): LinkObservation {
  const { host, domain, suffix = '', front } = link;
  const path = link.path.slice(0, link.path.length - link.query.length);
  const shared = { ...base, readable: true, link, scheme: link.scheme, downloadsApp: APP_FILE.test(path) };
  if (link.isIp || domain === undefined) return { ...shared, privateAddress: PRIVATE.test(host) };
  const punycode = host.includes('xn--');
  const shown = punycode ? host.split('.').map(decodeLabel).join('.') : host;
  const platform = isBelow(host, hosts.platforms);
  const isPublicBody = isBelow(suffix, hosts.publicBodies);
  const freeHosting = !isPublicBody && (link.isShared || isBelow(host, hosts.freeHosting));
  const shortener = hosts.shorteners.has(host) || hosts.shorteners.has(domain);
  const landlord = ownerIn(host, domain, hosts, isPublicBody);
  // What strangers put on a brand's own form builder or site is not the brand's.
  const owner = platform || freeHosting || shortener ? undefined : landlord;
  const isOwned = landlord !== undefined || platform;
  const claim = isOwned ? {} : claimOf(nameToRead(shown, suffix, punycode), domain, hosts);
  const inPath = isOwned || claim.named ? undefined : brandInPath(link.path, hosts);
  return {
    ...shared,
    shown,
    ...(owner === undefined ? {} : { owner }),
    ...(claim.named === undefined ? {} : { brandOffDomain: claim.named }),
    ...(claim.near === undefined ? {} : { nearBrand: claim.near }),
    ...(inPath === undefined ? {} : { brandInPath: inPath }),
    wrongEnding: claim.wrongEnding === true,
    punycode,
    mixedScript: punycode && shown.split('.').some(mixesScripts),
    shortener,
    freeHosting,
    platform,
    hyphens: countHyphens(shown),
    subdomains: front === '' ? 0 : front.split('.').length,
    namesErrand: owner === undefined && namesErrand(domain),
  };
}

function ownerIn(host: string, domain: string, hosts: KnownHosts, isPublicBody: boolean): LinkObservation['owner'] {
  const owner = ownerOf(host, domain, hosts.owners);
  return isPublicBody ? { ...owner, class: 'registry' } : owner;
}

/** Is a name in the set, or any that it stands below? */
function isBelow(name: string, names: ReadonlySet<string>): boolean {
  for (let from = 0; from >= 0;) {
    if (names.has(from === 0 ? name : name.slice(from))) return true;
    const dot = name.indexOf('.', from);
    from = dot < 0 ? -1 : dot + 1;
  }
  return false;
}

/** The host without its ending; letters of other alphabets by what they look like. */
function nameToRead(shown: string, suffix: string, punycode: boolean): string {
  const end = shown.endsWith(`.${suffix}`) ? shown.length - suffix.length - 1 : Math.max(0, shown.lastIndexOf('.'));
  const name = shown.slice(0, end);
  return punycode ? foldText(name).text : name;
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
