// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EXIT } from './command.ts';
import { runCommandLine } from './run-command-line.ts';
import { createTestIo } from './test-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-corpus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (id: string, text: string, more = '') =>
  `{"id":"${id}","text":"${text}","sector":"parcel"${more}}\n`.replace(
    '"parcel"',
    '"courier","purpose":"notice","asks":["nothing"],"sender":"name"',
  );

async function run(...words: readonly string[]) {
  const io = createTestIo();
  const code = await runCommandLine(['corpus', ...words], io);
  return { code, out: io.out(), err: io.err() };
}

describe('tocsin corpus', () => {
  it('check names file, line, id and what to do, and fails', async () => {
    writeFileSync(
      join(folder, 'en-legitimate.jsonl'),
      line('en-l-0001', 'Your parcel comes today') + line('en-l-0001', 'See {link} for the rest'),
    );
    const { code, out } = await run('check', folder);
    expect(code).toBe(EXIT.finding);
    expect(out).toMatch(/^place +template +what is wrong$/mu);
    expect(out).toContain('en-legitimate.jsonl:2  en-l-0001  has the id of en-legitimate.jsonl:1; take a free one.');
    expect(out).toContain('en-legitimate.jsonl:2  en-l-0001  has the slot {link}');
    expect(out).toContain('2 templates in 1 language, 2 faults.');
    const json: unknown = JSON.parse((await run('check', folder, '--json')).out);
    expect(json).toMatchObject({
      counts: [{ lang: 'en', legitimate: 2, scam: 0 }],
      findings: [{ line: 2 }, { line: 2 }],
    });
  });

  it('split says what is held back, and the same each time', async () => {
    const { code, out } = await run('split');
    expect(code).toBe(EXIT.done);
    expect(out).toMatch(/Never trained on, whole: the schemes .+; on the legitimate side the sectors /u);
    expect(out).toMatch(/^zh +scam +\d+ +\d+ +\d+ +\d+$/mu);
    expect((await run('split')).out).toBe(out);
  });

  it('says in one sentence what it needs', async () => {
    expect(await run()).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('check or split') });
    expect(await run('chekc')).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('Did you mean check?') });
    expect(await run('check', folder, folder)).toMatchObject({
      code: EXIT.usage,
      err: expect.stringContaining('one folder'),
    });
    expect(await run('check', join(folder, 'gone'))).toMatchObject({
      code: EXIT.environment,
      err: expect.stringContaining('cannot be read'),
    });
  });
});
