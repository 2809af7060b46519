// SPDX-License-Identifier: Apache-2.0
/**
 * What the link model adds to what rules said of the same address. Rules put into words what the model weighed too, so the two
 * are never added up: where both suspect, the stronger of them counts; where the model takes the address for honest, it takes
 * back some of what rules said, but nothing of a claim to be somebody. What speaks for the owner of an address the model does not know, and that is added.
 */
import type { Finding } from '../evidence.ts';
import { roundWeight } from '../log-odds.ts';
import { paramsOfLink } from '../rules/link-params.ts';
import type { RuleHit } from '../rules/rule-set.ts';
import type { LinkObservation } from './observe-link.ts';

/** So much of each rule: all of a hint such as hyphens or a cheap ending, half of a program to download. */
const MOST_TAKEN_BACK = 1;

/** How a text takes an address's evidence: scam texts use honest hosts too, so an honest one says less than a bad one. */
export const IN_TEXT = { suspicion: 0.5, most: 2.5, innocence: 0.1, least: -0.5 } as const;

/**
 * None where rules have said all of it. `weight` is the model's evidence, `counted` what the channel takes of it (`weightInText`); `hits` are those about the address.
 */
export function addressFindings(
  { weight, counted }: { readonly weight: number; readonly counted: number },
  seen: LinkObservation,
  hits: readonly RuleHit[],
): readonly Finding[] {
  let suspicion = 0;
  let doubtful = 0;
  for (const { finding } of hits) {
    if (finding.weight <= 0) continue;
    suspicion += finding.weight;
    if (finding.about !== 'claim') doubtful += Math.min(finding.weight, MOST_TAKEN_BACK);
  }
  const rest = weight > 0 ? Math.max(0, counted - suspicion) : suspicion === 0 ? counted : Math.max(weight, -doubtful);
  const left = roundWeight(rest);
  return left === 0 ? [] : [{ code: 'link-address', weight: left, params: paramsOfLink(seen) }];
}

/** The model's evidence as a text takes it. */
export function weightInText(weight: number): number {
  return weight > 0
    ? Math.min(IN_TEXT.most, IN_TEXT.suspicion * weight)
    : Math.max(IN_TEXT.least, IN_TEXT.innocence * weight);
}

/** Does a rule speak of the address, and not of the words round it? */
export function isAboutAddress({ finding }: RuleHit): boolean {
  const fields = (finding.evidence ?? []).flatMap((one) => (one.type === 'field' ? [one.field] : []));
  return fields.length > 0 && fields.every((field) => field.startsWith('link.'));
}
