// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '../run-command-line.ts';
import { createTestIo, type TestIoOptions } from '../test-io.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-screen-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function screen(args: readonly string[], options: TestIoOptions = { stdin: '' }) {
  const io = createTestIo(options);
  const code = await runCommandLine(['screen', ...args], io);
  return { code, out: io.out(), err: io.err(), decisions: parseLines(io.out()) };
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const line = (id: string) =>
  `${JSON.stringify({ kind: 'text', id, from: '+447700900123', body: 'See you at eight' })}\n`;

test('standard input is read when no file is named, and - is standard input among files', async () => {
  const file = write('plain.ndjson', line('f'));
  expect((await screen([], { stdin: line('a') })).decisions).toMatchObject([{ eventId: 'a', kind: 'text' }]);
  const both = await screen([file, '-', file], { stdin: line('s') });
  expect(both.decisions.map(({ eventId }) => eventId)).toEqual(['f', 's', 'f']);
  expect(both).toMatchObject({ code: 0, err: '' });
});

test('bad lines are told by file, line and field, the good ones are decided, and the status is 3', async () => {
  const first = write('first.ndjson', `\n{"kind":"text","from":"A"}\n${line('a')}`);
  const second = write('second.ndjson.gz', gzipSync(`${line('b')}nonsense\r\n${line('c').trimEnd()}`));
  const { code, err, decisions } = await screen([first, second]);
  expect(code).toBe(3);
  expect(decisions.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
  expect(err.split('\n')).toEqual([
    `${first}:2: body: The field body is missing.`,
    expect.stringMatching(`^${second}:2: This is not valid JSON`),
    '',
  ]);
});

test('--errors keeps bad lines apart, with the file where there are several', async () => {
  const input = write('bad.ndjson', `{"kind":"text","from":"A"}\n${line('a')}`);
  const errors = path.join(folder, 'errors.ndjson');
  expect(await screen(['--errors', errors, input])).toMatchObject({ code: 3, err: '' });
  const refusal = { line: 1, code: 'missing-field', field: 'body', message: 'The field body is missing.' };
  expect(parseLines(readFileSync(errors, 'utf8'))).toEqual([refusal]);
  await screen(['--errors', errors, input, input]);
  expect(parseLines(readFileSync(errors, 'utf8'))).toEqual([
    { file: input, ...refusal },
    { file: input, ...refusal },
  ]);
  expect(await screen(['--errors', input, input])).toMatchObject({ code: 2, out: '' });
  expect(readFileSync(input, 'utf8')).toContain('"id":"a"');
});

test('an errors file that cannot be written is status 4 and a sentence', async () => {
  const input = write('one-bad.ndjson', '{}\n');
  const { code, err } = await screen(['--errors', path.join(folder, 'no', 'such', 'folder'), input]);
  expect(code).toBe(4);
  expect(err).toMatch(/^tocsin: Bad lines cannot be written to .*ENOENT.*\n$/u);
});

test('a file that is missing, or a folder, is found before anything is decided', async () => {
  const good = write('good.ndjson', line('a'));
  const missing = path.join(folder, 'missing.ndjson');
  expect(await screen([good, missing])).toMatchObject({
    code: 4,
    out: '',
    err: `tocsin: ${missing} does not exist. Check the name.\n`,
  });
  expect(await screen([folder])).toMatchObject({
    code: 4,
    out: '',
    err: `tocsin: ${folder} is a folder. Name the files in it.\n`,
  });
});

test('damaged gzip is decided as far as it goes, and then said', async () => {
  const file = write('cut.gz', gzipSync(line('a').repeat(1000)).subarray(0, -20));
  const { code, err } = await screen([file]);
  expect(code).toBe(4);
  expect(err).toMatch(/^tocsin: The gzip data is damaged or cut short/u);
});

test('a reason is worded in the language asked for, and an unknown language is refused', async () => {
  const because = ({ decisions }: Awaited<ReturnType<typeof screen>>) => JSON.stringify(decisions[0]?.['reasons']);
  expect(because(await screen(['--lang', 'zh'], { stdin: line('a') }))).toMatch(/\p{Script=Han}/u);
  expect(because(await screen([], { stdin: line('a') }))).not.toMatch(/\p{Script=Han}/u);
  expect(await screen(['--lang', 'xx'])).toMatchObject({ code: 2, out: '' });
});

function priorOf({ decisions }: Awaited<ReturnType<typeof screen>>): number {
  const reasons = decisions[0]?.['reasons'] as { code: string; weight: number }[];
  return reasons.find(({ code }) => code === 'prior')?.weight ?? 0;
}

test('the door selects the base rate', async () => {
  const [person = 0, middle = 0, point = 0] = await Promise.all(
    ['person', 'screen', 'point'].map(async (door) => priorOf(await screen(['--door', door], { stdin: line('a') }))),
  );
  expect(person).toBeGreaterThan(middle);
  expect(middle).toBeGreaterThan(point);
});

test('a terminal gets a summary, anything else gets none', async () => {
  const io = { stdin: `${line('a')}{\n`, isTerminal: true };
  const { err } = await screen([], io);
  expect(err).toMatch(/2 lines, 1 decided, 0 flagged, 1 bad, [\d,]+ per second\n$/u);
});

test('an interrupted run prints whole lines and ends with status 130', async () => {
  const controller = new AbortController();
  controller.abort('SIGINT');
  expect(await screen(['-'], { stdin: line('a'), signal: controller.signal })).toMatchObject({ code: 130, out: '' });
});

test('hostile lines never reach the terminal raw', async () => {
  const hostile = [
    '{"kind":"text","from":"A","body":"x","\\u001b[31mred":1}',
    '{"kind":"text","from":"A","body":"x","__proto__":{"a":1}}',
    `{"kind":"text","from":"A","body":"x","${'k'.repeat(5000)}":1}`,
    '\u001B[2J\u202E',
    '{"kind":"\u202Ekind"}',
  ].join('\n');
  const { code, err, out } = await screen([], { stdin: hostile });
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err.trimEnd().split('\n').length).toBe(5);
  expect(err.replaceAll('\n', '')).not.toMatch(/[\p{Cf}\p{Cc}]/u);
  for (const told of err.split('\n')) expect(told.length).toBeLessThan(300);
});
