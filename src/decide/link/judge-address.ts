// SPDX-License-Identifier: Apache-2.0
/**
 * What the link model adds to what rules said of the same address. Rules put into words what the model weighed too, so the two
 * are never added up: where rules and model both suspect, the stronger of them counts, and the model may take back some of what
 * weak rules said. What speaks for the owner of an address the model does not know, and that is added.
 */
import type { Finding } from '../evidence.ts';
import { roundWeight } from '../log-odds.ts';
import { paramsOfLink } from '../rules/link-params.ts';
import type { RuleHit } from '../rules/rule-set.ts';
import type { LinkObservation } from './observe-link.ts';

/** So much of rules' suspicion may the model undo: less than any rule weighs that is nearly never wrong. */
const MOST_TAKEN_BACK = 1;

/** How a text takes an address's evidence: scam texts use honest hosts too, so an honest one says less than a bad one. */
export const IN_TEXT = { suspicion: 0.5, most: 2.5, innocence: 0.25, least: -1 } as const;

/** `weight`: the model's evidence. `hits` are those about the address. */
export function addressFinding(weight: number, seen: LinkObservation, hits: readonly RuleHit[]): Finding {
  let suspicion = 0;
  for (const { finding } of hits) suspicion += Math.max(0, finding.weight);
  const left = weight - suspicion;
  const rest = suspicion === 0 || left > 0 ? left : Math.max(left, -Math.min(suspicion, MOST_TAKEN_BACK));
  return { code: 'link-address', weight: roundWeight(rest), params: paramsOfLink(seen) };
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
