// SPDX-License-Identifier: Apache-2.0
/** An answer as elements, without a document: rendered to HTML by the server and to DOM nodes by the page, alike. */
import type { Answer } from './answer.ts';
import type { PageWords } from './words.ts';

export type Tag =
  | 'blockquote'
  | 'details'
  | 'div'
  | 'h2'
  | 'h3'
  | 'li'
  | 'mark'
  | 'p'
  | 'span'
  | 'summary'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul';

/** Text is text: whoever renders it escapes it. */
export type ElementNode = {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (ElementNode | string)[];
};

export function nodesOf(answer: Answer, words: PageWords): readonly ElementNode[] {
  const parts: (ElementNode | undefined)[] = [
    node('h2', { class: `verdict ${answer.tone}` }, [answer.headline]),
    answer.scheme === undefined ? undefined : node('p', { class: 'scheme' }, [`${words.kindOf} ${answer.scheme}`]),
    section(words.why, answer.reasons),
    answer.passage.length === 0 ? undefined : passage(answer, words),
    answer.tone === 'unjudged' ? section('', answer.advice) : section(words.whatNow, answer.advice, 'advice'),
    section(words.notChecked, answer.notChecked, 'quiet'),
    answer.caution === '' ? undefined : node('p', { class: 'caution' }, [answer.caution]),
    answer.weights.length === 0 ? undefined : weights(answer, words),
  ];
  return parts.filter((part) => part !== undefined);
}

function node(tag: Tag, attributes: Readonly<Record<string, string>>, children: ElementNode['children']): ElementNode {
  return { tag, attributes, children };
}

function section(title: string, sentences: readonly string[], kind = ''): ElementNode | undefined {
  if (sentences.length === 0) return undefined;
  const items = sentences.map((sentence) => node('li', {}, [sentence]));
  const heading = title === '' ? [] : [node('h3', {}, [title])];
  return node('div', { class: `part ${kind}`.trim() }, [...heading, node('ul', {}, items)]);
}

function passage({ passage: segments, tone }: Answer, words: PageWords): ElementNode {
  // `auto`: the text has a direction of its own, and must not turn the page around.
  const pieces = segments.map(({ text, marked }) => (marked ? node('mark', {}, [text]) : text));
  return node('div', { class: 'part' }, [
    node('h3', {}, [words.marked]),
    node('blockquote', { dir: 'auto', class: `passage ${tone}` }, pieces),
  ]);
}

function weights({ weights: rows, scoreMeans }: Answer, words: PageWords): ElementNode {
  const head = node('tr', {}, [
    node('th', { scope: 'col' }, [words.weight]),
    node('th', { scope: 'col' }, [words.reason]),
  ]);
  const body = rows.map(({ because, weight }) =>
    node('tr', {}, [node('td', { class: 'weight' }, [weight]), node('td', {}, [because])]),
  );
  return node('details', { class: 'weights' }, [
    node('summary', {}, [words.everyReason]),
    node('p', {}, [scoreMeans]),
    node('table', {}, [node('thead', {}, [head]), node('tbody', {}, body)]),
  ]);
}
