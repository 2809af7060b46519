// SPDX-License-Identifier: Apache-2.0
/** The one box, its button, and where the text goes: nowhere. */
import { useRef } from 'preact/hooks';
import type { PageWords } from '../../src/decide/policy/page-words.ts';

export type AskFormProps = {
  readonly words: PageWords;
  readonly text: string;
  readonly isWaiting: boolean;
  readonly canClear: boolean;
  readonly onText: (text: string) => void;
  readonly onAsk: () => void;
  readonly onClear: () => void;
};

export function AskForm({ words, text, isWaiting, canClear, onText, onAsk, onClear }: AskFormProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onAsk();
      }}
    >
      <label htmlFor="text">{words.label}</label>
      <p class="hint" id="hint">
        {words.hint}
      </p>
      <textarea
        id="text"
        name="text"
        rows={5}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="hint privacy"
        ref={box}
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit">{isWaiting ? words.working : words.button}</button>
        {canClear ? (
          <button
            type="button"
            class="second"
            onClick={() => {
              onClear();
              box.current?.focus();
            }}
          >
            {words.clear}
          </button>
        ) : undefined}
      </div>
      <p class="privacy" id="privacy">
        {words.privacyHere}
      </p>
    </form>
  );
}
