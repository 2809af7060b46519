// SPDX-License-Identifier: Apache-2.0
/** "This is wrong": notes the objection on this device, and can take it back. */
import { useState } from 'preact/hooks';
import type { Decision } from '../../../src/decide/decision.ts';
import type { PageWords } from '../../../src/decide/policy/page-words.ts';
import { keepNote, readNotes, removeNote } from './wrong-notes.ts';

export type WrongProps = { readonly words: PageWords; readonly text: string; readonly decision: Decision };

export function WrongButton({ words, text, decision }: WrongProps) {
  const [state, setState] = useState<'none' | 'kept' | 'removed'>(() => (isNoted(text) ? 'kept' : 'none'));
  if (state === 'kept') {
    const remove = (): void => {
      removeNote(text, Date.now());
      setState('removed');
    };
    return (
      <div class="note" role="status">
        <p>{words.wrongKept}</p>
        <button type="button" class="second" onClick={remove}>
          {words.wrongRemove}
        </button>
      </div>
    );
  }
  const keep = (): void => {
    if (keepNote(text, decision, Date.now())) setState('kept');
  };
  return (
    <>
      <button type="button" class="second" onClick={keep}>
        {words.wrong}
      </button>
      {state === 'removed' ? <p role="status">{words.wrongRemoved}</p> : undefined}
    </>
  );
}

function isNoted(text: string): boolean {
  try {
    return readNotes(Date.now()).some((note) => note.text === text);
  } catch {
    // Storage that is locked keeps nothing.
    return false;
  }
}
