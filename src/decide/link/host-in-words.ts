// SPDX-License-Identifier: Apache-2.0
import type { LinkObservation } from './observe-link.ts';
import { decodeLabel } from './punycode.ts';

type Seen = Pick<LinkObservation, 'mixedScript' | 'brandOffDomain' | 'nearBrand'>;

/**
 * A host or domain as a sentence names it: in the letters of its language, or written out (`xn--…`) where those letters pass for
 * others. `pаypal.com` with a Cyrillic а must not stand in a sentence of ours as if it were the name that it imitates.
 */
export function hostInWords(host: string, { mixedScript, brandOffDomain, nearBrand }: Seen): string {
  if (!host.includes('xn--') || mixedScript || brandOffDomain !== undefined || nearBrand !== undefined) return host;
  return host.split('.').map(decodeLabel).join('.');
}
