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
  /** Of the link that rules see: where it stands, and what its address weighs. */
  readonly linkSpan?: Evidence;
  readonly linkWeight?: number;
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
  weigh: WeighAddress = () => undefined,
): Observations {
  const found = findLinks(folded.text);
  const sender = senderKind(event.from);
  const { codes: seen, phoneNumbers, phones } = findNumbers(folded.text);
  const codes = seen + Number(hasUnfilledSlot(folded.raw));
  if (found.length === 0) {
    const mentions = findMentions(folded, phones, NO_LINKS);
    return { text: { sender, links: 0, unofficialLinks: 0, codes, phoneNumbers, mentions } };
  }
  const { best, links, unofficialLinks } = readLinks(found, folded, hosts, weigh);
  const mentions = findMentions(folded, phones, links);
  const linkSpan = best && placeSpan(folded, 'body', best.place);
  return {
    text: {
      sender,
      links: found.length,
      unofficialLinks,
      ...(linkSpan === undefined ? {} : { linkSpan }),
      ...(best?.weight === undefined ? {} : { linkWeight: best.weight }),
      codes,
      phoneNumbers,
      mentions,
    },
    ...(best === undefined ? {} : { link: best.seen }),
  };
}

type Told = {
  readonly seen: LinkObservation;
  readonly place: LinkPlace;
  readonly weight: number | undefined;
};
type ReadLinks = {
  /** The most telling one. */
  readonly best?: Told;
  readonly links: readonly SeenLink[];
  readonly unofficialLinks: number;
};

function readLinks(found: readonly LinkPlace[], folded: FoldedText, hosts: KnownHosts, weigh: WeighAddress): ReadLinks {
  const isRefanged = folded.marks.some(({ mark }) => mark === 'refanged');
  const links: SeenLink[] = [];
  let unofficialLinks = 0;
  let best: Told | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const place of found) {
    const read = readLink(writtenLink(folded, place), hosts);
    const seen = isRefanged ? { ...read, defanged: true } : read;
    links.push(seen.link === undefined ? place : { ...place, host: seen.link.host, href: seen.link.href });
    if (seen.owner === undefined) unofficialLinks += 1;
    const weight = weigh(seen);
    const suspicion = suspicionOf(seen) + (weight ?? 0);
    if (suspicion <= most) continue;
    most = suspicion;
    best = { seen, place, weight };
  }
  return { ...(best === undefined ? {} : { best }), links, unofficialLinks };
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
