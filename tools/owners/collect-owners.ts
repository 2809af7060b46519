// SPDX-License-Identifier: Apache-2.0
/**
 * Makes policy/owners/directory.tsv from the public lists in `$TOCSIN_CORPORA/brand-domains` (2factorauth/twofactorauth and
 * v2fly/domain-list-community, both MIT). Run by hand: node tools/owners/collect-owners.ts
 *
 * The second lists names that firms keep so that nobody else has them, and names of strangers that only look like the firm's:
 * of it only plain names count, the firm's own word before an ending, and sites in lists of banks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'tldts';
import { corporaFolder } from '../../src/lab/train/corpora.ts';

const OUT = 'policy/owners/directory.tsv';
const LISTS = /^category-(?:bank|securities|payment)/u;

type Entry = { readonly brand: string; readonly domain: string; readonly source: '2factorauth' | 'v2fly' };

const file = join(corporaFolder(process.env), 'brand-domains/official-domains.tsv.gz');
const entries = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n').slice(1).flatMap(readEntry);
const lines = [...groupByOwner(entries)].map(([key, domains]) => `${key}\t${[...domains].toSorted().join(' ')}`);
writeFileSync(OUT, `owner\tsource\tdomains\n${lines.toSorted().join('\n')}\n`);
process.stdout.write(`${OUT}: ${lines.length} owners, ${new Set(entries.map(({ domain }) => domain)).size} domains.\n`);

function readEntry(line: string): readonly Entry[] {
  const [brand = '', given = '', , , source] = line.split('\t');
  const domain = given.toLowerCase();
  const { publicSuffix, domainWithoutSuffix, hostname } = parse(domain, { allowPrivateDomains: true });
  if (hostname !== domain || publicSuffix === domain) return [];
  if (source === '2factorauth') return [{ brand: plainName(brand), domain, source }];
  if (source !== 'v2fly') return [];
  if (LISTS.test(brand)) return [{ brand: domainWithoutSuffix ?? domain, domain, source }];
  const isPlain = domainWithoutSuffix === brand && domain === `${brand}.${publicSuffix ?? ''}`;
  return isPlain ? [{ brand, domain, source }] : [];
}

/** Names of one firm's national sites end in the country: `Hermes [DE]`. */
function plainName(brand: string): string {
  return brand.replace(/\s*\[[A-Z/|\s]+\]$/u, '').trim();
}

function groupByOwner(found: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { brand, domain, source } of found) {
    const key = `${brand.replaceAll('\t', ' ')}\t${source}`;
    groups.set(key, (groups.get(key) ?? new Set()).add(domain));
  }
  return groups;
}
