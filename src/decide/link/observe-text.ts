// SPDX-License-Identifier: Apache-2.0
/**
 * What can be seen of a text without a model: who sent it and which links are in it. Links are looked for in the folded text,
 * where disguises are undone. One scan from dot to dot; only what looks like a host is parsed.
 */
import { parse as parseDomain } from 'tldts';
import { parsePhoneNumber } from '../../base/phone-number.ts';
import type { TextEvent } from '../event.ts';
import type { Observations } from '../rules/observations.ts';
import { findMentions, type SeenLink } from '../mention/find-mentions.ts';
import type { FoundMention } from '../mention/mention.ts';
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import { findNumbers, hasUnfilledSlot } from './find-numbers.ts';
import type { KnownHosts } from './known-hosts.ts';
import { type LinkObservation, readLink } from './observe-link.ts';

export type TextObservation = {
  readonly sender: 'number' | 'short-code' | 'name' | 'mail';
  readonly links: number;
  /** Links whose host belongs to no known brand. */
  readonly unofficialLinks: number;
  /** Tokens that could be a one-time code, and slots that were never filled. */
  readonly codes: number;
  /** Numbers to call. */
  readonly phoneNumbers: number;
  /** Numbers, links, accounts, keys and files that it names, in order. */
  readonly mentions: readonly FoundMention[];
};

const NO_LINKS: readonly SeenLink[] = [];
// A text with more links than this is a list; the first ones tell.
const MOST_LINKS = 8;

export function observeText(event: TextEvent, folded: FoldedText, hosts: KnownHosts): Observations {
  const found = findLinks(folded.text);
  const sender = senderKind(event.from);
  const { codes: seen, phoneNumbers, phones } = findNumbers(folded.text);
  const codes = seen + Number(hasUnfilledSlot(folded.raw));
  if (found.length === 0) {
    const mentions = findMentions(folded, phones, NO_LINKS);
    return { text: { sender, links: 0, unofficialLinks: 0, codes, phoneNumbers, mentions } };
  }
  const isRefanged = folded.marks.some(({ mark }) => mark === 'refanged');
  let link: LinkObservation | undefined;
  let unofficialLinks = 0;
  const links: SeenLink[] = [];
  for (const place of found) {
    const read = readLink(writtenLink(folded, place), hosts);
    links.push(read.href === undefined ? place : { ...place, host: read.host ?? '', href: read.href });
    if (!read.official) unofficialLinks += 1;
    if (!link || suspicionOf(read) > suspicionOf(link)) link = read;
  }
  const mentions = findMentions(folded, phones, links);
  const text = { sender, links: found.length, unofficialLinks, codes, phoneNumbers, mentions };
  return link ? { text, link: isRefanged ? { ...link, defanged: true } : link } : { text };
}

function senderKind(from: string): TextObservation['sender'] {
  if (from.includes('@')) return 'mail';
  if (parsePhoneNumber(from) === undefined) return 'name';
  return from.length <= 6 ? 'short-code' : 'number';
}

/** An order among the links of one text, so that the most telling one is the one rules see. */
function suspicionOf(link: LinkObservation): number {
  if (link.official) return -1;
  let sum = Number(link.freeHosting) + Number(link.shortener) + Number(link.punycode) + Math.min(link.hyphens, 3) / 3;
  sum += 2 * (Number(link.hostIsIp) + Number(link.hasUserInfo) + Number(link.downloadsApp) + Number(link.opensCode));
  if (link.brandOffDomain !== undefined || link.nearBrand !== undefined) sum += 4;
  return sum;
}

// Half-open, in UTF-16 units of the folded text.
type Place = { readonly from: number; readonly to: number };

/**
 * The link as it would be opened. Folding makes a Cyrillic раураӏ.com look like paypal.com, which is its very disguise, so a
 * host with letters beyond ASCII is read as it was written, and the URL standard says whose it is.
 */
function writtenLink(folded: FoldedText, { from, to }: Place): string {
  const { start, end } = spanInRaw(folded, from, to);
  const raw = folded.raw.slice(start, end);
  if (BEYOND_ASCII.test(raw)) return raw;
  const text = folded.text.slice(from, to);
  // Paths have capitals.
  return raw.toLowerCase() === text ? raw : text;
}

