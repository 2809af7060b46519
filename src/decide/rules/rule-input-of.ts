// SPDX-License-Identifier: Apache-2.0
/** From an event to what rules read of it: the one way, for the live decider and for the lab of rules alike. */
import type { NumberPlan } from '../call/number-plan.ts';
import { observeCall } from '../call/observe-call.ts';
import type { CallEvent, Event, TextEvent } from '../event.ts';
import type { SpanField } from '../evidence.ts';
import type { KnownHosts } from '../link/known-hosts.ts';
import { observeLink } from '../link/observe-link.ts';
import { observeText, type WeighAddress } from '../link/observe-text.ts';
import { type FoldedText, foldText } from '../text/fold/fold.ts';
import { type JudgedTurn, turnsToJudge } from '../transcript/turns.ts';
import { observeTransfer } from '../transfer/observe-transfer.ts';
import type { Passage, RuleInput } from './rule-input.ts';

/** What is known of hosts and numbers; a policy holds both. */
export type KnownThings = { readonly hosts: KnownHosts; readonly numberPlan: NumberPlan };

export function ruleInputOf(event: Event, known: KnownThings): RuleInput {
  switch (event.kind) {
    case 'text':
      return textInput(event, foldText(event.body), known.hosts);
    case 'call':
      return callInput(event, event.transcript === undefined ? [] : turnsToJudge(event.transcript), known.numberPlan);
    case 'link':
      return { event, passages: [], observations: observeLink(event.url, known.hosts) };
    case 'transfer':
      return { event, passages: passageOf('memo', event.memo), observations: observeTransfer(event) };
  }
}

/** `folded` is the event's body. */
export function textInput(event: TextEvent, folded: FoldedText, hosts: KnownHosts, weigh?: WeighAddress): RuleInput {
  return { event, passages: [{ field: 'body', folded }], observations: observeText(event, folded, hosts, weigh) };
}

/** `turns` are those of the event's transcript. */
export function callInput(event: CallEvent, turns: readonly JudgedTurn[], plan: NumberPlan): RuleInput {
  const spoken = turns.map(({ turn, text }): Passage => ({ field: 'transcript', turn, folded: foldText(text) }));
  return {
    event,
    passages: [...passageOf('displayName', event.displayName), ...spoken],
    observations: observeCall(event, plan),
  };
}

function passageOf(field: SpanField, text: string | undefined): readonly Passage[] {
  return text === undefined ? [] : [{ field, folded: foldText(text) }];
}
