// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { EVENT_LIMITS } from '../../decide/event.ts';
import { parseEventText } from '../../decide/parse-event.ts';
import { type Asked, type BlockAnswer, screenBlock } from './answer.ts';
import { createSampleScreener } from './sample-screener.ts';
import { LineSplitter } from './split.ts';

const screener = createSampleScreener();
const facts = { door: 'screen', readerLang: 'en', mode: 'observe' } as const;

function answersTo(input: string | Uint8Array, errors: Asked['errors'] = 'apart'): BlockAnswer[] {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const splitter = new LineSplitter({ lineBytes: EVENT_LIMITS.lineBytes, blockBytes: 4096 });
  return [...splitter.push(bytes), ...splitter.end()].map((block) => screenBlock(screener, block, { facts, errors }));
}

function outputOf(answers: readonly BlockAnswer[]): Record<string, unknown>[] {
  const text = answers.map(({ output }) => Buffer.from(output).toString('utf8')).join('');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function eventIds(input: string | Uint8Array): unknown[] {
  return outputOf(answersTo(input)).map((decision) => decision['eventId']);
}

const failuresOf = (answers: readonly BlockAnswer[]) => answers.flatMap(({ failures }) => failures);
const line = (id: string, body = 'hello') => JSON.stringify({ kind: 'text', id, from: 'BANKX', body });

test('one decision a line in the order of the lines', () => {
  const answers = answersTo(`${line('a')}\n${line('b', 'pay now')}\n${line('c')}\n`);
  expect(outputOf(answers).map(({ eventId, verdict }) => [eventId, verdict])).toEqual([
    ['a', 'allow'],
    ['b', 'warn'],
    ['c', 'allow'],
  ]);
  expect(answers).toMatchObject([{ lines: 3, decided: 3, flagged: 1, failures: [] }]);
});

test('blank lines, CR, byte order marks and a missing last line feed are passed over, and lines keep their numbers', () => {
  const input = `\uFEFF${line('a')}\r\n\r\n \t\n{\n\uFEFF${line('b')}\n\uFEFF\nnull\r\n${line('c')}`;
  const answers = answersTo(input);
  expect(eventIds(input)).toEqual(['a', 'b', 'c']);
  expect(failuresOf(answers).map(({ line: at, code }) => [at, code])).toEqual([
    [4, 'not-json'],
    [7, 'not-json'],
  ]);
});

test('a refusal is that of the event parser, with its line', () => {
  const bad = '{"kind":"text","from":"A","bodi":"x"}';
  const parsed = parseEventText(bad, screener.stamp);
  expect(parsed.ok).toBe(false);
  expect(failuresOf(answersTo(`\n${bad}\n`))).toEqual([{ line: 2, ...(parsed.ok ? {} : parsed.refusal) }]);
});

test('bytes that are not UTF-8 spoil their own line only', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${line('a')}\n`),
    Buffer.from('{"kind":"text","from":"A","body":"'),
    Buffer.from([0xff, 0xed, 0xa0, 0x80]),
    Buffer.from(`"}\n${line('b')}\n`),
  ]);
  expect(eventIds(bytes)).toEqual(['a', 'b']);
  expect(failuresOf(answersTo(bytes))).toMatchObject([{ line: 2, code: 'not-json' }]);
});

test('a line over the limit is reported by its number and the next one is decided', () => {
  const input = `${line('a')}\n${line('b', 'x'.repeat(70_000))}\n${line('c')}\n`;
  expect(eventIds(input)).toEqual(['a', 'c']);
  expect(failuresOf(answersTo(input))).toMatchObject([{ line: 2, code: 'too-long' }]);
});

test('inline errors stand at their place', () => {
  const output = outputOf(answersTo(`${line('a')}\n{}\n${line('b')}\n`, 'inline'));
  expect(output[1]).toEqual({
    line: 2,
    error: { code: 'missing-field', field: 'kind', message: expect.any(String) as unknown },
  });
  expect(output.map(({ eventId }) => eventId)).toEqual(['a', undefined, 'b']);
});

test('a fault of the decider costs one line and is reported', () => {
  const answers = answersTo(`${line('a')}\n${line('b', 'throw')}\n${line('c')}\n`);
  expect(outputOf(answers).map(({ eventId }) => eventId)).toEqual(['a', 'c']);
  expect(failuresOf(answers)).toMatchObject([{ line: 2, code: 'internal-error' }]);
});

test('an id that a line lacks depends on the line and its place, not on the run or the line ending', () => {
  const anonymous = '{"kind":"text","from":"A","body":"hi"}';
  const first = eventIds(`${anonymous}\n${anonymous}\n`);
  expect(first[0]).toMatch(/^evt_[0-9a-f]{24}$/u);
  expect(first[0]).not.toBe(first[1]);
  expect(eventIds(`\uFEFF${anonymous}\r\n${anonymous}`)).toEqual(first);
});

test('lines are never joined: a lone surrogate, a NUL and a huge nesting are answered one by one', () => {
  const nested = `{"kind":"text","from":"A","body":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const input = `{"kind":"text","id":"s","from":"A","body":"\\ud800"}\n\0\n${nested}\n${line('z')}\n`;
  expect(eventIds(input)).toEqual(['s', 'z']);
  expect(failuresOf(answersTo(input)).map(({ line: at }) => at)).toEqual([2, 3]);
});

test('records for the journal are made of decisions alone, where they are asked for', () => {
  const [block] = [...new LineSplitter({ lineBytes: 4096, blockBytes: 4096 }).push(new TextEncoder().encode(INPUT))];
  if (!block) throw new Error('The input is one block.');
  const key = { id: 'k', secret: new Uint8Array(32) };
  const keeping = { policy: KEEPS_ALL, keys: { allowed: key, flagged: key } };
  const { frames, output } = screenBlock(screener, block, { facts, errors: 'apart', keeping });
  expect(frames?.count).toBe(2);
  const records = Buffer.from(frames?.bytes ?? []).toString('utf8');
  expect([...records.matchAll(/"event":"(\w+)"/gu)].map(([, id]) => id)).toEqual(['a', 'c']);
  expect(screenBlock(screener, block, { facts, errors: 'apart' })).toEqual({ ...answersTo(INPUT)[0], output });
});

const INPUT = `${line('a')}\n{\n${line('b', 'throw')}\n${line('c', 'pay')}\n`;
const KEEPS_ALL = {
  allowed: { days: 2, keyDays: 1 },
  flagged: { days: 180, keyDays: 30 },
  contents: { days: 14, allowSample: 0 },
  counts: { days: 1826 },
};
