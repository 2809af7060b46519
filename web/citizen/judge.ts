// SPDX-License-Identifier: Apache-2.0
/** From what was pasted to its answer, judged on this device. Asks the network for nothing. */
import { type DetectedInput, detectInput, eventDraftOf } from '../../src/decide/detect-input.ts';
import type { Decision } from '../../src/decide/decision.ts';
import type { PageWords } from '../../src/decide/policy/page-words.ts';
import { type Answer, answerOf, answerToAccount, unjudged } from './answer.ts';
import type { Engine } from './engine/engine.ts';

export type LocalAnswer =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly decision?: Decision }
  | { readonly kind: 'not-loaded' };

export async function judgeHere(text: string, page: PageWords, engine: Engine): Promise<LocalAnswer> {
  const input = detectInput(text);
  if (input.kind === 'account') return { kind: 'answered', answer: answerToAccount({ page }) };
  const draft = eventDraftOf(input);
  if (draft === undefined) return { kind: 'answered', answer: unjudged(page.empty) };
  const judged = await engine.judge(draft);
  const state = engine.state();
  if (judged.ok && state.kind === 'ready') {
    const { decision } = judged;
    return { kind: 'answered', answer: answerOf(decision, shownTextOf(input), state.words), decision };
  }
  if (!judged.ok && judged.why === 'not-loaded') return { kind: 'not-loaded' };
  const refused = !judged.ok && judged.why === 'refused';
  return { kind: 'answered', answer: unjudged(refused ? page.refused : page.failed) };
}

/** The text that the spans of reasons count in; a number has none. */
export function shownTextOf(input: DetectedInput): string {
  switch (input.kind) {
    case 'text':
      return input.body;
    case 'link':
      return input.url;
    case 'account':
    case 'nothing':
    case 'number':
      return '';
  }
}
