// SPDX-License-Identifier: Apache-2.0
/** The whole page as HTML: before a question, and with its answer for browsers without script. */
import { escapeHtml } from '../../base/escape-html.ts';
import type { Answer } from '../../../web/citizen/answer.ts';
import { nodesOf } from '../../../web/citizen/answer-nodes.ts';
import { PAGE_DATA_ID, type PageData } from '../../../web/citizen/page-data.ts';
import { directionOf, fillWords } from '../../../web/citizen/words.ts';
import type { PageWords } from '../../decide/policy/page-words.ts';
import { renderNode } from './html.ts';

/** A language that the page can be read in, by its own name. */
export type PageLanguage = { readonly code: string; readonly name: string };

export type PageParts = {
  readonly lang: string;
  readonly words: PageWords;
  readonly addressTitle: string;
  readonly languages: readonly PageLanguage[];
  /** Where the text goes, as the person sees it in the address bar. */
  readonly host: string;
  readonly style: string;
  /** Missing where the script was not built: then the server answers. */
  readonly script?: { readonly main: string; readonly set: PageData['set'] };
  readonly asked?: { readonly text: string; readonly answer: Answer };
};

export function renderPage(parts: PageParts): string {
  const { lang, words, addressTitle, languages, host, style, asked } = parts;
  const answer = asked ? nodesOf(asked.answer, { page: words, addressTitle }).map(renderNode).join('\n') : '';
  return `<!doctype html>
<html lang="${escapeHtml(lang)}" dir="${directionOf(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(words.title)}</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="${style}">
${scriptOf(parts)}</head>
<body>
<header>
<span class="brand">Tocsin</span>
${languageMenu(languages, lang, words)}
</header>
<main>
<h1>${escapeHtml(words.heading)}</h1>
<form method="post" action="/?lang=${escapeHtml(lang)}#result" accept-charset="utf-8">
<label for="text">${escapeHtml(words.label)}</label>
<p class="hint" id="hint">${escapeHtml(words.hint)}</p>
<textarea id="text" name="text" rows="5" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="hint privacy">
${escapeHtml(asked?.text ?? '')}</textarea>
<div class="buttons"><button type="submit">${escapeHtml(words.button)}</button></div>
<p class="privacy" id="privacy">${escapeHtml(fillWords(words.privacyServer, { host }))}</p>
</form>
<section id="result">${answer === '' ? '' : `<div id="answer">${answer}</div>`}</section>
</main>
<footer><a href="/docs">${escapeHtml(words.forPrograms)}</a></footer>
</body>
</html>
`;
}

/** A block of data is no script: no browser runs it, and the policy of the page forbids none. */
function scriptOf({ lang, words, addressTitle, host, script }: PageParts): string {
  if (!script) return '';
  const data: PageData = { lang, host, words, addressTitle, set: script.set };
  const shown = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  return `<script type="application/json" id="${PAGE_DATA_ID}">${shown}</script>
<script type="module" src="${script.main}"></script>
`;
}

/** Opens and closes without script, and is as long as it needs to be on a small screen. */
function languageMenu(languages: readonly PageLanguage[], current: string, words: PageWords): string {
  const name = languages.find(({ code }) => code === current)?.name ?? current;
  return `<nav aria-label="${escapeHtml(words.languages)}"><details class="languages">
<summary><span class="aloud">${escapeHtml(words.languages)}: </span>${escapeHtml(name)}</summary>
<ul>${languages.map((language) => languageLink(language, current)).join('')}</ul>
</details></nav>`;
}

function languageLink({ code, name }: PageLanguage, current: string): string {
  const mark = code === current ? ' aria-current="true"' : '';
  const spoken = `lang="${escapeHtml(code)}" hreflang="${escapeHtml(code)}"`;
  return `<li><a href="/?lang=${escapeHtml(code)}" ${spoken}${mark}>${escapeHtml(name)}</a></li>`;
}
