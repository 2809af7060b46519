// SPDX-License-Identifier: Apache-2.0
/**
 * The core: (event, facts, policy) → ruling. Pure: the same event, facts and versions give the same bytes in Node, in a
 * worker and in a browser. Findings of models and rules are additive log-odds; with the prior of the door they sum to the
 * score, and nothing else moves it.
 */
import { observeCall } from './call/observe-call.ts';
import { conclude } from './conclude.ts';
import { logit } from './log-odds.ts';
import type { Ruling, Versions } from './decision.ts';
import type { CallEvent, Event, TransferEvent } from './event.ts';
import type { Finding, SpanField } from './evidence.ts';
import type { Facts } from './facts.ts';
import { observeLink } from './link/observe-link.ts';
import type { Policy } from './policy/policy.ts';
import { type RuleInput, applyRules } from './rules/rule-set.ts';
import { type FoldedText, foldText } from './text/fold/fold.ts';
import { judgeText } from './text/judge-text.ts';
import type { TextModel } from './text/text-model.ts';
import { judgeTranscript } from './transcript/judge-transcript.ts';
import { turnsToJudge } from './transcript/turns.ts';
import { observeTransfer } from './transfer/observe-transfer.ts';

export type Decider = { readonly decide: (event: Event, facts: Facts) => Ruling };
export type DeciderParts = {
  readonly policy: Policy;
  readonly textModel: TextModel;
  /** Digest of the model's bytes; the policy knows its own. */
  readonly modelVersion: string;
};

/** What one channel knows before the rules have spoken. */
type Appraisal = {
  readonly findings: readonly Finding[];
  readonly input: RuleInput;
  /** Evidence below which the model may not warn or hold: its own lines on genuine messages. */
  readonly lines: { readonly warn: number; readonly hold: number };
  readonly unfamiliar: boolean;
};

const NO_LINES = { warn: Number.NEGATIVE_INFINITY, hold: Number.NEGATIVE_INFINITY } as const;

export function createDecider({ policy, textModel, modelVersion }: DeciderParts): Decider {
  const versions: Versions = { model: modelVersion, ...policy.versions };
  return {
    decide(event, facts) {
      const { findings, input, lines, unfamiliar } = appraise(event, facts, policy, textModel);
      const hits = applyRules(policy.rules, input);
      return conclude({ event, facts, policy, versions, findings, hits, lines, unfamiliar });
    },
  };
}

function appraise(event: Event, facts: Facts, policy: Policy, model: TextModel): Appraisal {
  switch (event.kind) {
    case 'text': {
      const folded = foldText(event.body);
      const { findings, lines, unfamiliar } = judgeText(model, folded, 'body');
      const input = { event, passages: [{ field: 'body', folded }], observations: observeText(event, folded) } as const;
      return { findings, input, lines, unfamiliar };
    }
    case 'call':
      return appraiseCall(event, facts, policy, model);
    case 'link': {
      const input = { event, passages: [], observations: observeLink(event.url) };
      return { findings: [{ code: 'no-link-model', weight: 0 }], input, lines: NO_LINES, unfamiliar: false };
    }
    case 'transfer':
      return appraiseTransfer(event);
  }
}

function appraiseCall(event: CallEvent, facts: Facts, policy: Policy, model: TextModel): Appraisal {
  const observations = observeCall(event);
  const named = event.displayName === undefined ? [] : [passage('displayName', event.displayName)];
  if (event.transcript === undefined) {
    const input = { event, passages: named, observations };
    const findings: readonly Finding[] = [
      { code: 'no-transcript', weight: 0 },
      { code: 'no-call-model', weight: 0 },
    ];
    return { findings, input, lines: NO_LINES, unfamiliar: false };
  }
  const turns = turnsToJudge(event.transcript);
  const spoken = turns.map(({ turn, text }) => ({ ...passage('transcript', text), turn }));
  const input = { event, passages: [...named, ...spoken], observations };
  const warnAt = logit(policy.thresholds.call.warn) - policy.priors[facts.door];
  const judgement = judgeTranscript(model, turns, warnAt);
  if (judgement)
    return { findings: judgement.findings, input, lines: judgement.lines, unfamiliar: judgement.unfamiliar };
  return { findings: [{ code: 'no-transcript', weight: 0 }], input, lines: NO_LINES, unfamiliar: false };
}

function appraiseTransfer(event: TransferEvent): Appraisal {
  const passages = event.memo === undefined ? [] : [passage('memo', event.memo)];
  const input = { event, passages, observations: observeTransfer(event) };
  return { findings: [{ code: 'no-transfer-model', weight: 0 }], input, lines: NO_LINES, unfamiliar: false };
}

function passage(field: SpanField, text: string): { readonly field: SpanField; readonly folded: FoldedText } {
  return { field, folded: foldText(text) };
}
