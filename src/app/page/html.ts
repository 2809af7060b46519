// SPDX-License-Identifier: Apache-2.0
/** Elements to HTML. Text and attribute values are escaped here and nowhere else. */
import type { ElementNode } from '../../../web/citizen/answer-nodes.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and inside a quoted attribute; what HTML cannot carry (controls, lone surrogates) becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}

export function renderNode({ tag, attributes, children }: ElementNode): string {
  const shown = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const inner = children.map((child) => (typeof child === 'string' ? escapeHtml(child) : renderNode(child)));
  return `<${tag}${shown.join('')}>${inner.join('')}</${tag}>`;
}
