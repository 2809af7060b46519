// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, widthOfCells, wrapCells, wrapProse } from './marked-text.ts';
import { quotePassages } from './quote.ts';
import { widthOf } from './width.ts';

const plain = { width: 40, colour: false };

const solid = (cells: readonly { text: string }[]) =>
  cells
    .map((cell) => cell.text)
    .join('')
    .replaceAll(' ', '');

function spanOf(text: string, passage: string) {
  const start = Array.from(text.slice(0, text.indexOf(passage))).length;
  return { start, end: start + Array.from(passage).length };
}

test('widths are those of terminals', () => {
  expect(widthOf('abc')).toBe(3);
  expect(widthOf('我在机场。')).toBe(10);
  expect(widthOf('ＡＢ')).toBe(4);
  expect(widthOf('한국')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
  expect(widthOf('💰')).toBe(2);
  expect(widthOf('ก็')).toBe(1);
});

test('carets stand below the passage, also after wide characters', () => {
  const text = '您的包裹 pay now 谢谢';
  expect(quotePassages(text, [spanOf(text, 'pay now')], plain)).toEqual([text, '         ^^^^^^^']);
  const han = '请把验证码告诉我';
  expect(quotePassages(han, [spanOf(han, '验证码')], plain)).toEqual([han, '    ^^^^^^']);
});

test('with colour the passage is underlined and the style ends with the line', () => {
  const text = 'send the code to me';
  expect(quotePassages(text, [spanOf(text, 'the code')], { width: 40, colour: true })).toEqual([
    'send \u001B[1;4mthe code\u001B[0m to me',
  ]);
});

test('a passage that is wrapped is marked on each of its lines', () => {
  const text = 'please do confirm your account today';
  expect(quotePassages(text, [spanOf(text, 'confirm your account')], { width: 20, colour: false })).toEqual([
    'please do confirm',
    '          ^^^^^^^',
    'your account today',
    '^^^^^^^^^^^^',
  ]);
});

test('text from right to left is bracketed instead', () => {
  const text = 'שלח את הקוד עכשיו';
  expect(quotePassages(text, [spanOf(text, 'הקוד')], plain)).toEqual(['שלח את [הקוד] עכשיו']);
});

test('a long text is quoted around its passage only', () => {
  const text = `${'before '.repeat(100)}pay the fee${' after'.repeat(100)}`;
  const lines = quotePassages(text, [spanOf(text, 'pay the fee')], plain);
  expect(lines.length).toBeLessThanOrEqual(4);
  expect(lines.join(' ')).toMatch(/^…before.*pay the fee.*after…$/u);
});

test('escapes, overrides and control characters are shown, not sent to the terminal', () => {
  const text = '\u001B[2Jgo\u202Elive\u0000\nnext';
  const lines = quotePassages(text, [{ start: 0, end: 3 }], plain);
  expect(lines[0]).toBe('\\u{1b}[2Jgo\\u{202e}live\\u{0} next');
  expect(lines[1]).toBe('^^^^^^^^');
});

test('no text, span or width makes a line wider than asked, loses a character or lets a control through', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', ' ', '我', '。', '\u0301', '\u001B', '💰', 'ש'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 60,
  });
  const span = fc.record({ start: fc.nat(130), end: fc.nat(130) });
  fc.assert(
    fc.property(text, fc.array(span, { maxLength: 3 }), fc.integer({ min: 12, max: 60 }), (given, spans, width) => {
      const lines = wrapCells(cellsOf(given, spans), width);
      for (const line of lines) expect(widthOfCells(line)).toBeLessThanOrEqual(width);
      expect(solid(lines.flat())).toBe(solid(cellsOf(given)));
      for (const line of quotePassages(given, spans, { width, colour: false }))
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

test('Chinese prose breaks between characters but not before its full stop', () => {
  expect(wrapProse('不要把验证码告诉任何人。', 22)).toEqual(['不要把验证码告诉任何', '人。']);
});
