// SPDX-License-Identifier: Apache-2.0
/** Which brand a host claims to be: by a brand's word in it, or by a word one letter away from one. */
import { BAIT, ERRANDS } from './errands.ts';
import type { Brand, KnownHosts } from './known-hosts.ts';
import { ownerNamedBy } from './named-owners.ts';

export type BrandClaim = {
  /** The host names this brand and is not the brand's. */
  readonly named?: Brand;
  /** A word of the host is one letter, or a letter that looks like another, away from this brand's. */
  readonly near?: Brand;
  /** The name is the brand's own with another ending: `paypal.top`. */
  readonly wrongEnding?: true;
};

// Shorter words are one letter away from too many others.
const NEAR_MIN = 6;
const FUSED_MIN = 4;
const DIGIT_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't' };

// Countries' endings that are given away or sold to anybody, unlike those of a brand's national sites.
const LOOSE_ENDINGS: ReadonlySet<string> = new Set('cc cf co ga gq la me ml pw ru su tk to ws'.split(' '));

/**
 * What a host claims that belongs to nobody known. `name` is the host without its public suffix, in the letters a reader sees;
 * `domain` the registrable domain.
 */
export function claimOf(name: string, domain: string, hosts: KnownHosts): BrandClaim {
  if (isNationalSite(domain, hosts)) return {};
  const words = name.split(/[.\-_]/u);
  const hasBait = words.some((word) => BAIT.has(word));
  for (const word of words) {
    const named = namedBy(word, hasBait, hosts);
    if (!named) continue;
    return hasLabel(domain, named) ? { named, wrongEnding: true } : { named };
  }
  const owner = ownerNamedBy(name, hosts.owners, hosts.ownersByLabel);
  if (owner) return { named: owner };
  for (const word of words) {
    const near = nearBy(word, hosts);
    if (near) return { near };
  }
  return {};
}

/** A brand named only behind the host, in a path that also speaks of an errand: `/paypal/login.php`. */
export function brandInPath(path: string, { byToken }: KnownHosts): Brand | undefined {
  if (path.length < FUSED_MIN + 2) return undefined;
  const words = path.toLowerCase().split(/[^a-z0-9]+/u);
  if (!words.some((word) => ERRANDS.has(word))) return undefined;
  for (const word of words) {
    const brand = byToken.get(word);
    if (brand && !brand.everyday) return brand;
  }
  return undefined;
}

/** Is the name in front of the ending that of one of the brand's own domains? */
function hasLabel(domain: string, { domains }: Brand): boolean {
  const label = domain.slice(0, domain.indexOf('.') + 1);
  return domains.some((own) => own.startsWith(label));
}

/** The brand's bare word below a country's ending: likelier a site of its own that is not listed than somebody else's. */
function isNationalSite(domain: string, { byToken }: KnownHosts): boolean {
  const [label = '', ...endings] = domain.split('.');
  const last = endings.at(-1) ?? '';
  return last.length === 2 && !LOOSE_ENDINGS.has(last) && byToken.has(label);
}

function namedBy(word: string, hasBait: boolean, hosts: KnownHosts): Brand | undefined {
  const exact = hosts.byToken.get(word);
  if (exact) return exact.everyday && !hasBait ? undefined : exact;
  // `paypalsecure`, `securepaypal`: a brand's word run together with bait. Not `hold` + `ing`.
  for (let cut = 2; cut <= word.length - 2; cut += 1) {
    const head = word.slice(0, cut);
    const tail = word.slice(cut);
    const brand = fusedBrand(head, tail, hosts) ?? fusedBrand(tail, head, hosts);
    if (brand) return brand;
  }
  return undefined;
}

function fusedBrand(token: string, bait: string, { byToken }: KnownHosts): Brand | undefined {
  if (token.length < FUSED_MIN || !BAIT.has(bait)) return undefined;
  const brand = byToken.get(token);
  return brand?.everyday ? undefined : brand;
}

function nearBy(word: string, hosts: KnownHosts): Brand | undefined {
  if (word.length < NEAR_MIN - 1) return undefined;
  const plain = /[0-9]/u.test(word) ? word.replaceAll(/[013457]/gu, (digit) => DIGIT_LETTERS[digit] ?? digit) : word;
  for (const shape of [plain, shapeOf(plain)]) {
    const brand = shape === word ? undefined : hosts.byToken.get(shape);
    if (brand) return brand;
  }
  for (const key of deletionKeys(plain)) {
    for (const { token, brand } of hosts.byNearness.get(key) ?? []) {
      if (isOneEditApart(plain, token)) return brand;
    }
  }
  return undefined;
}

/** Pairs of letters that look like another in small type. */
function shapeOf(word: string): string {
  return word.includes('rn') || word.includes('vv') ? word.replaceAll('rn', 'm').replaceAll('vv', 'w') : word;
}

/** Words that a host may be one letter away from, by what is left of them when a letter is left out. */
export function nearnessIndex(brands: readonly Brand[]): KnownHosts['byNearness'] {
  const index = new Map<string, { readonly token: string; readonly brand: Brand }[]>();
  for (const brand of brands) {
    if (brand.everyday) continue;
    for (const token of brand.tokens) {
      if (token.length < NEAR_MIN) continue;
      for (const key of deletionKeys(token)) {
        const known = index.get(key);
        if (known === undefined) index.set(key, [{ token, brand }]);
        else known.push({ token, brand });
      }
    }
  }
  return index;
}

// Two words are an edit apart only if they share one of these: themselves, or themselves without a letter.
function deletionKeys(word: string): ReadonlySet<string> {
  const keys = new Set([word]);
  for (let at = 0; at < word.length; at += 1) keys.add(word.slice(0, at) + word.slice(at + 1));
  return keys;
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
