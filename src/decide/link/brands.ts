// SPDX-License-Identifier: Apache-2.0
/** Which brand a host claims to be: by a brand's word in it, or by a word one letter away from one. */
import type { Brand, KnownHosts } from './known-hosts.ts';

export type BrandClaim = {
  /** The host belongs to this brand. */
  readonly official?: string;
  /** The host names this brand and is not the brand's. */
  readonly named?: string;
  /** A word of the host is one letter, or a digit for a letter, away from this brand's. */
  readonly near?: string;
};

// What stands beside a brand's word when the brand does not: ever the same twenty words.
const BAIT: ReadonlySet<string> = new Set(
  (
    'account accounts alert auth billing center centre check claim client customer delivery gift help helpdesk id info login logon ' +
    'mail my net official online pay payment portal post prize refund reward secure security service services shop sign signin ' +
    'store support tracking track update user verification verify wallet web'
  ).split(' '),
);

// Shorter words are one letter away from too many others.
const NEAR_MIN = 6;
const DIGIT_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't' };

/** `name` is a host without its public suffix, in the letters a reader sees; `domain` the registrable domain. */
export function claimOf(name: string, domain: string, hosts: KnownHosts): BrandClaim {
  const owner = hosts.official.get(domain);
  if (owner) return { official: owner.name };
  const words = name.split(/[.\-_]/u);
  const hasBait = words.some((word) => BAIT.has(word));
  for (const word of words) {
    const named = namedBy(word, hasBait, hosts);
    if (named) return { named: named.name };
  }
  for (const word of words) {
    const near = nearBy(word, hosts);
    if (near) return { near: near.name };
  }
  return {};
}

function namedBy(word: string, hasBait: boolean, hosts: KnownHosts): Brand | undefined {
  const exact = hosts.byToken.get(word);
  if (exact) return exact.everyday && !hasBait ? undefined : exact;
  // `paypalsecure`, `securepaypal`: a brand's word run together with bait.
  for (const [token, brand] of hosts.byToken) {
    if (word.length <= token.length) continue;
    if (word.startsWith(token) && BAIT.has(word.slice(token.length))) return brand;
    if (word.endsWith(token) && BAIT.has(word.slice(0, -token.length))) return brand;
  }
  return undefined;
}

function nearBy(word: string, hosts: KnownHosts): Brand | undefined {
  if (word.length < NEAR_MIN - 1) return undefined;
  const plain = /[0-9]/u.test(word) ? word.replaceAll(/[013457]/gu, (digit) => DIGIT_LETTERS[digit] ?? digit) : word;
  if (plain !== word) {
    const brand = hosts.byToken.get(plain);
    if (brand) return brand;
  }
  for (const [token, brand] of hosts.byToken) {
    if (token.length < NEAR_MIN || brand.everyday || Math.abs(token.length - plain.length) > 1) continue;
    if (isOneEditApart(plain, token)) return brand;
  }
  return undefined;
}

/** One letter more, less, other, or two neighbours swapped. */
export function isOneEditApart(left: string, right: string): boolean {
  if (left === right) return false;
  const short = left.length <= right.length ? left : right;
  const long = left.length <= right.length ? right : left;
  if (long.length - short.length > 1) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head += 1;
  let tail = 0;
  while (tail < short.length - head && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail += 1;
  const rest = short.length - head - tail;
  if (long.length !== short.length) return rest === 0;
  return rest === 1 || (rest === 2 && short[head] === long[head + 1] && short[head + 1] === long[head]);
}
