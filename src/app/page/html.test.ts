// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../base/escape-html.ts';
import { renderNode } from './html.ts';

describe('escapeHtml', () => {
  it('leaves nothing that could end a text or an attribute', () => {
    expect(escapeHtml(`<script>"it's" & more</script>`)).toBe(
      '&lt;script&gt;&quot;it&#39;s&quot; &amp; more&lt;/script&gt;',
    );
  });

  it('replaces controls and lone surrogates, and keeps lines', () => {
    expect(escapeHtml('a\u0000\u001B[31m\nb\u{D800}')).toBe('a\uFFFD\uFFFD[31m\nb\uFFFD');
  });

  it('never lets any text through as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u);
      }),
    );
  });
});

describe('renderNode', () => {
  it('escapes attributes and children alike', () => {
    const node = {
      tag: 'p',
      attributes: { class: '"><b>' },
      children: ['<i>', { tag: 'mark', attributes: {}, children: ['&'] }],
    };
    expect(renderNode(node as Parameters<typeof renderNode>[0])).toBe(
      '<p class="&quot;&gt;&lt;b&gt;">&lt;i&gt;<mark>&amp;</mark></p>',
    );
  });
});
