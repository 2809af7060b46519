// SPDX-License-Identifier: Apache-2.0
/**
 * What may be blamed for a bad link: the page where many share a host, the registrable domain only where one owner has it. A form
 * on a form builder, a short link or a member's page never puts its landlord on a list.
 */
import type { LinkObservation } from './observe-link.ts';
import type { ParsedLink } from './parse-link.ts';

export const BLAME_UNITS = ['page', 'host', 'domain'] as const;
export type Blame = { readonly unit: (typeof BLAME_UNITS)[number]; readonly value: string };

type Seen = Pick<LinkObservation, 'platform' | 'freeHosting' | 'shortener' | 'owner'>;

export function blameOf(seen: Seen, link: ParsedLink): Blame {
  const { host, domain, path } = link;
  // Of a known owner only the page: its site was broken into, or carries a stranger's page.
  if (isOpenHost(seen, link) || seen.owner !== undefined) return { unit: 'page', value: host + path };
  if (link.isIp || domain === undefined) return { unit: 'host', value: host };
  return { unit: 'domain', value: domain };
}

/** Do many share the host itself? A customer's own name on shared hosting (`shop.github.io`) is one owner's. */
export function isOpenHost({ platform, shortener, freeHosting }: Seen, { isShared }: ParsedLink): boolean {
  return platform || shortener || (freeHosting && !isShared);
}
