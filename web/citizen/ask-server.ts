// SPDX-License-Identifier: Apache-2.0
/** Sends one text to the server, and only because the person said so: for browsers that cannot load the engine. */
import { detectInput, eventDraftOf } from '../../src/decide/detect-input.ts';
import type { Decision } from '../../src/decide/decision.ts';
import type { PageWords } from '../../src/decide/policy/page-words.ts';
import { type Answer, answerOf, answerToAccount, type AnswerWords, unjudged } from './answer.ts';
import { shownTextOf } from './judge.ts';

const PATIENCE_MS = 20_000;

export type ServerAnswer = { readonly answer: Answer; readonly decision?: Decision; readonly words?: AnswerWords };

export async function askServer(text: string, lang: string, page: PageWords): Promise<ServerAnswer> {
  const input = detectInput(text);
  if (input.kind === 'nothing') return { answer: unjudged(page.empty) };
  if (input.kind === 'account') return { answer: answerToAccount({ page }) };
  const query = `lang=${encodeURIComponent(lang)}`;
  let response: Response;
  let words: AnswerWords;
  try {
    words = await loadWords(query);
    response = await fetch(`/v1/screen?door=person&${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(eventDraftOf(input)),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return { answer: unjudged(page.unreachable) };
  }
  if (response.status === 429 || response.status === 503) return { answer: unjudged(page.busy) };
  if (response.status === 413 || response.status === 422) return { answer: unjudged(page.refused) };
  if (!response.ok) return { answer: unjudged(page.failed) };
  const decision: Decision = await response.json();
  return { answer: answerOf(decision, shownTextOf(input), words), decision, words };
}

async function loadWords(query: string): Promise<AnswerWords> {
  const response = await fetch(`/page/words.json?${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error('No words.');
  const words: AnswerWords = await response.json();
  return words;
}
