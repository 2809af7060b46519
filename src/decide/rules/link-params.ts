// SPDX-License-Identifier: Apache-2.0
import type { WordingParams } from '../evidence.ts';
import type { LinkObservation } from '../link/observe-link.ts';

/** What sentences about a link may name. */
export function paramsOfLink({ link, shown, via, owner, ...seen }: LinkObservation): WordingParams {
  const brand = seen.brandOffDomain ?? seen.nearBrand ?? seen.brandInPath;
  return {
    ...(link === undefined ? {} : { host: shown ?? link.host }),
    ...(brand === undefined ? {} : { brand: brand.name }),
    ...(owner?.name === undefined ? {} : { owner: owner.name }),
    ...(link?.suffix === undefined ? {} : { ending: link.suffix }),
    ...(via === undefined ? {} : { via }),
  };
}
