// SPDX-License-Identifier: Apache-2.0
import type { WordingParams } from '../evidence.ts';
import { hostInWords } from '../link/host-in-words.ts';
import type { LinkObservation } from '../link/observe-link.ts';

/** What sentences about a link may name. */
export function paramsOfLink(seen: LinkObservation): WordingParams {
  const { link, via, owner } = seen;
  const brand = seen.brandOffDomain ?? seen.nearBrand ?? seen.brandInPath;
  return {
    ...(link === undefined ? {} : { host: hostInWords(link.host, seen) }),
    ...(brand === undefined ? {} : { brand: brand.name }),
    ...(owner?.name === undefined ? {} : { owner: owner.name }),
    ...(link?.suffix === undefined ? {} : { ending: link.suffix }),
    ...(via === undefined ? {} : { via }),
  };
}
