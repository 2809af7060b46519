// SPDX-License-Identifier: Apache-2.0
/**
 * Who owns a domain, as far as a source says. Lines of `policy/owners/*.tsv`: owner, source, domains apart by blanks; everything
 * below a domain is its owner's, the longest name counts. What only somebody's memory says is some evidence and no proof.
 */
import { PolicyError } from '../policy/policy-error.ts';

/** Sources of a claim of ownership, and the class that each gives. */
const CLASS_OF = {
  /** The institution proved it to the operator. */
  proved: 'directory',
  /** The public directory of sites that offer a second factor, each entry reviewed. */
  '2factorauth': 'directory',
  /** Public lists of names by firm, which hold names that only look like the firm's too. */
  v2fly: 'recalled',
  /** Written down from public use, not looked up. */
  recalled: 'recalled',
} as const;

/** `registry`: the ending is given to public bodies only. */
export const OWNER_CLASSES = ['registry', 'directory', 'recalled'] as const;
export type OwnerClass = (typeof OWNER_CLASSES)[number];
export type Owner = { readonly name: string; readonly class: Exclude<OwnerClass, 'registry'> };
export type Owners = ReadonlyMap<string, Owner>;

const HEADER = 'owner\tsource\tdomains';
const DOMAIN = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/u;

/** Several files read as one text; a header may stand before each. Of two lines for one domain the stronger class counts. */
export function parseOwners(file: string, text: string): Owners {
  const owners = new Map<string, Owner>();
  for (const [place, line] of text.split('\n').entries()) {
    if (line === '' || line.startsWith('#') || line === HEADER) continue;
    const [name, source, domains, ...rest] = line.split('\t');
    if (name === undefined || name === '' || domains === undefined || rest.length > 0)
      throw new PolicyError(file, [], `line ${place + 1}: owner, source and domains are due, apart by tabs.`);
    if (!isSource(source))
      throw new PolicyError(file, [], `line ${place + 1}: the source must be ${Object.keys(CLASS_OF).join(', ')}.`);
    for (const domain of domains.split(' ')) {
      if (!DOMAIN.test(domain))
        throw new PolicyError(file, [], `line ${place + 1}: a domain must be in lower case, as example.org.`);
      const known = owners.get(domain);
      if (known?.class !== 'directory') owners.set(domain, { name, class: CLASS_OF[source] });
    }
  }
  return owners;
}

function isSource(source: string | undefined): source is keyof typeof CLASS_OF {
  return source !== undefined && Object.hasOwn(CLASS_OF, source);
}

/** The owner of a host: of its own entry or of the nearest one above it, no higher than its registrable domain. */
export function ownerOf(host: string, domain: string, owners: Owners): Owner | undefined {
  for (let from = 0; host.length - from >= domain.length;) {
    const owner = owners.get(from === 0 ? host : host.slice(from));
    if (owner) return owner;
    const dot = host.indexOf('.', from);
    if (dot < 0) return undefined;
    from = dot + 1;
  }
  return undefined;
}
