// SPDX-License-Identifier: Apache-2.0
/** `{host}` → its value. */
export function fillWords(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([a-z]+)\}/gu, (slot, name: string) => values[name] ?? slot);
}

// Scripts that are written from right to left.
const FROM_THE_RIGHT: ReadonlySet<string> = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function directionOf(lang: string): 'ltr' | 'rtl' {
  return FROM_THE_RIGHT.has(lang.split('-', 1)[0] ?? lang) ? 'rtl' : 'ltr';
}
