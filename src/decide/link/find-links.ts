// SPDX-License-Identifier: Apache-2.0
/**
 * Where links stand in a folded text. What begins with a scheme is one link up to the first character that no address has, so
 * that a text and a browser read the same host; besides these, bare hosts, by one scan from dot to dot.
 */
import { parse as parseDomain } from 'tldts';
import { withoutSentenceEnd } from './unwrap-address.ts';

/** Half-open, in UTF-16 units of the folded text. */
export type LinkPlace = { readonly from: number; readonly to: number };

// A text with more links than this is a list; the first ones tell.
const MOST_LINKS = 8;

/** In order, at most `MOST_LINKS`. */
export function findLinks(text: string): readonly LinkPlace[] {
  const links: LinkPlace[] = [];
  let from = 0;
  let scheme = text.indexOf('://');
  for (
    let dot = text.indexOf('.');
    (dot >= 0 || scheme >= 0) && links.length < MOST_LINKS;
    dot = text.indexOf('.', from)
  ) {
    if (scheme >= 0 && (dot < 0 || scheme < dot)) {
      const link = linkWithScheme(text, scheme);
      from = link === undefined ? scheme + 3 : link.to;
      if (link) links.push(link);
      scheme = text.indexOf('://', from);
      continue;
    }
    from = dot + 1;
    const link = bareLink(text, dot);
    if (link === undefined) continue;
    from = Math.max(from, link.to);
    // What a parameter holds is part of the link around it.
    if (scheme >= 0 && scheme < from) scheme = text.indexOf('://', from);
    if (link.isLink) links.push({ from: link.from, to: link.to });
  }
  return links;
}

/** From the scheme to the first character that no address has; a host in letters of another script goes to the next sign. */
function linkWithScheme(text: string, colon: number): LinkPlace | undefined {
  let from = colon;
  while (from > 0 && colon - from < 10 && isSchemeCharacter(text.charCodeAt(from - 1))) from -= 1;
  if (from === colon) return undefined;
  let to = colon + 3;
  const first = text.charCodeAt(to);
  const isForeign = first >= 0x80;
  while (to < text.length && isAddressCharacter(text.charCodeAt(to), isForeign)) to += 1;
  to = from + withoutSentenceEnd(text.slice(from, to)).length;
  return to > colon + 3 ? { from, to } : undefined;
}

function isSchemeCharacter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2b;
}

function isAddressCharacter(code: number, isForeign: boolean): boolean {
  if (code <= 0x20 || code === 0x22 || code === 0x3c || code === 0x3e) return false;
  return code < 0x7f || (isForeign && code >= 0xc0 && (code < 0x2000 || code > 0x303f) && code < 0xff00);
}

type BareLink = LinkPlace & { readonly isLink: boolean };

/** What stands round a dot without a scheme; `undefined` where it is no host at all. */
function bareLink(text: string, dot: number): BareLink | undefined {
  if (!isHostCharacter(text.charCodeAt(dot - 1)) || !isHostCharacter(text.charCodeAt(dot + 1))) return undefined;
  const from = startOfHost(text, dot);
  const hostTo = endOfHost(text, dot);
  // A mail address.
  if (text[from - 1] === '@') return { from, to: hostTo, isLink: false };
  if (text[hostTo] === '@') return { from, to: hostTo, isLink: false };
  const to = endOfLink(text, hostTo);
  return { from, to, isLink: isHost(text.slice(from, hostTo), to > hostTo + 1) };
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

/** Over port, path and query: printable ASCII, without the punctuation of the sentence around it. */
function endOfLink(text: string, hostTo: number): number {
  const next = text[hostTo];
  if (next !== '/' && next !== ':' && next !== '?' && next !== '#' && next !== '@' && next !== '\\') return hostTo;
  let at = hostTo;
  while (at < text.length && isAddressCharacter(text.charCodeAt(at), false)) at += 1;
  return hostTo + withoutSentenceEnd(text.slice(hostTo, at)).length;
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
