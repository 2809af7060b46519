// SPDX-License-Identifier: Apache-2.0
/**
 * Claims to be one of the thousands whose domains are known, besides the brands that are kept by hand. Two forms are safe enough:
 * a whole domain of theirs inside the host (`login.fernbank.com.check.top`, `www-fernbank-com.top`), and their name beside an
 * errand (`fernbank-verify.top`).
 */
import { BAIT, ERRANDS } from './errands.ts';
import type { Brand } from './known-hosts.ts';
import type { Owner, Owners } from './owners.ts';

/** Label of a known domain → whose it is. */
export type OwnersByLabel = ReadonlyMap<string, Brand>;

// Shorter names are words and surnames too.
const SHORTEST_LABEL = 7;
// Names of owners that are everyday words: beside an errand they claim nothing (`parking-fine`, `academy-login`).
const EVERYDAY: ReadonlySet<string> = new Set(
  (
    'academy adverts airline airlines airport alternate auction autopay banking benefit bitcoin blockchain booking brilliant business capital ' +
    'central certification charity checkout college company concern concert connect consumer contact courier current cybercrime delighted ' +
    'desktop digital discover economy emergency energia energie enterprise entradas envoyer exchange express federal finance freedom gateway ' +
    'general genuine government guichet harvest hardware heritage holiday horizon hospital hosting hoteles identity ingresso insider ' +
    'insurance internet investor journal justice kingdom kitchen library liberty lottery magazine mailbox maximum mountain national natural ' +
    'network original parking partner patient pension personal pharmacy pioneer postman premier principal product progress promise property ' +
    'realtor recruit regions registro reserved resolver revenue reviews section sending service shelter standard station stories teacher ' +
    'telecom tomorrow trading transport treasury umbrella universe visible weather website wellness windows winners'
  ).split(' '),
);

// Endings that are no words: between hyphens `post-at-home` quotes nobody.
const PLAIN_ENDING = /^(?:com|net|org|(?:co|com)\.[a-z]{2})$/u;
const MOST_LABELS = 12;

export function labelsOfOwners(owners: Owners): OwnersByLabel {
  const byLabel = new Map<string, Brand>();
  for (const [domain, owner] of owners) {
    const label = domain.slice(0, domain.indexOf('.'));
    if (label.length < SHORTEST_LABEL || !/^[a-z]+$/u.test(label) || BAIT.has(label) || EVERYDAY.has(label)) continue;
    if (byLabel.has(label)) continue;
    byLabel.set(label, brandOf(owner, domain));
  }
  return byLabel;
}

/** `name`: the host without its public suffix. The host itself belongs to nobody known. */
export function ownerNamedBy(name: string, owners: Owners, byLabel: OwnersByLabel): Brand | undefined {
  const parts = name.split('.');
  const quoted = domainWithin(parts, owners, false);
  if (quoted) return quoted;
  const words = parts.flatMap((part) => part.split('-'));
  if (words.length > parts.length) {
    const hyphened = domainWithin(words, owners, true);
    if (hyphened) return hyphened;
  }
  if (!words.some((word) => ERRANDS.has(word))) return undefined;
  for (const word of words) {
    const brand = byLabel.get(word);
    if (brand) return brand;
  }
  return undefined;
}

/** Two or three labels in a row that are somebody's registrable domain. */
function domainWithin(labels: readonly string[], owners: Owners, isHyphened: boolean): Brand | undefined {
  const last = Math.min(labels.length, MOST_LABELS);
  for (let from = 0; from + 1 < last; from += 1) {
    const label = labels[from] ?? '';
    if (label.length < 3) continue;
    for (const to of [from + 2, from + 3]) {
      if (to > last) break;
      const ending = labels.slice(from + 1, to).join('.');
      if (isHyphened && !PLAIN_ENDING.test(ending)) continue;
      const domain = `${label}.${ending}`;
      const owner = owners.get(domain);
      if (owner) return brandOf(owner, domain);
    }
  }
  return undefined;
}

function brandOf({ name }: Owner, domain: string): Brand {
  return { name, tokens: [], domains: [domain] };
}
