// SPDX-License-Identifier: Apache-2.0
/** From findings to a ruling: the sum, the verdict that policy draws from it, and every reason in words. */
import { isEmergencyNumber, parsePhoneNumber } from '../base/phone-number.ts';
import {
  type Reason,
  type Ruling,
  type Verdict,
  VERDICTS,
  type Versions,
  type AddressParts,
  actionOf,
} from './decision.ts';
import { openerOf } from './earlier.ts';
import type { Event } from './event.ts';
import type { Finding } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Mention } from './mention/mention.ts';
import { MOST_CERTAIN, probabilityOf, roundWeight } from './log-odds.ts';
import { type Policy, sayReason } from './policy/policy.ts';
import { wordingKeyOf } from './reason-codes.ts';
import type { RuleHit } from './rules/rule-set.ts';

/** What one channel makes of an event, before the prior and the policy's thresholds. */
export type Appraisal = {
  readonly findings: readonly Finding[];
  readonly hits: readonly RuleHit[];
  /** Evidence below which the model may not warn or hold: its own lines on genuine messages. */
  readonly lines: { readonly warn: number; readonly hold: number };
  /** The model does not know what it was given; it warns at most. */
  readonly unfamiliar: boolean;
  /** The scheme that the words are likest, where they are clear about it; a rule's scheme goes before it. */
  readonly likeliestScheme?: string;
  /** What a text names. */
  readonly mentions?: readonly Mention[];
  /** Of a link: its address in parts. */
  readonly address?: AddressParts;
};

export type Case = Appraisal & {
  readonly event: Event;
  readonly facts: Facts;
  readonly policy: Policy;
  readonly versions: Versions;
};

export function conclude(given: Case): Ruling {
  const { event, facts, policy, hits } = given;
  const prior: Finding = { code: 'prior', weight: policy.priors[facts.door] };
  const weighed = capped(prior.weight, [...given.findings, ...hits.map(({ finding }) => finding)].map(rounded));
  const evidence = sumOf(weighed);
  const score = probabilityOf(prior.weight + evidence);
  const deciding = decidingRule(hits);
  const byScore = verdictByScore(score, evidence, given);
  const wanted = deciding && rank(deciding.verdict) > rank(byScore) ? deciding.verdict : byScore;
  const scheme = moreExact(schemeOf(hits), knownScheme(given));
  const allowed = within(wanted, scheme, policy);
  const guarded = rank(allowed) > rank('warn') && isProtected(event, facts);
  const verdict = guarded ? 'warn' : allowed;
  const remember = facts.protectedBy === undefined ? openerOf(hits) : undefined;
  const findings = guarded ? [...weighed, { code: 'protected', weight: 0 } as const] : weighed;
  return {
    eventId: event.id,
    kind: event.kind,
    verdict,
    action: actionOf(event.kind, verdict),
    score,
    ...(scheme === undefined || verdict === 'allow' ? {} : { scheme }),
    reasons: [...findings.toSorted(strongestFirst), prior].map((finding) => reasonOf(finding, given)),
    ...(given.mentions === undefined || given.mentions.length === 0 ? {} : { mentions: given.mentions }),
    ...(remember === undefined ? {} : { remember }),
    ...(given.address === undefined ? {} : { address: given.address }),
    mode: facts.mode,
    versions: given.versions,
    ...(deciding && verdict === deciding.verdict ? { expiresAt: deciding.expires } : {}),
  };
}

function rounded(finding: Finding): Finding {
  return { ...finding, weight: roundWeight(finding.weight) };
}

/** Holds prior + evidence within ±MOST_CERTAIN by a finding that says so. */
function capped(prior: number, findings: readonly Finding[]): readonly Finding[] {
  const sum = prior + sumOf(findings);
  const held = Math.max(-MOST_CERTAIN, Math.min(MOST_CERTAIN, sum));
  return held === sum ? findings : [...findings, { code: 'certainty-capped', weight: roundWeight(held - sum) }];
}

