// SPDX-License-Identifier: Apache-2.0
/** The answer on a terminal of any width, with colour or without, or in a pipe. */
import { widthOfCells, wrapProse, cellsOf } from '../terminal/marked-text.ts';
import { quotePassages } from '../terminal/quote.ts';
import type { CheckAnswer, ShownReason } from './answer.ts';

export type Paper = { readonly columns: number; readonly colour: boolean };

// Longer lines are hard to read.
const WIDEST = 88;
const NARROWEST = 24;
const BOLD = '1';
// Plain red is legible on dark and on light ground. Green would promise what nobody can.
const BOLD_RED = '1;31';

export function renderAnswer(answer: CheckAnswer, paper: Paper): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, paper.columns - 1));
  const sheet = { width, colour: paper.colour };
  const blocks = [
    [
      ...wrapProse(answer.headline, width).map((line) => styled(line, answer.finding ? BOLD_RED : BOLD, sheet)),
      ...answer.summary.flatMap((sentence) => wrapProse(sentence, width)),
    ],
    [
      styled(answer.reasonsTitle, BOLD, sheet),
      ...answer.reasons.flatMap((reason, index) =>
        renderReason(reason, answer.reasons.length > 1 ? `${index + 1}. ` : '', sheet),
      ),
    ],
    ...(answer.address.length === 0
      ? []
      : [[styled(answer.addressTitle, BOLD, sheet), ...answer.address.flatMap((line) => hanging('- ', line, width))]]),
    [styled(answer.adviceTitle, BOLD, sheet), ...answer.advice.flatMap((line) => hanging('- ', line, width))],
    [styled(answer.notCheckedTitle, BOLD, sheet), ...answer.notChecked.flatMap((line) => hanging('- ', line, width))],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

type Sheet = { readonly width: number; readonly colour: boolean };

function renderReason({ because, quotes }: ShownReason, number: string, { width, colour }: Sheet): string[] {
  const indent = '       ';
  const style = { width: width - indent.length, colour };
  const quoted = quotes.flatMap(({ text, spans }) => quotePassages(text, spans, style));
  return [...hanging(number === '' ? '  ' : `  ${number}`, because, width), ...quoted.map((line) => indent + line)];
}

function hanging(first: string, prose: string, width: number): string[] {
  const indent = first.startsWith(' ') ? first : `  ${first}`;
  const rest = ' '.repeat(widthOfCells(cellsOf(indent)));
  return wrapProse(prose, width - rest.length).map((line, index) => (index === 0 ? indent : rest) + line);
}

function styled(text: string, style: string, { colour }: Sheet): string {
  return colour ? `\u001B[${style}m${text}\u001B[0m` : text;
}
