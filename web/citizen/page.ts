// SPDX-License-Identifier: Apache-2.0
/** The page with one box: judges without leaving the page. Without it the form still works, answered by the server. */
import { detectInput, eventDraftOf } from '../../src/decide/detect-input.ts';
import type { Decision } from '../../src/decide/decision.ts';
import { type Answer, answerOf, answerToAccount, type AnswerWords, unjudged } from './answer.ts';
import { type ElementNode, nodesOf } from './answer-nodes.ts';

const PATIENCE_MS = 20_000;

const form = document.querySelector('form');
const box = document.querySelector('textarea');
const button = document.querySelector('button');
const result = document.querySelector('#result');
if (form && box && button && result) takeOver({ form, box, button, result });

type Parts = {
  readonly form: HTMLFormElement;
  readonly box: HTMLTextAreaElement;
  readonly button: HTMLButtonElement;
  readonly result: Element;
};

function takeOver({ form: ours, box: field, button: submit, result: place }: Parts): void {
  const lang = document.documentElement.lang;
  const label = submit.textContent;
  let words: Promise<AnswerWords> | undefined;
  let asked = 0;
  ours.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    asked += 1;
    const ticket = asked;
    submit.textContent = submit.dataset['working'] ?? label;
    place.setAttribute('aria-busy', 'true');
    words ??= loadWords(lang);
    const show = async (): Promise<void> => {
      let nodes: readonly ElementNode[];
      try {
        const said = await (words ?? loadWords(lang));
        nodes = nodesOf(await judge(field.value, said), said.page);
      } catch {
        // Nothing can be said in words that did not come: the browser's own way of asking will show what is wrong.
        words = undefined;
        ours.submit();
        return;
      }
      // A later question has been asked meanwhile.
      if (ticket !== asked) return;
      place.replaceChildren(...nodes.map(toDom));
      place.removeAttribute('aria-busy');
      submit.textContent = label;
      place.scrollIntoView({ block: 'nearest' });
    };
    void show();
  });
}

async function loadWords(lang: string): Promise<AnswerWords> {
  const response = await fetch(`/page/words.json?lang=${encodeURIComponent(lang)}`);
  if (!response.ok) throw new Error('No words.');
  const words: AnswerWords = await response.json();
  return words;
}

async function judge(text: string, words: AnswerWords): Promise<Answer> {
  const input = detectInput(text);
  if (input.kind === 'nothing') return unjudged(words.page.empty);
  if (input.kind === 'account') return answerToAccount(words);
  let response: Response;
  try {
    response = await fetch(`/v1/screen?door=person&lang=${encodeURIComponent(words.lang)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(eventDraftOf(input)),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return unjudged(words.page.unreachable);
  }
  if (response.status === 429 || response.status === 503) return unjudged(words.page.busy);
  if (response.status === 413 || response.status === 422) return unjudged(words.page.refused);
  if (!response.ok) return unjudged(words.page.failed);
  const decision: Decision = await response.json();
  return answerOf(decision, input.kind === 'text' ? input.body : input.kind === 'link' ? input.url : '', words);
}

/** Text only ever becomes text nodes. */
function toDom({ tag, attributes, children }: ElementNode): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) element.append(typeof child === 'string' ? child : toDom(child));
  return element;
}
