// SPDX-License-Identifier: Apache-2.0
/** An address in parts, in words: what the real site is, who owns the name it looks like, and what would be blamed. */
import type { AddressParts } from '../decision.ts';
import type { WordingParams } from '../evidence.ts';
import { type Policy, sayOfAddress } from '../policy/policy.ts';
import { hostInWords } from './host-in-words.ts';
import { blameOf, isOpenHost } from './blame.ts';
import type { LinkObservation } from './observe-link.ts';

// Enough to compare with, few enough to read.
const MOST_DOMAINS = 3;

export function tellAddress(seen: LinkObservation, policy: Policy, lang: string): { readonly address?: AddressParts } {
  const { link, shown, owner } = seen;
  if (link === undefined) return {};
  const says = sentencesOf(seen).map(([key, params]) => sayOfAddress(policy, lang, key, params));
  return {
    address: {
      host: link.host,
      ...(shown === undefined || shown === link.host ? {} : { shown }),
      ...(link.domain === undefined ? {} : { site: link.domain }),
      ...(owner === undefined ? {} : { owner }),
      blame: blameOf(seen, link),
      says,
    },
  };
}

type Sentence = readonly [key: string, params: WordingParams];

function sentencesOf(seen: LinkObservation): readonly Sentence[] {
  const { link, via } = seen;
  if (link === undefined) return [];
  const { host } = link;
  const front = link.front.replace(/^www\./u, '');
  const shown = seen.shown ?? host;
  const domain = hostInWords(link.domain ?? host, seen);
  const sentences: Sentence[] = [];
  if (via !== undefined) sentences.push(['leads-to', { target: hostInWords(host, seen) }]);
  if (link.hasUserInfo) sentences.push(['before-at', {}]);
  const isOpen = isOpenHost(seen, link);
  sentences.push(isOpen ? ['page', { host: hostInWords(host, seen) }] : ['site', { domain }]);
  // Of a known owner it is the owner's too.
  if (front !== '' && !isOpen && seen.owner === undefined) sentences.push(['front', { labels: front }]);
  if (shown !== host) sentences.push(['letters', { shown, host }]);
  if (!isOpen && !link.isIp) sentences.push(...ownerSentences(seen, domain));
  sentences.push(...imitationOf(seen));
  return sentences;
}

function ownerSentences({ owner, link }: LinkObservation, domain: string): readonly Sentence[] {
  if (owner === undefined) return [['owner-unknown', { domain }]];
  const named: readonly Sentence[] = owner.name === undefined ? [] : [['owner', { domain, owner: owner.name }]];
  if (owner.class === 'registry') return [['public-body', { ending: link?.suffix ?? domain }], ...named];
  return [[owner.class === 'directory' ? 'owner' : 'recalled', { domain, owner: owner.name ?? domain }]];
}

function imitationOf({ brandOffDomain, nearBrand, brandInPath }: LinkObservation): readonly Sentence[] {
  const brand = brandOffDomain ?? nearBrand ?? brandInPath;
  if (brand === undefined) return [];
  return [['imitates', { owner: brand.name, domains: brand.domains.slice(0, MOST_DOMAINS).join(', ') }]];
}
