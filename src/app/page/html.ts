// SPDX-License-Identifier: Apache-2.0
/** Elements to HTML, their text and attribute values escaped. */
import { escapeHtml } from '../../base/escape-html.ts';
import type { ElementNode } from '../../../web/citizen/answer-nodes.ts';

export function renderNode({ tag, attributes, children }: ElementNode): string {
  const shown = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const inner = children.map((child) => (typeof child === 'string' ? escapeHtml(child) : renderNode(child)));
  return `<${tag}${shown.join('')}>${inner.join('')}</${tag}>`;
}
