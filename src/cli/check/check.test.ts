// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '../run-command-line.ts';
import { createTestIo, type TestIoOptions } from '../test-io.ts';
import { widthOf } from '../terminal/width.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function check(args: readonly string[], options: TestIoOptions = {}) {
  const io = createTestIo(options);
  const code = await runCommandLine(['check', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

async function checkJson(args: readonly string[], options: TestIoOptions = {}) {
  const { code, out, err } = await check([...args, '--json'], options);
  return {
    code,
    err,
    answer: JSON.parse(out) as Record<string, unknown> & { decision: Record<string, unknown> | null },
  };
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const SCAM =
  'Royal Mail: your parcel is held, a fee of 1.99 is due. Pay within 24 hours at http://royalmail-redelivery-fee.top/pay or it is returned.';

test('a scam is a warning in words, with reasons, advice and what was not checked, and the status is 1', async () => {
  const { code, out, err } = await check([SCAM]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const titles = out.split('\n').filter((line) => /^(?:Why|What to do now|What was not checked)$/u.test(line));
  expect(titles).toEqual(['Why', 'What to do now', 'What was not checked']);
  expect(out.split('\n')[0]).toMatch(/warning signs/iu);
  expect(out).toMatch(/\^\^\^/u);
  expect(out).not.toMatch(/%|\p{Cc}\[/u);
});

test('an ordinary message is no warning and no guarantee, and the status is 0', async () => {
  const { code, out } = await check(['Running late, start dinner without me. Home by eight.']);
  expect(code).toBe(0);
  expect(out).toMatch(/^No warning signs found.*guarantee/u);
});

test('several words are one message', async () => {
  const one = await checkJson(['See you at eight']);
  const several = await checkJson(['See', 'you', 'at', 'eight']);
  expect(several.answer.decision?.['score']).toBe(one.answer.decision?.['score']);
});

test.each([
  ['+44 7700 900123', 'number', 'call'],
  ['hxxps://pay[.]example/x', 'link', 'link'],
  ['See you at eight', 'text', 'text'],
])('%j is recognised as a %s', async (typed, input, kind) => {
  const { answer } = await checkJson([typed]);
  expect(answer).toMatchObject({ input, decision: { kind } });
});

test('a number, link or message may be named as what it is', async () => {
  expect((await checkJson(['12345678', '--as', 'account'])).answer).toMatchObject({ input: 'account', decision: null });
  expect((await checkJson(['12345678', '--as', 'number'])).answer).toMatchObject({ decision: { kind: 'call' } });
  expect(await check(['not a number', '--as', 'number'])).toMatchObject({ code: 2, out: '' });
});

test('an account is not judged, but an impossible IBAN is a warning', async () => {
  expect(await check(['DE89 3704 0044 0532 0130 00'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/cannot be judged/u),
  });
  expect(await check(['DE89 3704 0044 0532 0130 01'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/check digits .*wrong/u),
  });
  expect(await check(['4111 1111 1111 1111'])).toMatchObject({ code: 0, out: expect.stringMatching(/card number/u) });
});

test('a file of text, a file with an event and standard input are read', async () => {
  const text = write('message.txt', `\uFEFF${SCAM}\r\n`);
  const given = await checkJson([SCAM]);
  const fromFile = await checkJson([text]);
  const fromInput = await checkJson(['-'], { stdin: `${SCAM}\n` });
  for (const { code, answer } of [fromFile, fromInput]) {
    expect(code).toBe(1);
    expect(answer.decision?.['score']).toBe(given.answer.decision?.['score']);
  }
  const event = write('event.json', JSON.stringify({ kind: 'text', id: 'mine', from: 'A', body: SCAM }, undefined, 2));
  expect((await checkJson([event])).answer).toMatchObject({ input: 'event', decision: { eventId: 'mine' } });
});

test('a bad event is told by field, and several events belong to screen', async () => {
  const bad = write('bad.json', '{"kind":"text","from":"A","bodi":"x"}');
  expect(await check([bad])).toEqual({
    code: 3,
    out: '',
    err: `${bad}: bodi: The field bodi is not known here. Remove it or correct its name.\n`,
  });
  const many = write('many.ndjson', '{"kind":"text","from":"A","body":"x"}\n{"kind":"text","from":"A","body":"y"}\n');
  expect(await check([many])).toMatchObject({ code: 2, err: expect.stringMatching(/tocsin screen/u) });
});

test.each([
  ['nothing at all', [], {}, 2, /Say what to check/u],
  ['an empty word', ['  '], {}, 2, /empty/u],
  ['empty input', ['-'], { stdin: '\n\n' }, 2, /empty/u],
  ['a file that is not there', ['no-such-message.txt'], {}, 4, /does not exist/u],
  ['a path that is not there', ['./no/such'], {}, 4, /does not exist/u],
  ['a picture', ['-'], { stdin: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1) }, 2, /not text/u],
  ['a stream without end', ['-'], { stdin: 'x'.repeat(2_000_000) }, 2, /more than one message/u],
  ['a language without wording', ['hi', '--lang', 'tlh'], {}, 2, /ar, de, en.+ zh/u],
])('%s is refused with a sentence', async (_, args, options, status, message) => {
  const { code, out, err } = await check(args, options);
  expect({ code, out }).toEqual({ code: status, out: '' });
  expect(err).toMatch(/^tocsin: [^\n]+\n$/u);
  expect(err).toMatch(message);
});

test('a folder is no message', async () => {
  const inner = path.join(folder, 'inner');
  mkdirSync(inner);
  expect(await check([inner])).toMatchObject({ code: 4, err: expect.stringMatching(/is a folder/u) });
});

test('the answer speaks Chinese when asked to, or when the shell does', async () => {
  const asked = await check([SCAM, '--lang', 'zh']);
  expect(asked.out).toMatch(/为什么/u);
  expect((await check([SCAM], { env: { LANG: 'zh_CN.UTF-8' } })).out).toBe(asked.out);
  expect((await check([SCAM], { env: { LANG: 'C.UTF-8' } })).out).toMatch(/^Why$/mu);
  expect((await check([SCAM], { env: { LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' } })).out).toMatch(/^Why$/mu);
});

test.each([30, 40, 80, 200])('no line is wider than a terminal of %i columns', async (columns) => {
  for (const lang of ['en', 'zh']) {
    const body = `${SCAM} 您的包裹因地址不详被退回，请点击链接补充信息并支付1.99元，逾期将退回`;
    const { out } = await check([body, '--lang', lang], { columns });
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThan(columns);
  }
});

const wordsOf = (text: string) =>
  text
    .replaceAll(/\p{Cc}\[[0-9;]*m|\^/gu, '')
    .split(/\s+/u)
    .join(' ');

test('colour marks and closes, and says nothing that is not said without it', async () => {
  const plain = await check([SCAM]);
  const coloured = await check([SCAM], { colour: true });
  const opened = coloured.out.match(/\p{Cc}\[[1-9;]+m/gu) ?? [];
  expect(opened.length).toBeGreaterThan(3);
  expect(coloured.out.match(/\p{Cc}\[0m/gu)?.length).toBe(opened.length);
  expect(wordsOf(coloured.out)).toBe(wordsOf(plain.out));
});

test('nothing of a hostile message reaches the terminal raw', async () => {
  const hostile = `\u001B[2J\u001B]0;owned\u0007 ${SCAM} \u202Eevil\u2066 \u0000 \uD800`;
  const { out } = await check([hostile]);
  expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test('a message over the limit is judged as far as the limit, and that is said', async () => {
  const { code, out } = await check([`${SCAM} ${'and more. '.repeat(2000)}`]);
  expect([0, 1]).toContain(code);
  expect(out).toMatch(/Only the first 10000 characters were read/u);
});
