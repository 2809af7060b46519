// SPDX-License-Identifier: Apache-2.0
/**
 * Takes over the form that the server has rendered: from here on this device judges. Without this script the form still
 * works, answered by the server.
 */
import { render } from 'preact';
import { App } from './app.tsx';
import { keepLanguageSwitch, takeKeptText } from './language-switch.ts';
import { PAGE_DATA_ID, type PageData } from './page-data.ts';
import { deleteExpiredNotes } from './told/wrong-notes.ts';

deleteExpiredNotes(Date.now());
const data = readPageData();
const place = document.querySelector('main');
if (data && place) {
  const box = place.querySelector('textarea');
  const wasIn = document.activeElement;
  // An answer that the server has given without this script stays until the next one.
  const given = [...(place.querySelector('#answer')?.childNodes ?? [])];
  const typed = box?.value ?? '';
  place.replaceChildren();
  render(<App data={data} text={typed === '' ? takeKeptText() : typed} given={given} />, place);
  if (wasIn === box) place.querySelector('textarea')?.focus();
  keepLanguageSwitch(() => place.querySelector('textarea')?.value ?? '');
}

function readPageData(): PageData | undefined {
  const text = document.querySelector(`#${PAGE_DATA_ID}`)?.textContent;
  if (text === null || text === undefined) return undefined;
  const read: PageData = JSON.parse(text);
  return read;
}
