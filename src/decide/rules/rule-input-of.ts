// SPDX-License-Identifier: Apache-2.0
/** From an event to what rules read of it. */
import { observeCall } from '../call/observe-call.ts';
import type { CallEvent, Event } from '../event.ts';
import type { KnownHosts } from '../link/known-hosts.ts';
import { observeLink } from '../link/observe-link.ts';
import { observeText } from '../link/observe-text.ts';
import { foldText } from '../text/fold/fold.ts';
import { turnsToJudge } from '../transcript/turns.ts';
import { observeTransfer } from '../transfer/observe-transfer.ts';
import type { Passage, RuleInput } from './rule-input.ts';

export function ruleInputOf(event: Event, hosts: KnownHosts): RuleInput {
  switch (event.kind) {
    case 'text': {
      const folded = foldText(event.body);
      return { event, passages: [{ field: 'body', folded }], observations: observeText(event, folded, hosts) };
    }
    case 'call':
      return { event, passages: passagesOfCall(event), observations: observeCall(event) };
    case 'link':
      return { event, passages: [], observations: observeLink(event.url, hosts) };
    case 'transfer': {
      const passages: readonly Passage[] =
        event.memo === undefined ? [] : [{ field: 'memo', folded: foldText(event.memo) }];
      return { event, passages, observations: observeTransfer(event) };
    }
  }
}

function passagesOfCall({ displayName, transcript }: CallEvent): readonly Passage[] {
  const passages: Passage[] = [];
  if (displayName !== undefined) passages.push({ field: 'displayName', folded: foldText(displayName) });
  if (transcript === undefined) return passages;
  for (const { turn, text } of turnsToJudge(transcript))
    passages.push({ field: 'transcript', turn, folded: foldText(text) });
  return passages;
}
