// SPDX-License-Identifier: Apache-2.0
/** A change of language keeps what was typed: in this tab's own storage, and only until the next page has read it. */
const KEY = 'tocsin-typed';

export function keepLanguageSwitch(textNow: () => string): void {
  document.querySelector('nav')?.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('a') === null) return;
    try {
      sessionStorage.setItem(KEY, textNow());
    } catch {
      // No storage: the box will be empty.
    }
  });
}

export function takeKeptText(): string {
  try {
    const text = sessionStorage.getItem(KEY) ?? '';
    sessionStorage.removeItem(KEY);
    return text;
  } catch {
    return '';
  }
}
