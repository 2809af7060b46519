// SPDX-License-Identifier: Apache-2.0
/** An answer as elements, without a document: rendered to HTML by the server and to DOM nodes by the page, alike. */
import type { Answer, Form } from './answer.ts';
import type { PageWords } from '../../src/decide/policy/page-words.ts';

export type Tag =
  | 'blockquote'
  | 'details'
  | 'div'
  | 'h2'
  | 'h3'
  | 'li'
  | 'mark'
  | 'p'
  | 'path'
  | 'span'
  | 'summary'
  | 'svg'
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

export type NodeWords = { readonly page: PageWords; readonly addressTitle: string };

export function nodesOf(answer: Answer, { page, addressTitle }: NodeWords): readonly ElementNode[] {
  const parts: (ElementNode | undefined)[] = [
    ...headOf(answer),
    answer.scheme === undefined ? undefined : node('p', { class: 'scheme' }, [`${page.kindOf} ${answer.scheme}`]),
    section(page.why, answer.reasons),
    answer.passage.length === 0 ? undefined : passage(answer, page),
    section(addressTitle, answer.address),
    answer.form === 'unjudged' ? section('', answer.advice) : section(page.whatNow, answer.advice, 'advice'),
    section(page.notChecked, answer.notChecked, 'quiet'),
    answer.caution === '' ? undefined : node('p', { class: 'caution' }, [answer.caution]),
    answer.weights.length === 0 ? undefined : weights(answer, page),
  ];
  return parts.filter((part) => part !== undefined);
}

/** A shape for each form, so that colour is never alone: octagon, triangle, magnifying glass, shield. */
export const FORM_SHAPES: Readonly<Record<Exclude<Form, 'unjudged'>, string>> = {
  reported: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM8 8l8 8M16 8l-8 8',
  warning: 'M12 3 1.5 21h21zM12 9.5v5.5M12 17.6v.6',
  nothing: 'M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM15.2 15.2 21.5 21.5',
  verified: 'M12 2 21 5.5V11c0 5.5-3.6 9.3-9 11c-5.4-1.7-9-5.5-9-11V5.5zM7.5 12l3.2 3.2L16.8 9',
};

function headOf({ form, heading, headline }: Answer): readonly ElementNode[] {
  if (form === 'unjudged') return [node('h2', { class: 'verdict unjudged' }, [headline])];
  const shape = node('path', { d: FORM_SHAPES[form] }, []);
  const icon = node('svg', { class: 'sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [shape]);
  return [
    node('h2', { class: `verdict ${form}` }, [icon, node('span', {}, [heading])]),
    node('p', { class: 'headline' }, [headline]),
  ];
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

function passage({ passage: segments, form }: Answer, words: PageWords): ElementNode {
  // `auto`: the text has a direction of its own, and must not turn the page around.
  const pieces = segments.map(({ text, marked }) => (marked ? node('mark', {}, [text]) : text));
  return node('div', { class: 'part' }, [
    node('h3', {}, [words.marked]),
    node('blockquote', { dir: 'auto', class: `passage ${form}` }, pieces),
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
