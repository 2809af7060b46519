// SPDX-License-Identifier: Apache-2.0
/** The record as pages for people: no script, one style sheet, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeHtml } from '../../base/escape-html.ts';
import type { InclusionProof, ReadLeaf } from './browse.ts';
import type { Head } from './checkpoint.ts';
import { describeLeaf } from './describe-leaf.ts';
import { isEnding, type Leaf } from './leaf.ts';
import { formatVerifierKey, type VerifierKey } from './note.ts';

export const STYLE: string = readFileSync(new URL('page.css', import.meta.url), 'utf8');
export const STYLE_ADDRESS = `/log/style-${createHash('sha256').update(STYLE).digest('base64url').slice(0, 20)}.css`;

export type LogPage = {
  readonly head: Head;
  /** Newest first. */
  readonly leaves: readonly ReadLeaf[];
  readonly key: VerifierKey;
  /** Where the next page begins; 0 where there is none. */
  readonly olderThan: number;
};

export function renderLogPage({ head, leaves, key, olderThan }: LogPage): string {
  const older = olderThan > 0 ? `<p><a href="/log?before=${olderThan}" rel="next">Older leaves</a></p>` : '';
  const list =
    leaves.length === 0
      ? '<p>Nothing is recorded yet.</p>'
      : `<ol class="leaves">\n${leaves.map(renderItem).join('\n')}\n</ol>`;
  return frame(
    'Public record',
    `<h1>Public record</h1>
<p>Whatever this installation confirms in order to block it, and whatever ends such a block, is written here before it has an
effect. Entries are only added. They name nobody: numbers, names and reasons are commitments, which those concerned can open.</p>
<h2>Leaves, newest first</h2>
${list}
${older}
<h2>The signed head</h2>
<dl>
<dt>Leaves</dt><dd>${head.size}</dd>
<dt>Root</dt><dd><code>${head.root.toString('base64')}</code></dd>
<dt>Key</dt><dd><code>${escapeHtml(formatVerifierKey(key))}</code></dd>
</dl>
<h2>Verify it yourself</h2>
<p>Keep the <a href="/v1/log/checkpoint">signed head</a> and the key. Whoever has an earlier head can see whether the record only
grew. This command reads all leaves, computes every hash again and says what does not fit:</p>
<pre><code>tocsin log verify ADDRESS/v1/log --key KEY --remember FILE</code></pre>
<p>The files are plain <a href="https://c2sp.org/tlog-tiles">tiles</a>, so other programs for such logs can read them too.</p>`,
  );
}

function renderItem({ index, leaf }: ReadLeaf): string {
  return `<li><a href="/log/${index}">Leaf ${index}</a>${leaf ? `<time datetime="${leaf.at}">${shownTime(leaf.at)}</time>` : ''}
<p>${sentenceOf(leaf)}</p></li>`;
}

export function renderLeafPage({
  head,
  leaf: { index, entry, leaf, leafHash },
  proof,
}: {
  readonly head: Head;
  readonly leaf: ReadLeaf;
  readonly proof: InclusionProof;
}): string {
  const hashes = proof.hashes.map((hash) => `<li><code>${hash.toString('base64')}</code></li>`).join('\n');
  const path = proof.hashes.length === 0 ? '<p>None is needed: it is the only leaf.</p>' : `<ol>\n${hashes}\n</ol>`;
  return frame(
    `Leaf ${index} of the public record`,
    `<p><a href="/log">Public record</a></p>
<h1>Leaf ${index}</h1>
<p>${sentenceOf(leaf)}</p>
${leaf ? `<p>Recorded <time datetime="${leaf.at}">${shownTime(leaf.at)}</time>.${endedLink(leaf)}</p>` : ''}
<h2>As it stands in the record</h2>
<pre><code>${escapeHtml(entry.toString('utf8'))}</code></pre>
<h2>Its place in the tree</h2>
<dl>
<dt>Hash of the leaf</dt><dd><code>${leafHash.toString('base64')}</code></dd>
<dt>Signed root of the record at ${head.size} ${head.size === 1 ? 'leaf' : 'leaves'}</dt><dd><code>${head.root.toString('base64')}</code></dd>
</dl>
<h2>Proof of inclusion</h2>
<p>Combined with these hashes in turn, the hash of the leaf gives the root (RFC 9162, section 2.1.3.2). The same
<a href="/v1/log/proof/inclusion?index=${index}&amp;size=${head.size}">proof for programs</a>.</p>
${path}`,
  );
}

function endedLink(leaf: Leaf): string {
  return isEnding(leaf) ? ` It ends <a href="/log/${leaf.confirmed}">leaf ${leaf.confirmed}</a>.` : '';
}

function sentenceOf(leaf: Leaf | undefined): string {
  return leaf ? escapeHtml(describeLeaf(leaf)) : 'These bytes are not a statement that a record may hold.';
}

function shownTime(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} – Tocsin</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="${STYLE_ADDRESS}">
</head>
<body>
<header><a class="brand" href="/">Tocsin</a></header>
<main>
${body}
</main>
</body>
</html>
`;
}
