// SPDX-License-Identifier: Apache-2.0
/**
 * A report as one page: no script, nothing fetched, plots as inline SVG, a table beside each. It reads on a phone, in print and in the
 * dark.
 */
import type { Plot, Report, Section, Table } from '../section.ts';
import { escapeHtml } from '../../../base/escape-html.ts';
import { drawPlot } from './plots.ts';
import { STYLE } from './style.ts';

export function renderPage({ title, notes, sections }: Report): string {
  const links = sections.map((section) => `<li><a href="#${section.id}">${escapeHtml(section.title)}</a></li>`);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${escapeHtml(title)}</h1>`,
    ...notes.map(paragraph),
    `<nav aria-label="Sections"><ul>${links.join('')}</ul></nav></header>`,
    '<main>',
    ...sections.map(renderSection),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderSection({ id, title, notes, plots, tables }: Section): string {
  return [
    `<section id="${id}">`,
    `<h2>${escapeHtml(title)}</h2>`,
    ...notes.map(paragraph),
    ...plots.map(renderPlot),
    ...tables.map((table) => renderTable(table, title)),
    '</section>',
  ].join('\n');
}

function renderPlot(plot: Plot): string {
  return `<figure><figcaption>${escapeHtml(plot.title)}</figcaption>${drawPlot(plot)}</figure>`;
}

// A wide table scrolls in a box of its own, which the keyboard reaches.
function renderTable({ caption, head, rows, words = 1 }: Table, title: string): string {
  const cell = (tag: string, text: string, column: number, attributes = '') =>
    `<${tag}${column < words ? ' class="word"' : ''}${attributes}>${escapeHtml(text)}</${tag}>`;
  const headCells = head.map((text, column) => cell('th', text, column, ' scope="col"')).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((text, column) => (column === 0 ? cell('th', text, column, ' scope="row"') : cell('td', text, column))).join('')}</tr>`,
  );
  const name = escapeHtml(caption ?? title);
  return [
    `<div class="table" tabindex="0" role="region" aria-label="${name}"><table>`,
    caption === undefined ? '' : `<caption>${name}</caption>`,
    `<thead><tr>${headCells}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
  ].join('');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
