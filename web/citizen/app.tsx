// SPDX-License-Identifier: Apache-2.0
/** The page: one box, what can be said of the engine, and the answer to the last question. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { AskForm } from './ask-form.tsx';
import { answerHere, answerThere } from './asking.ts';
import { createEngine, type Engine, type EngineState } from './engine/engine.ts';
import { keepForOffline } from './offline/keep.ts';
import type { PageData } from './page-data.ts';
import { Result, type Shown } from './result.tsx';
import { StatusLine, useOnline } from './status-line.tsx';

export type AppProps = {
  readonly data: PageData;
  /** What is in the box already. */
  readonly text: string;
  /** The server's answer, if it gave one. */
  readonly given: readonly Node[];
};

export function App({ data, text: first, given }: AppProps) {
  const { words } = data;
  const { engine, state } = useEngine(data);
  const kept = useKept(data, state.kind === 'ready');
  const online = useOnline();
  const [text, setText] = useState(first);
  const { shown, settle, clear } = useShown(given);
  const askHere = (asked: string): void => settle(asked, answerHere(asked, data, engine));
  const tryAgain = (asked: string): void => {
    engine.load();
    askHere(asked);
  };
  return (
    <>
      <h1>{words.heading}</h1>
      <AskForm
        words={words}
        text={text}
        isWaiting={shown.kind === 'waiting'}
        canClear={text !== '' || shown.kind !== 'nothing'}
        onText={setText}
        onAsk={() => askHere(text)}
        onClear={() => {
          setText('');
          clear();
        }}
      />
      {shown.kind === 'not-loaded' ? undefined : (
        <StatusLine words={words} state={state} kept={kept} online={online} onTryAgain={engine.load} />
      )}
      <Result
        data={data}
        shown={shown}
        onTryAgain={tryAgain}
        onSendToServer={(asked) => settle(asked, answerThere(asked, data))}
      />
    </>
  );
}

type ShownState = {
  readonly shown: Shown;
  /** Waits for an answer and shows it, unless a later question has been asked meanwhile. */
  readonly settle: (asked: string, coming: Promise<Shown>) => void;
  readonly clear: () => void;
};

function useShown(given: readonly Node[]): ShownState {
  const [shown, setShown] = useState<Shown>(given.length > 0 ? { kind: 'given', nodes: given } : { kind: 'nothing' });
  const tickets = useRef(0);
  const settle = async (asked: string, coming: Promise<Shown>): Promise<void> => {
    tickets.current += 1;
    const ticket = tickets.current;
    setShown({ kind: 'waiting' });
    const next = await coming.catch((): Shown => ({ kind: 'not-loaded', asked }));
    if (ticket === tickets.current) setShown(next);
  };
  const clear = (): void => {
    tickets.current += 1;
    setShown({ kind: 'nothing' });
  };
  return { shown, settle: (asked, coming) => void settle(asked, coming), clear };
}

/** One engine for as long as the page is open, loaded as soon as the page stands. */
function useEngine({ set, lang }: PageData): { readonly engine: Engine; readonly state: EngineState } {
  const [state, setState] = useState<EngineState>({ kind: 'loading', percent: 0 });
  const [engine] = useState(() => createEngine({ set, lang }, setState));
  useEffect(() => engine.load(), [engine]);
  return { engine, state };
}

/** True once everything is kept for the next time without a connection. */
function useKept({ set, lang }: PageData, isReady: boolean): boolean {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    if (isReady) void keepForOffline({ version: set.version, lang }).then(setKept);
  }, [isReady, set.version, lang]);
  return kept;
}