const BEYOND_ASCII = /[^\0-\x7f]/u;

/** Where links stand in the folded text, in order, at most `MOST_LINKS`. */
export function findLinks(text: string): readonly Place[] {
  const links: Place[] = [];
  let from = 0;
  for (let dot = text.indexOf('.'); dot >= 0 && links.length < MOST_LINKS; dot = text.indexOf('.', from)) {
    from = dot + 1;
    if (!isHostCharacter(text.charCodeAt(dot - 1)) || !isHostCharacter(text.charCodeAt(dot + 1))) continue;
    const hostFrom = startOfHost(text, dot);
    const hostTo = endOfHost(text, dot);
    from = Math.max(from, hostTo);
    if (text[hostFrom - 1] === '@' && !text.slice(Math.max(0, hostFrom - 80), hostFrom).includes('://')) continue;
    const linkFrom = startOfLink(text, hostFrom);
    const hasScheme = text.slice(linkFrom, hostFrom).includes('://');
    // A mail address, unless the name stands behind a scheme.
    if (text[hostTo] === '@' && !hasScheme) continue;
    const linkTo = endOfLink(text, hostTo);
    from = Math.max(from, linkTo);
    if (hasScheme || isHost(text.slice(hostFrom, hostTo), linkTo > hostTo + 1))
      links.push({ from: linkFrom, to: linkTo });
  }
  return links;
}

function isHostCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d;
}

function startOfHost(text: string, dot: number): number {
  let at = dot;
  while (at > 0 && dot - at < 253 && (isHostCharacter(text.charCodeAt(at - 1)) || text[at - 1] === '.')) at -= 1;
  return at;
}

function endOfHost(text: string, dot: number): number {
  let at = dot + 1;
  while (at < text.length && (isHostCharacter(text.charCodeAt(at)) || text[at] === '.')) at += 1;
  while (text[at - 1] === '.' || text[at - 1] === '-') at -= 1;
  return at;
}

/** Back over `name@` and `scheme://`. */
function startOfLink(text: string, hostFrom: number): number {
  const before = text.slice(Math.max(0, hostFrom - 80), hostFrom);
  const match = /[a-z][a-z0-9+]{1,10}:\/\/(?:[^\s/@]{1,60}@)?$/u.exec(before);
  return match ? hostFrom - match[0].length : hostFrom;
}

/** Over port, path and query: printable ASCII, without the punctuation of the sentence around it. */
function endOfLink(text: string, hostTo: number): number {
  const next = text[hostTo];
  if (next !== '/' && next !== ':' && next !== '?' && next !== '#' && next !== '@') return hostTo;
  let at = hostTo;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f || code === 0x22 || code === 0x3c || code === 0x3e) break;
    at += 1;
  }
  while (at > hostTo && '.,;:!?)]}\'"'.includes(text[at - 1] ?? '')) at -= 1;
  return at;
}

// A bare host in a sentence needs an ending that is no word, since people forget the blank after a full stop ("the end.next
// one"): two letters that are no word either, or one of these.
const WORD_ENDINGS: ReadonlySet<string> = new Set(
  'am as at be by do go id in is it me my no of on or so to us we'.split(' '),
);
const BARE_ENDINGS: ReadonlySet<string> = new Set(
  (
    'com net org info biz edu gov int mil app dev xyz icu vip top cyou sbs cfd lol online site website shop store tech ' +
    'cloud asia mobi xn--p1ai xn--fiqs8s cat page blog wiki click bond buzz monster quest'
  ).split(' '),
);

function isHost(host: string, hasPath: boolean): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (/^[0-9]+$/u.test(last)) return /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/u.test(host) && hasPath;
  if (host.startsWith('www.')) return true;
  const { isIcann, isPrivate, domain } = parseDomain(host, { allowPrivateDomains: true, extractHostname: false });
  if (domain === null || (isIcann !== true && isPrivate !== true)) return false;
  if (hasPath) return true;
  return last.length === 2 ? !WORD_ENDINGS.has(last) : BARE_ENDINGS.has(last);
}
