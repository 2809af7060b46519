// SPDX-License-Identifier: Apache-2.0
/** What can be said of the engine: how much has come, that it is ready, that a connection is not needed. */
import { useEffect, useState } from 'preact/hooks';
import type { PageWords } from '../../src/decide/policy/page-words.ts';
import type { EngineState } from './engine/engine.ts';
import { fillWords } from './words.ts';

export type StatusProps = {
  readonly words: PageWords;
  readonly state: EngineState;
  /** Everything is kept on the device. */
  readonly kept: boolean;
  readonly online: boolean;
  readonly onTryAgain: () => void;
};

export function StatusLine({ words, state, kept, online, onTryAgain }: StatusProps) {
  switch (state.kind) {
    case 'loading':
      return (
        <div class="status">
          <p id="loading">{fillWords(words.loading, { percent: String(state.percent) })}</p>
          <progress max={100} value={state.percent} aria-labelledby="loading" />
        </div>
      );
    case 'failed':
      return (
        <div class="status" role="status">
          <p>{words.cannotLoad}</p>
          <button type="button" class="second" onClick={onTryAgain}>
            {words.tryAgain}
          </button>
        </div>
      );
    case 'ready':
      // Said aloud once, when it changes; a percentage that counts up is not.
      return (
        <p class="status" role="status">
          {online ? (kept ? words.ready : '') : words.offline}
        </p>
      );
  }
}

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
}
