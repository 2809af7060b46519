// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseArguments } from './parse-arguments.ts';
import { rulesCommand } from './rules.ts';
import { EnvironmentError, UsageError } from '../base/errors.ts';
import { createTestIo } from './test-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHIPPED = fileURLToPath(new URL('../../policy/rules/', import.meta.url));

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function run(...words: readonly string[]) {
  const io = createTestIo();
  const parsed = parseArguments(rulesCommand, words);
  if (parsed.kind !== 'run') throw new Error('help was asked for');
  const code = await rulesCommand.run(parsed.input, io);
  return { code, out: io.out(), err: io.err() };
}

const HARSH = `rules:
  - id: gift-cards
    version: 9
    owner: desk
    channels: [text]
    expires: 2999-12-31
    description: x
    falseAlarm: x
    weight: 0.5
    decides: warn
    when: { words: [zebra crossing] }
    examples: { match: [a zebra crossing, zebra crossing], noMatch: [a, b] }
`;

describe('tocsin rules check', () => {
  it('passes the shipped files', async () => {
    const files = ['call', 'link', 'text', 'transfer'].map((name) => join(SHIPPED, `${name}.yaml`));
    const { code, out } = await run('check', ...files);
    expect(out.match(/no faults\./gu)).toHaveLength(4);
    expect(code).toBe(0);
  });

  it('prints file, line, rule and what to do, and ends with 1', async () => {
    const file = fileWith('bad.yaml', HARSH.replace('[a, b]', '[a zebra crossing, b]'));
    const { code, out } = await run('check', file);
    expect(out).toContain(`${file}:12: gift-cards: the rule hits this example\n`);
    expect(code).toBe(1);
  });

  it('refuses a file that is not there, and a missing or mistyped word, with what to do', async () => {
    await expect(run('check', join(folder, 'absent.yaml'))).rejects.toThrow(EnvironmentError);
    await expect(run('check')).rejects.toThrow(UsageError);
    await expect(run('chek', 'x.yaml')).rejects.toThrow(/Did you mean check\?/u);
    await expect(run('test', fileWith('own.yaml', HARSH))).rejects.toThrow(/--text TEXT/u);
    await expect(run('test', fileWith('own.yaml', HARSH), '--rule', 'gift-card', '--text', 'x')).rejects.toThrow(
      /did you mean gift-cards/u,
    );
    await expect(run('backtest', fileWith('own.yaml', HARSH))).rejects.toThrow(/needs a corpus/u);
  });
});

describe('tocsin rules test', () => {
  it('says which rule counted and what it found', async () => {
    const { code, out } = await run('test', fileWith('own.yaml', HARSH), '--text', 'Meet me at the Zebra  Crossing');
    expect(out).toMatch(/^text: warn, score .* with this file; allow/u);
    expect(out).toContain('counts   gift-cards (+0.5, decides warn)');
    expect(out).toContain('"Zebra  Crossing"');
    expect(code).toBe(0);
  });

  it('says what a silent rule lacked', async () => {
    const { out } = await run('test', join(SHIPPED, 'text.yaml'), '--text', 'I bought a gift card for Ann');
    expect(out).toContain('no rule of this file counted');
    expect(out).toMatch(/silent {3}gift-cards \(\+1\.8\): lacked words scratch/u);
  });

  it('tries events of a file and reports bad lines with 3', async () => {
    const events = fileWith('events.ndjson', '{"kind":"text","from":"A","body":"zebra crossing"}\n{"kind":"text"}\n');
    const { code, out, err } = await run('test', fileWith('own.yaml', HARSH), events, '--json');
    expect(JSON.parse(out)).toMatchObject({
      eventId: 'line-1',
      with: { verdict: 'warn' },
      rules: [{ id: 'gift-cards', hit: true }],
    });
    expect(err).toContain(`${events}:2: `);
    expect(code).toBe(3);
  });

  it('shows nothing raw of a hostile text', async () => {
    const { out } = await run('test', fileWith('own.yaml', HARSH), '--text', 'zebra\u202E \u001B[31m zebra crossing');
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/u);
  });
});

describe('tocsin rules backtest', () => {
  it('lists the verdicts that would flip and ends with 1', async () => {
    const corpus = fileWith(
      'corpus.ndjson',
      '{"kind":"text","id":"one","from":"A","body":"zebra crossing"}\n{"kind":"text","id":"two","from":"A","body":"lunch?"}\n',
    );
    const { code, out } = await run('backtest', fileWith('own.yaml', HARSH), corpus);
    expect(out).toMatch(/^one {2}text {2}allow → warn {2}/u);
    expect(out).toContain('2 events: 1 verdicts flip (1 stricter, 0 milder)');
    expect(code).toBe(1);
  });

  it('ends with 0 where nothing flips', async () => {
    const corpus = fileWith('corpus.ndjson', '{"kind":"text","id":"two","from":"A","body":"lunch?"}\n');
    expect((await run('backtest', fileWith('own.yaml', HARSH), corpus)).code).toBe(0);
  });
});
