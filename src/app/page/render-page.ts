// SPDX-License-Identifier: Apache-2.0
/** The whole page as HTML: before a question, and with its answer for browsers without script. */
import { escapeHtml } from '../../base/escape-html.ts';
import type { Answer } from '../../../web/citizen/answer.ts';
import { nodesOf } from '../../../web/citizen/answer-nodes.ts';
import { fillWords, PAGE_LANGUAGES, pageWords } from '../../../web/citizen/words.ts';
import { renderNode } from './html.ts';

export type PageParts = {
  readonly lang: string;
  /** Where the text goes, as the person sees it in the address bar. */
  readonly host: string;
  readonly asked?: { readonly text: string; readonly answer: Answer };
};

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { en: 'English', zh: '中文' };

export function renderPage({ lang, host, asked }: PageParts): string {
  const words = pageWords(lang);
  const answer = asked ? nodesOf(asked.answer, words).map(renderNode).join('\n') : '';
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(words.title)}</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="/page/style.css">
<script type="module" src="/page/modules/web/citizen/page.ts"></script>
</head>
<body>
<header>
<span class="brand">Tocsin</span>
<nav aria-label="${escapeHtml(words.languages)}"><ul>${PAGE_LANGUAGES.map((code) => languageLink(code, lang)).join('')}</ul></nav>
</header>
<main>
<h1>${escapeHtml(words.heading)}</h1>
<form method="post" action="/?lang=${escapeHtml(lang)}#result" accept-charset="utf-8">
<label for="text">${escapeHtml(words.label)}</label>
<p class="hint" id="hint">${escapeHtml(words.hint)}</p>
<textarea id="text" name="text" rows="5" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="hint privacy">
${escapeHtml(asked?.text ?? '')}</textarea>
<button type="submit" data-working="${escapeHtml(words.working)}">${escapeHtml(words.button)}</button>
<p class="privacy" id="privacy">${escapeHtml(fillWords(words.privacy, { host }))}</p>
</form>
<section id="result" aria-live="polite">${answer}</section>
</main>
<footer><a href="/docs">${escapeHtml(words.forPrograms)}</a></footer>
</body>
</html>
`;
}

function languageLink(code: string, current: string): string {
  const mark = code === current ? ' aria-current="true"' : '';
  return `<li><a href="/?lang=${code}" lang="${code}" hreflang="${code}"${mark}>${LANGUAGE_NAMES[code] ?? code}</a></li>`;
}
