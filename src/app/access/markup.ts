// SPDX-License-Identifier: Apache-2.0
/** HTML as a tagged template: every value is escaped unless it is markup itself, so that forgetting is no hole. */
import { escapeHtml } from '../../base/escape-html.ts';

export type Markup = { readonly markup: string };
type Value = string | number | undefined | Markup | readonly Markup[];

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let markup = parts[0] ?? '';
  for (const [index, value] of values.entries()) markup += textOf(value) + (parts[index + 1] ?? '');
  return { markup };
}

function textOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
