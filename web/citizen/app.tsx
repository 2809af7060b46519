// SPDX-License-Identifier: Apache-2.0
/** The page: one box, what can be said of the engine, and the answer to the last question. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from './answer.ts';
import { AnswerView, GivenAnswer } from './answer-view.tsx';
import { askServer } from './ask-server.ts';
import type { Decision } from '../../src/decide/decision.ts';
import { createEngine, type Engine, type EngineState } from './engine/engine.ts';
import { judgeHere } from './judge.ts';
import { keepForOffline } from './offline/keep.ts';
import type { PageData } from './page-data.ts';
import { StatusLine, useOnline } from './status-line.tsx';
import { fillWords } from './words.ts';

export type AppProps = {
  readonly data: PageData;
  /** What is in the box already. */
  readonly text: string;
  /** The server's answer, if it gave one. */
  readonly given: readonly Node[];
};

/** What is below the box. `asked` is the text that was judged, which the box may no longer hold. */
type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'given'; readonly nodes: readonly Node[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not-loaded'; readonly asked: string }
  | { readonly kind: 'answered'; readonly asked: string; readonly answer: Answer; readonly decision?: Decision };

export function App({ data, text: first, given }: AppProps) {
  const { words } = data;
  const { engine, state } = useEngine(data);
  const kept = useKept(data, state.kind === 'ready');
  const online = useOnline();
  const [text, setText] = useState(first);
  const [shown, setShown] = useState<Shown>(given.length > 0 ? { kind: 'given', nodes: given } : { kind: 'nothing' });
  const box = useRef<HTMLTextAreaElement>(null);
  const tickets = useRef(0);

  const settle = async (asked: string, coming: Promise<Shown>): Promise<void> => {
    tickets.current += 1;
    const ticket = tickets.current;
    setShown({ kind: 'waiting' });
    const next = await coming.catch((): Shown => ({ kind: 'not-loaded', asked }));
    // A later question has been asked meanwhile.
    if (ticket === tickets.current) setShown(next);
  };
  const askHere = (asked: string): void => void settle(asked, answerHere(asked, data, engine));
  const clear = (): void => {
    tickets.current += 1;
    setText('');
    setShown({ kind: 'nothing' });
    box.current?.focus();
  };

  return (
    <>
      <h1>{words.heading}</h1>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          askHere(text);
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
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div class="buttons">
          <button type="submit">{shown.kind === 'waiting' ? words.working : words.button}</button>
          {text === '' && shown.kind === 'nothing' ? undefined : (
            <button type="button" class="second" onClick={clear}>
              {words.clear}
            </button>
          )}
        </div>
        <p class="privacy" id="privacy">
          {words.privacyHere}
        </p>
      </form>
      <StatusLine words={words} state={state} kept={kept} online={online} />
      <Result
        data={data}
        shown={shown}
        onTryAgain={(asked) => {
          engine.load();
          askHere(asked);
        }}
        onSendToServer={(asked) => void settle(asked, answerThere(asked, data))}
      />
    </>
  );
}

type ResultProps = {
  readonly data: PageData;
  readonly shown: Shown;
  readonly onTryAgain: (asked: string) => void;
  readonly onSendToServer: (asked: string) => void;
};

function Result({ data, shown, onTryAgain, onSendToServer }: ResultProps) {
  const { words, host } = data;
  switch (shown.kind) {
    case 'nothing':
      return <section id="result" />;
    case 'given':
      return (
        <section id="result">
          <GivenAnswer nodes={shown.nodes} />
        </section>
      );
    case 'waiting':
      return (
        <section id="result" aria-busy="true">
          <p class="waiting">{words.working}</p>
        </section>
      );
    case 'not-loaded':
      return (
        <section id="result">
          <div id="answer" role="alert">
            <h2 class="verdict unjudged">{words.cannotLoad}</h2>
          </div>
          <div class="buttons">
            <button type="button" onClick={() => onTryAgain(shown.asked)}>
              {words.tryAgain}
            </button>
            <button type="button" class="second" onClick={() => onSendToServer(shown.asked)}>
              {fillWords(words.sendToServer, { host })}
            </button>
          </div>
        </section>
      );
    case 'answered':
      return (
        <section id="result">
          <AnswerView data={data} asked={shown.asked} answer={shown.answer} decision={shown.decision} />
        </section>
      );
  }
}

async function answerHere(asked: string, { words }: PageData, engine: Engine): Promise<Shown> {
  const local = await judgeHere(asked, words, engine);
  return local.kind === 'not-loaded' ? { kind: 'not-loaded', asked } : { ...local, asked };
}

async function answerThere(asked: string, { lang, words }: PageData): Promise<Shown> {
  return { kind: 'answered', asked, ...(await askServer(asked, lang, words)) };
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
