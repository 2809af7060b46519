// SPDX-License-Identifier: Apache-2.0
/**
 * Hosts that say something by their name: the official domains of brands that are often imitated, shorteners, and places
 * where anybody may put a page. Small and kept by hand; an operator adds the institutions of the country.
 */
import { z } from 'zod';
import { nearnessIndex } from './brands.ts';
import { parseDocument } from '../policy/policy-error.ts';

const host = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u, 'must be a host in lower case, as example.org');
const token = z.string().regex(/^[a-z0-9]{3,}$/u, 'must be at least 3 lower-case letters or digits');

const hostsSchema = z.strictObject({
  brands: z.array(
    z.strictObject({
      name: z.string().min(1),
      /** Words by which a host claims to be the brand. */
      tokens: z.array(token).min(1),
      /** Registrable domains the brand owns: everything below them is official. */
      domains: z.array(host).min(1),
      /** The word is also an everyday one (`apple`): by itself it claims nothing. */
      everyday: z.boolean().optional(),
    }),
  ),
  shorteners: z.array(host),
  freeHosting: z.array(host),
});

export type Brand = Readonly<z.output<typeof hostsSchema>['brands'][number]>;

export type KnownHosts = {
  readonly brands: readonly Brand[];
  readonly byToken: ReadonlyMap<string, Brand>;
  /** What is left of a token without one of its letters → tokens, for words that are nearly one. */
  readonly byNearness: ReadonlyMap<string, readonly { readonly token: string; readonly brand: Brand }[]>;
  /** Official domain → brand. */
  readonly official: ReadonlyMap<string, Brand>;
  readonly shorteners: ReadonlySet<string>;
  readonly freeHosting: ReadonlySet<string>;
};

export function parseHosts(file: string, value: unknown): KnownHosts {
  const { brands, shorteners, freeHosting } = parseDocument(file, hostsSchema, value);
  return {
    brands,
    byToken: new Map(brands.flatMap((brand) => brand.tokens.map((word) => [word, brand] as const))),
    byNearness: nearnessIndex(brands),
    official: new Map(brands.flatMap((brand) => brand.domains.map((domain) => [domain, brand] as const))),
    shorteners: new Set(shorteners),
    freeHosting: new Set(freeHosting),
  };
}