function sumOf(findings: readonly Finding[]): number {
  let sum = 0;
  for (const { weight } of findings) sum += weight;
  return sum;
}

/** What the score alone leads to: a model by itself warns; it holds or blocks only where the operator switched that on. */
function verdictByScore(score: number, evidence: number, { event, policy, lines, unfamiliar }: Case): Verdict {
  const thresholds = policy.thresholds[event.kind];
  if (score < thresholds.warn || evidence < lines.warn) return 'allow';
  if (unfamiliar || evidence < lines.hold) return 'warn';
  if (thresholds.modelMayBlock && score >= thresholds.block) return 'block';
  if (thresholds.modelMayHold && score >= thresholds.hold) return 'hold';
  return 'warn';
}

/** Some schemes are warned about and no more, whatever the score: the taxonomy says which. */
function within(wanted: Verdict, scheme: string | undefined, policy: Policy): Verdict {
  if (scheme === undefined || rank(wanted) <= rank('warn')) return wanted;
  const strongest = policy.taxonomy.find(scheme)?.strongestVerdict ?? wanted;
  return rank(wanted) > rank(strongest) ? strongest : wanted;
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

type Deciding = { readonly verdict: Verdict; readonly expires: string };

/** The rule with the strictest verdict of its own; of equals the one that ends first. */
function decidingRule(hits: readonly RuleHit[]): Deciding | undefined {
  let best: Deciding | undefined;
  for (const { decides, expires } of hits) {
    if (decides === undefined) continue;
    const stricter = !best || rank(decides) > rank(best.verdict);
    if (stricter || (best && decides === best.verdict && expires < best.expires)) best = { verdict: decides, expires };
  }
  return best;
}

/**
 * Emergency numbers and proved owners are beyond the reach of every model, rule and threshold. A number that was shown
 * falsely (failed attestation, or a domestic number from abroad) is not theirs.
 */
function isProtected(event: Event, facts: Facts): boolean {
  if (facts.protectedBy !== undefined) return true;
  if (event.kind === 'call') {
    if (event.to !== undefined && isEmergencyNumber(event.to)) return true;
    const shownFalsely = event.attestation === 'failed' || event.route === 'international';
    return event.from !== undefined && !shownFalsely && isEmergencyNumber(event.from);
  }
  if (event.kind !== 'text') return false;
  const sender = parsePhoneNumber(event.from);
  const reachesHelp = event.to !== undefined && isEmergencyNumber(event.to);
  return reachesHelp || (sender !== undefined && isEmergencyNumber(sender));
}

function schemeOf(hits: readonly RuleHit[]): string | undefined {
  let best: RuleHit | undefined;
  for (const hit of hits) {
    if (hit.scheme === undefined || (hit.finding.weight <= 0 && hit.decides === undefined)) continue;
    if (!best || hit.finding.weight > best.finding.weight) best = hit;
  }
  return best?.scheme;
}

/** A model may be older than the taxonomy: a scheme that is not there any more is not named. */
function knownScheme({ likeliestScheme, policy }: Case): string | undefined {
  return likeliestScheme !== undefined && policy.taxonomy.find(likeliestScheme) ? likeliestScheme : undefined;
}

/** A rule knows the group better than words do; within one group words tell its schemes apart. */
function moreExact(byRule: string | undefined, byWords: string | undefined): string | undefined {
  if (byRule === undefined || byWords === undefined) return byRule ?? byWords;
  return groupOf(byRule) === groupOf(byWords) ? byWords : byRule;
}

function groupOf(scheme: string): string {
  return scheme.slice(0, scheme.indexOf('.'));
}

function strongestFirst(one: Finding, other: Finding): number {
  return Math.abs(other.weight) - Math.abs(one.weight);
}

function reasonOf({ code, weight, about, params, evidence }: Finding, { facts, policy }: Case): Reason {
  const because = sayReason(policy, facts.readerLang, wordingKeyOf(code, weight), params ?? {});
  const said = about === undefined ? { code, weight, because } : { code, weight, about, because };
  return evidence ? { ...said, evidence } : said;
}
