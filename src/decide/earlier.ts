// SPDX-License-Identifier: Apache-2.0
/**
 * First contacts that ask for nothing yet: what a ruling wants remembered of one, and what a message weighs because of those
 * that its sender was remembered by. Memory itself is somebody else's; here it is a fact that comes in and a wish that goes out.
 */
import type { Instant } from '../base/instant.ts';
import type { Remembered } from './decision.ts';
import type { Finding } from './evidence.ts';
import type { EarlierOpener } from './facts.ts';
import { countMentions } from './mention/mention.ts';
import { isAskCode } from './reason-codes.ts';
import type { Observations } from './rules/observations.ts';
import type { Opener, RuleHit } from './rules/rule-set.ts';

/** What the present message is, besides its sender's past. */
export type PresentAct = {
  readonly at: Instant;
  /** It asks for something that a story is after, or leads elsewhere. */
  readonly asks: boolean;
};

const LEADS_ON = ['social', 'account', 'card', 'wallet', 'gift-card', 'file'] as const;
// A demand that a model is this unsure of is none: 1.35 times the odds.
const LEAST_DEMAND = 0.3;

/** Whether anything is asked beyond an answer: of rules and model, or a link to no known brand, a chat account, a key or a file. */
export function asksSomething(
  findings: readonly Finding[],
  hits: readonly RuleHit[],
  observations: Observations,
): boolean {
  const { text } = observations;
  if (text && (text.unofficialLinks > 0 || countMentions(text.mentions, ...LEADS_ON) > 0)) return true;
  return findings.some(isDemand) || hits.some(({ finding }) => isDemand(finding));
}

function isDemand({ code, about, weight }: Finding): boolean {
  const asked = about ?? code;
  return weight >= LEAST_DEMAND && asked !== 'asks-reply' && isAskCode(asked);
}

/** One finding for each pretext that the sender is remembered by, the freshest of each. */
export function weighEarlier(
  earlier: readonly EarlierOpener[],
  openers: ReadonlyMap<string, readonly Opener[]>,
  { at, asks }: PresentAct,
): readonly Finding[] {
  const freshest = new Map<string, number>();
  for (const { pretext, hoursAgo } of earlier)
    freshest.set(pretext, Math.min(hoursAgo, freshest.get(pretext) ?? Number.POSITIVE_INFINITY));
  const findings: Finding[] = [];
  for (const [pretext, hoursAgo] of freshest) {
    let weight = 0;
    for (const opener of openers.get(pretext) ?? [])
      if (hoursAgo <= opener.forHours && at <= opener.until)
        weight = Math.max(weight, asks ? opener.asked : opener.next);
    if (weight > 0)
      findings.push({ code: `earlier.${pretext}`, weight, evidence: [{ type: 'earlier', pretext, hoursAgo }] });
  }
  return findings;
}

/** Of several first contacts in one message the one that weighs most for the next. */
export function openerOf(hits: readonly RuleHit[]): Remembered | undefined {
  let best: RuleHit | undefined;
  for (const hit of hits) if (hit.remember && hit.remember.asked > (best?.remember?.asked ?? -1)) best = hit;
  if (!best?.remember) return undefined;
  const { pretext, forHours } = best.remember;
  return { kind: 'opener', pretext, ...(best.scheme === undefined ? {} : { scheme: best.scheme }), forHours };
}
