// SPDX-License-Identifier: Apache-2.0
/**
 * The core: (event, facts, policy) → ruling. Pure: the same event, facts and versions give the same bytes in Node, in a
 * worker and in a browser. Findings of models and rules are additive log-odds; with the prior of the door they sum to the
 * score, and nothing else moves it.
 */
import { type Appraisal, conclude } from './conclude.ts';
import type { Ruling, Versions } from './decision.ts';
import { asksSomething, weighEarlier } from './earlier.ts';
import type { CallEvent, Event, LinkEvent } from './event.ts';
import type { Finding } from './evidence.ts';
import type { Facts } from './facts.ts';
import { tellAddress } from './link/address.ts';
import { addressFindings, isAboutAddress, weightInText } from './link/judge-address.ts';
import type { LinkModel } from './link/model/link-model.ts';
import { weighLink } from './link/model/weigh-link.ts';
import { type LinkObservation, readLink } from './link/observe-link.ts';
import { logit } from './log-odds.ts';
import { placeMention } from './mention/mention.ts';
import type { Models } from './models.ts';
import type { Policy } from './policy/policy.ts';
import type { Observations } from './rules/observations.ts';
import { callInput, ruleInputOf, textInput } from './rules/rule-input-of.ts';
import type { RuleInput } from './rules/rule-input.ts';
import { applyRules, type RuleHit } from './rules/rule-set.ts';
import { foldText } from './text/fold/fold.ts';
import type { LikelyScheme } from './text/intents/judge-intents.ts';
import { judgeText } from './text/judge-text.ts';
import type { TextModel } from './text/text-model.ts';
import { judgeTranscript } from './transcript/judge-transcript.ts';
import { placeHit, turnsToJudge, weightHeardBy } from './transcript/turns.ts';

export type Decider = { readonly decide: (event: Event, facts: Facts) => Ruling };
export type DeciderParts = {
  readonly policy: Policy;
  readonly models: Models;
};

export function createDecider({ policy, models }: DeciderParts): Decider {
  const versions: Versions = { model: models.version, ...policy.versions };
  return {
    decide(event, facts) {
      return conclude({ event, facts, policy, versions, ...appraise(event, facts, policy, models) });
    },
  };
}

// A channel without a model has no line that evidence must pass.
const NO_LINES = { warn: Number.NEGATIVE_INFINITY, hold: Number.NEGATIVE_INFINITY } as const;

function appraise(event: Event, facts: Facts, policy: Policy, models: Models): Appraisal {
  switch (event.kind) {
    case 'text': {
      const folded = foldText(event.body);
      const { findings, lines, unfamiliar, scheme } = judgeText(models.text, folded, 'body');
      const weigh = (seen: LinkObservation) => weighLink(models.link, seen);
      const input = textInput(event, folded, policy.hosts, weigh);
      const hits = applyRules(policy.rules, input);
      const story = continueStory(event, facts, policy, { findings, hits, observations: input.observations });
      return {
        findings: [...findings, ...addressInText(input, hits), ...story],
        hits,
        lines,
        unfamiliar,
        mentions: (input.observations.text?.mentions ?? []).map((mention) => placeMention(folded.raw, mention)),
        ...named(scheme),
      };
    }
    case 'call':
      return appraiseCall(event, facts, policy, models.text);
    case 'link':
      return appraiseLink(event, facts, policy, models.link);
    case 'transfer': {
      const hits = applyRules(policy.rules, ruleInputOf(event, policy));
      return { findings: [{ code: 'no-transfer-model', weight: 0 }], hits, lines: NO_LINES, unfamiliar: false };
    }
  }
}

function appraiseLink(event: LinkEvent, facts: Facts, policy: Policy, model: LinkModel): Appraisal {
  const seen = readLink(event.url, policy.hosts);
  const hits = applyRules(policy.rules, { event, passages: [], observations: { link: seen } });
  const weight = weighLink(model, seen);
  const address = weight === undefined ? [] : addressFindings({ weight, counted: weight }, seen, hits);
  return {
    findings: [...address, { code: 'page-not-opened', weight: 0 }],
    hits,
    lines: weight === undefined ? NO_LINES : model.header.lines,
    unfamiliar: false,
    ...tellAddress(seen, policy, facts.readerLang),
  };
}

/** What the most telling link of a text adds, pointing at the link. */
function addressInText({ observations: { link, text } }: RuleInput, hits: readonly RuleHit[]): readonly Finding[] {
  const weight = text?.linkWeight;
  if (link === undefined || weight === undefined) return [];
  const address = addressFindings({ weight, counted: weightInText(weight) }, link, hits.filter(isAboutAddress));
  const span = text?.linkSpan;
  return span === undefined ? address : address.map((told) => ({ ...told, evidence: [span] }));
}

function named(scheme: LikelyScheme | undefined): Pick<Appraisal, 'likeliestScheme'> {
  return scheme === undefined ? {} : { likeliestScheme: scheme.code };
}

type Seen = Pick<Appraisal, 'findings' | 'hits'> & { readonly observations: Observations };

/** What the first contacts that the sender is remembered by add. */
function continueStory(event: Event, { earlier }: Facts, policy: Policy, seen: Seen): readonly Finding[] {
  if (earlier === undefined || earlier.length === 0) return [];
  const asks = asksSomething(seen.findings, seen.hits, seen.observations);
  return weighEarlier(earlier, policy.rules.openers(), { at: event.at, asks });
}

function appraiseCall(event: CallEvent, facts: Facts, policy: Policy, model: TextModel): Appraisal {
  const turns = event.transcript === undefined ? [] : turnsToJudge(event.transcript);
  const hits = applyRules(policy.rules, callInput(event, turns, policy.numberPlan));
  const warnAt = logit(policy.thresholds.call.warn) - policy.priors[facts.door];
  const judged = judgeTranscript(model, turns, warnAt, (turn) => weightHeardBy(turn, hits));
  const heard = judged?.findings ?? CALL_UNHEARD;
  const story = continueStory(event, facts, policy, { findings: heard, hits, observations: {} });
  const findings = [...heard, ...story];
  if (!judged) return { findings, hits, lines: NO_LINES, unfamiliar: false };
  const { lines, unfamiliar, scheme } = judged;
  return { findings, hits: hits.map((hit) => placeHit(hit, turns)), lines, unfamiliar, ...named(scheme) };
}

const CALL_UNHEARD: readonly Finding[] = [
  { code: 'no-transcript', weight: 0 },
  { code: 'no-call-model', weight: 0 },
];
