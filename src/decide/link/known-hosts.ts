// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts that say something by their name: brands that are often imitated, with their own domains; who owns which domain;
 * shorteners, and places where anybody may put a page. An operator adds the institutions of the country.
 */
import { z } from 'zod';
import { nearnessIndex } from './brands.ts';
import { labelsOfOwners, type OwnersByLabel } from './named-owners.ts';
import { type Owner, type Owners, parseOwners } from './owners.ts';
import { parseDocument } from '../policy/policy-error.ts';

const host = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u, 'must be a host in lower case, as example.org');
const token = z.string().regex(/^[a-z0-9]{3,}$/u, 'must be at least 3 lower-case letters or digits');

const hostsSchema = z.strictObject({
  brands: z.array(
    z.strictObject({
      name: z.string().min(1),
      /** Words by which a host claims to be the brand. */
      tokens: z.array(token).min(1),
      /** Registrable domains the brand owns, everything below them included; recalled unless a file of owners proves them. */
      domains: z.array(host).min(1),
      /** The word is also an everyday one (`apple`): by itself it claims nothing. */
      everyday: z.boolean().optional(),
    }),
  ),
  shorteners: z.array(host),
  freeHosting: z.array(host),
  /** Large platforms where members publish: their own pages are theirs, members' pages are not. */
  platforms: z.array(host),
  /** Endings that are given to public bodies only. */
  publicBodies: z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/u, 'must be an ending, as gov.uk')),
});

export type Brand = Readonly<z.output<typeof hostsSchema>['brands'][number]>;

export type KnownHosts = {
  readonly brands: readonly Brand[];
  readonly byToken: ReadonlyMap<string, Brand>;
  /** What is left of a token without one of its letters → tokens, for words that are nearly one. */
  readonly byNearness: ReadonlyMap<string, readonly { readonly token: string; readonly brand: Brand }[]>;
  readonly owners: Owners;
  readonly ownersByLabel: OwnersByLabel;
  readonly shorteners: ReadonlySet<string>;
  readonly freeHosting: ReadonlySet<string>;
  readonly platforms: ReadonlySet<string>;
  readonly publicBodies: ReadonlySet<string>;
};

export type OwnersDocument = { readonly file: string; readonly text: string };

export function parseHosts(file: string, value: unknown, owners: OwnersDocument): KnownHosts {
  const { brands, shorteners, freeHosting, platforms, publicBodies } = parseDocument(file, hostsSchema, value);
  const known = withBrands(parseOwners(owners.file, owners.text), brands);
  let labels: OwnersByLabel | undefined;
  return {
    brands,
    byToken: new Map(brands.flatMap((brand) => brand.tokens.map((word) => [word, brand] as const))),
    byNearness: nearnessIndex(brands),
    owners: known,
    // Only a host that is nobody's asks for it.
    get ownersByLabel() {
      return (labels ??= labelsOfOwners(known));
    },
    shorteners: new Set(shorteners),
    freeHosting: new Set(freeHosting),
    platforms: new Set(platforms),
    publicBodies: new Set(publicBodies),
  };
}

function withBrands(owners: Owners, brands: readonly Brand[]): Owners {
  const all = new Map<string, Owner>(owners);
  for (const { name, domains } of brands)
    for (const domain of domains) if (!all.has(domain)) all.set(domain, { name, class: 'recalled' });
  return all;
}
