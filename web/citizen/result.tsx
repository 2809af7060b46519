// SPDX-License-Identifier: Apache-2.0
/** What is below the box. */
import type { Decision } from '../../src/decide/decision.ts';
import type { Answer } from './answer.ts';
import { AnswerView, GivenAnswer } from './answer-view.tsx';
import type { PageData } from './page-data.ts';
import { fillWords } from './words.ts';

/** `asked` is the text that was judged, which the box may no longer hold. */
export type Shown =
  | { readonly kind: 'nothing' }
  /** What the server had answered before this script came. */
  | { readonly kind: 'given'; readonly nodes: readonly Node[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not-loaded'; readonly asked: string }
  | { readonly kind: 'answered'; readonly asked: string; readonly answer: Answer; readonly decision?: Decision };

export type ResultProps = {
  readonly data: PageData;
  readonly shown: Shown;
  readonly onTryAgain: (asked: string) => void;
  readonly onSendToServer: (asked: string) => void;
};

export function Result(props: ResultProps) {
  const { data, shown } = props;
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
          <p class="waiting">{data.words.working}</p>
        </section>
      );
    case 'not-loaded':
      return <NotLoaded {...props} asked={shown.asked} />;
    case 'answered':
      return (
        <section id="result">
          <AnswerView data={data} asked={shown.asked} answer={shown.answer} decision={shown.decision} />
        </section>
      );
  }
}

/** The text stays here unless the person sends it. */
function NotLoaded({ data, asked, onTryAgain, onSendToServer }: ResultProps & { readonly asked: string }) {
  const { words, host } = data;
  return (
    <section id="result">
      <div id="answer" role="alert">
        <h2 class="verdict unjudged">{words.cannotLoad}</h2>
      </div>
      <div class="buttons">
        <button type="button" onClick={() => onTryAgain(asked)}>
          {words.tryAgain}
        </button>
        <button type="button" class="second" onClick={() => onSendToServer(asked)}>
          {fillWords(words.sendToServer, { host })}
        </button>
      </div>
    </section>
  );
}
