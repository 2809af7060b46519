// SPDX-License-Identifier: Apache-2.0
/** The answer as a picture to show a relative: form, verdict, reasons, advice and the day. The person's text is not on it. */
import type { PageWords } from '../../../src/decide/policy/page-words.ts';
import type { Answer, Form } from '../answer.ts';
import { FORM_SHAPES } from '../answer-nodes.ts';
import { directionOf, fillWords } from '../words.ts';
import { breakLines } from './picture-lines.ts';
import { partsToTell } from './spoken.ts';

export const PICTURE_WIDTH = 1080;
const MARGIN = 72;
const SIGN = 84;
const INDENT = 36;
const FONT = 'system-ui, "Noto Sans", sans-serif';

type Look = { readonly paper: string; readonly ink: string };
const LOOKS: Readonly<Record<Form, Look>> = {
  reported: { paper: '#fbe6e6', ink: '#8c1116' },
  warning: { paper: '#fdf0e6', ink: '#8a2b06' },
  nothing: { paper: '#eaf3f7', ink: '#14506e' },
  verified: { paper: '#e6f4ea', ink: '#14532d' },
  unjudged: { paper: '#eaf3f7', ink: '#14506e' },
};

/** One line, or a gap above the next one. */
type Row = {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly ink: string;
  readonly indent: number;
  /** The first of a list's entry. */
  readonly isItem?: true;
};

export type PictureParts = {
  readonly answer: Answer;
  readonly words: PageWords;
  readonly lang: string;
  /** In the reader's form. */
  readonly date: string;
};

/** A PNG, `PICTURE_WIDTH` pixels wide and as high as the words need. */
export async function drawPicture({ answer, words, lang, date }: PictureParts): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.lang = lang;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('There is no canvas here.');
  const look = LOOKS[answer.form];
  const write = (text: string, size: number, bold = false, ink = '#1b1f23', indent = 0): readonly Row[] => {
    pen.font = fontOf(size, bold);
    const most = PICTURE_WIDTH - 2 * MARGIN - indent;
    const lines = breakLines(text, lang, most, (piece) => pen.measureText(piece).width);
    return lines.map((line) => ({ text: line, size, bold, ink, indent }));
  };
  const head = [...write(answer.heading, 60, true, look.ink, SIGN + 24), gap(12), ...write(answer.headline, 44, true)];
  const parts = partsToTell(answer, words).flatMap(({ title, sentences }) => [
    gap(36),
    ...write(title, 40, true),
    ...sentences.flatMap((sentence) => [
      ...(title === '' ? write(sentence, 38) : item(write(sentence, 38, false, '#1b1f23', INDENT))),
      gap(10),
    ]),
  ]);
  const foot = [gap(40), ...write(fillWords(words.pictureFoot, { date }), 30, false, '#50565c')];
  const headHeight = heightOf(head) + 2 * MARGIN;
  canvas.width = PICTURE_WIDTH;
  canvas.height = Math.ceil(headHeight + heightOf([...parts, ...foot]) + MARGIN);
  paint(pen, '#ffffff', canvas.height);
  paint(pen, look.paper, headHeight);
  const direction = directionOf(lang);
  drawSign(pen, answer.form, look.ink, direction);
  drawRows(pen, head, MARGIN, direction);
  drawRows(pen, [...parts, ...foot], headHeight, direction);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture was not made.'))), 'image/png');
  });
}

function item([first, ...others]: readonly Row[]): readonly Row[] {
  return first ? [{ ...first, isItem: true }, ...others] : [];
}

function gap(size: number): Row {
  return { text: '', size, bold: false, ink: '', indent: 0 };
}

function fontOf(size: number, bold: boolean): string {
  return `${bold ? '700' : '400'} ${size}px ${FONT}`;
}

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + lineHeight(row), 0);
}

// Thai and Hindi need more room above and below a line than Latin does.
function lineHeight({ text, size }: Row): number {
  return text === '' ? size : size * 1.45;
}

function paint(pen: CanvasRenderingContext2D, colour: string, height: number): void {
  pen.fillStyle = colour;
  pen.fillRect(0, 0, PICTURE_WIDTH, height);
}

function drawSign(pen: CanvasRenderingContext2D, form: Form, ink: string, direction: 'ltr' | 'rtl'): void {
  if (form === 'unjudged') return;
  pen.save();
  pen.translate(direction === 'rtl' ? PICTURE_WIDTH - MARGIN - SIGN : MARGIN, MARGIN);
  pen.scale(SIGN / 24, SIGN / 24);
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.stroke(new Path2D(FORM_SHAPES[form]));
  pen.restore();
}

function drawRows(pen: CanvasRenderingContext2D, rows: readonly Row[], top: number, direction: 'ltr' | 'rtl'): void {
  pen.direction = direction;
  pen.textAlign = 'start';
  pen.textBaseline = 'middle';
  let y = top;
  for (const row of rows) {
    if (row.text !== '') {
      pen.font = fontOf(row.size, row.bold);
      pen.fillStyle = row.ink;
      const at = (inset: number): number => (direction === 'rtl' ? PICTURE_WIDTH - inset : inset);
      const middle = y + lineHeight(row) / 2;
      if (row.isItem) pen.fillText('•', at(MARGIN), middle);
      pen.fillText(row.text, at(MARGIN + row.indent), middle);
    }
    y += lineHeight(row);
  }
}
