// SPDX-License-Identifier: Apache-2.0
/** An answer on the page, and what can be done with it. */
import { h, type VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Decision } from '../../src/decide/decision.ts';
import type { Answer } from './answer.ts';
import { type ElementNode, nodesOf } from './answer-nodes.ts';
import type { PageData } from './page-data.ts';
import { PictureButton } from './told/picture-button.tsx';
import { ReadAloudButton } from './told/read-aloud-button.tsx';
import { WrongButton } from './told/wrong-button.tsx';

export type AnswerProps = {
  readonly data: PageData;
  /** The text that was judged. */
  readonly asked: string;
  readonly answer: Answer;
  /** Missing where nothing was judged. */
  readonly decision: Decision | undefined;
};

export function AnswerView({ data, asked, answer, decision }: AnswerProps) {
  const { lang, words } = data;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'start' }), [answer]);
  return (
    <>
      <p class="aloud" role="status">
        {`${answer.heading} ${answer.headline}`.trim()}
      </p>
      <div id="answer" ref={place}>
        {nodesOf(answer, { page: words, addressTitle: data.addressTitle }).map(toVNode)}
      </div>
      {decision === undefined ? undefined : (
        <div class="buttons told" key={decision.id}>
          <ReadAloudButton lang={lang} words={words} answer={answer} />
          <PictureButton lang={lang} words={words} answer={answer} />
          <WrongButton words={words} text={asked} decision={decision} />
        </div>
      )}
    </>
  );
}

/** An answer that the server has rendered, as it came. */
export function GivenAnswer({ nodes }: { readonly nodes: readonly Node[] }) {
  return <div id="answer" ref={(place) => place?.replaceChildren(...nodes)} />;
}

/** Text only ever becomes text nodes. */
function toVNode({ tag, attributes, children }: ElementNode): VNode {
  return h(tag, attributes, ...children.map((child) => (typeof child === 'string' ? child : toVNode(child))));
}
