// SPDX-License-Identifier: Apache-2.0
/** From an event to what rules read of it: the one way, for the live decider and for the lab of rules alike. */
import { observeCall } from '../call/observe-call.ts';
import type { CallEvent, Event, TextEvent } from '../event.ts';
import type { SpanField } from '../evidence.ts';
import type { KnownHosts } from '../link/known-hosts.ts';
import { observeLink } from '../link/observe-link.ts';
import { observeText } from '../link/observe-text.ts';
import { type FoldedText, foldText } from '../text/fold/fold.ts';
import { type JudgedTurn, turnsToJudge } from '../transcript/turns.ts';
import { observeTransfer } from '../transfer/observe-transfer.ts';
import type { Passage, RuleInput } from './rule-input.ts';

export function ruleInputOf(event: Event, hosts: KnownHosts): RuleInput {
  switch (event.kind) {
    case 'text':
      return textInput(event, foldText(event.body), hosts);
    case 'call':
      return callInput(event, event.transcript === undefined ? [] : turnsToJudge(event.transcript));
    case 'link':
      return { event, passages: [], observations: observeLink(event.url, hosts) };
    case 'transfer':
      return { event, passages: passageOf('memo', event.memo), observations: observeTransfer(event) };
  }
}

/** `folded` is the event's body. */
export function textInput(event: TextEvent, folded: FoldedText, hosts: KnownHosts): RuleInput {
  return { event, passages: [{ field: 'body', folded }], observations: observeText(event, folded, hosts) };
}

/** `turns` are those of the event's transcript. */
export function callInput(event: CallEvent, turns: readonly JudgedTurn[]): RuleInput {
  const spoken = turns.map(({ turn, text }): Passage => ({ field: 'transcript', turn, folded: foldText(text) }));
  return {
    event,
    passages: [...passageOf('displayName', event.displayName), ...spoken],
    observations: observeCall(event),
  };
}

function passageOf(field: SpanField, text: string | undefined): readonly Passage[] {
  return text === undefined ? [] : [{ field, folded: foldText(text) }];
}
