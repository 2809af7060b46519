// SPDX-License-Identifier: Apache-2.0
/** Saves the answer as a picture, or hands it to another app where the device can. */
import { useState } from 'preact/hooks';
import type { PageWords } from '../../../src/decide/policy/page-words.ts';
import type { Answer } from '../answer.ts';
import { drawPicture } from './picture.ts';

export type PictureProps = { readonly lang: string; readonly words: PageWords; readonly answer: Answer };

const NAME = 'tocsin.png';

export function PictureButton({ lang, words, answer }: PictureProps) {
  const [busy, setBusy] = useState(false);
  const give = async (): Promise<void> => {
    setBusy(true);
    const date = new Intl.DateTimeFormat(lang, { dateStyle: 'long' }).format(new Date());
    try {
      await hand(await drawPicture({ answer, words, lang, date }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" class="second" aria-disabled={busy} onClick={() => void give()}>
      {words.picture}
    </button>
  );
}

async function hand(picture: Blob): Promise<void> {
  const file = new File([picture], NAME, { type: 'image/png' });
  if ('canShare' in navigator && navigator.canShare({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return;
    } catch (error) {
      // Whoever closed the menu wanted nothing; whom it was refused gets the file.
      if (error instanceof DOMException && error.name === 'AbortError') return;
    }
  }
  save(picture);
}

function save(picture: Blob): void {
  const address = URL.createObjectURL(picture);
  const link = document.createElement('a');
  link.href = address;
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
