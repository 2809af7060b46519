// SPDX-License-Identifier: Apache-2.0
/**
 * What can be seen of a text without a model: who sent it, which links are in it and what it names. Links are looked for in the
 * folded text, where disguises are undone; of several the most telling one is the one that rules see.
 */
import { parsePhoneNumber } from '../../base/phone-number.ts';
import type { TextEvent } from '../event.ts';
import type { Evidence } from '../evidence.ts';
import { findMentions, type SeenLink } from '../mention/find-mentions.ts';
import type { FoundMention } from '../mention/mention.ts';
import type { Observations } from '../rules/observations.ts';
import { type FoldedText, spanInRaw } from '../text/fold/fold.ts';
import { placeSpan } from '../text/place-span.ts';
import { findLinks, type LinkPlace } from './find-links.ts';
import { findNumbers, hasUnfilledSlot } from './find-numbers.ts';
import type { KnownHosts } from './known-hosts.ts';
import { type LinkObservation, readLink, suspicionOf } from './observe-link.ts';

export type TextObservation = {
  readonly sender: 'number' | 'short-code' | 'name' | 'mail';
  readonly links: number;
  /** Links whose owner is not known. */
  readonly unofficialLinks: number;
  /** Where the link stands that rules see. */
  readonly linkSpan?: Evidence;
  /** Tokens that could be a one-time code, and slots that were never filled. */
  readonly codes: number;
  /** Numbers to call. */
  readonly phoneNumbers: number;
  /** Numbers, links, accounts, keys and files that it names, in order. */
  readonly mentions: readonly FoundMention[];
};

/** What an address weighs by itself, in log-odds. */
export type WeighAddress = (seen: LinkObservation) => number | undefined;

const NO_LINKS: readonly SeenLink[] = [];

export function observeText(
  event: TextEvent,
  folded: FoldedText,
  hosts: KnownHosts,
  weigh: WeighAddress = () => 0,
): Observations {
  const found = findLinks(folded.text);
  const sender = senderKind(event.from);
  const { codes: seen, phoneNumbers, phones } = findNumbers(folded.text);
  const codes = seen + Number(hasUnfilledSlot(folded.raw));
  if (found.length === 0) {
    const mentions = findMentions(folded, phones, NO_LINKS);
    return { text: { sender, links: 0, unofficialLinks: 0, codes, phoneNumbers, mentions } };
  }
  const { link, place, links, unofficialLinks } = readLinks(found, folded, hosts, weigh);
  const mentions = findMentions(folded, phones, links);
  const linkSpan = place === undefined ? undefined : placeSpan(folded, 'body', place);
  return {
    text: {
      sender,
      links: found.length,
      unofficialLinks,
      ...(linkSpan === undefined ? {} : { linkSpan }),
      codes,
      phoneNumbers,
      mentions,
    },
    ...(link === undefined ? {} : { link }),
  };
}

type ReadLinks = {
  readonly link?: LinkObservation;
  readonly place?: LinkPlace;
  readonly links: readonly SeenLink[];
  readonly unofficialLinks: number;
};

function readLinks(found: readonly LinkPlace[], folded: FoldedText, hosts: KnownHosts, weigh: WeighAddress): ReadLinks {
  const isRefanged = folded.marks.some(({ mark }) => mark === 'refanged');
  const links: SeenLink[] = [];
  let unofficialLinks = 0;
  let best: { readonly seen: LinkObservation; readonly place: LinkPlace; readonly suspicion: number } | undefined;
  for (const place of found) {
    const seen = readLink(writtenLink(folded, place), hosts);
    links.push(seen.link === undefined ? place : { ...place, host: seen.link.host, href: seen.link.href });
    if (seen.owner === undefined) unofficialLinks += 1;
    const suspicion = suspicionOf(seen) + (found.length === 1 ? 0 : (weigh(seen) ?? 0));
    if (!best || suspicion > best.suspicion) best = { seen, place, suspicion };
  }
  if (!best) return { links, unofficialLinks };
  const link = isRefanged ? { ...best.seen, defanged: true } : best.seen;
  return { link, place: best.place, links, unofficialLinks };
}

function senderKind(from: string): TextObservation['sender'] {
  if (from.includes('@')) return 'mail';
  if (parsePhoneNumber(from) === undefined) return 'name';
  return from.length <= 6 ? 'short-code' : 'number';
}

/**
 * The link as it would be opened. Folding makes a Cyrillic раураӏ.com look like paypal.com, which is its very disguise, so a
 * host with letters beyond ASCII is read as it was written, and the URL standard says whose it is.
 */
function writtenLink(folded: FoldedText, { from, to }: LinkPlace): string {
  const { start, end } = spanInRaw(folded, from, to);
  const raw = folded.raw.slice(start, end);
  if (BEYOND_ASCII.test(raw)) return raw;
  const text = folded.text.slice(from, to);
  // Paths have capitals.
  return raw.toLowerCase() === text ? raw : text;
}

const BEYOND_ASCII = /[^\0-\x7f]/u;
