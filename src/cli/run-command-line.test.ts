// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { renderHelp } from './help.ts';
import { createTestIo } from './test-io.ts';
import { runCommandLine } from './run-command-line.ts';

async function run(...argv: string[]) {
  const io = createTestIo();
  const code = await runCommandLine(argv, io);
  return { code, out: io.out(), err: io.err() };
}

test('the overview names every command', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} +${summary}$`, 'mu'));
});

test('every command says the same of itself as the overview does, and fits a terminal', async () => {
  for (const entry of COMMANDS) {
    const command = await entry.load();
    expect({ name: command.name, summary: command.summary }).toEqual({ name: entry.name, summary: entry.summary });
    expect(command.summary.length).toBeLessThanOrEqual(60);
    const examples = new Set(command.examples.map(({ line }) => `  ${line}`));
    const prose = renderHelp(command, 80)
      .split('\n')
      .filter((line) => !examples.has(line));
    expect(prose.filter((line) => line.length > 80)).toEqual([]);
  }
});

test('the page of a command is the same by each of its ways', async () => {
  const { out, code } = await run('help', 'screen');
  expect(code).toBe(0);
  expect((await run('screen', '--help')).out).toBe(out);
  expect((await run('screen', 'a', '-h')).out).toBe(out);
});

test('without a command the overview goes to stderr and the status is 2', async () => {
  const { code, out, err } = await run();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Usage: tocsin');
});

test('an unknown command is one sentence with the nearest known one', async () => {
  expect(await run('scren')).toEqual({
    code: 2,
    out: '',
    err: 'tocsin: There is no command scren. Did you mean tocsin screen?\n',
  });
  expect(await run('--verison')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no command --verison.'),
  });
  expect(await run('help', 'zzz')).toEqual({
    code: 2,
    out: '',
    err: 'tocsin: There is no command zzz. See tocsin --help.\n',
  });
});

test('the version is the one of the package', async () => {
  expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

test('what is not available yet says so', async () => {
  expect(await run('screen', '--memory')).toMatchObject({ code: 2, err: expect.stringContaining('not available yet') });
});

test('a fault inside is one calm sentence, and its stack is shown on request only', async () => {
  const broken = {
    isTerminal: false,
    [Symbol.asyncIterator]: () => ({ next: async () => Promise.reject(new Error('inner fault')) }),
  };
  const calm = { ...createTestIo(), stdin: broken };
  expect(await runCommandLine(['check', '-'], calm)).toBe(4);
  expect(calm.err()).toMatch(/^tocsin: Something inside Tocsin failed .*TOCSIN_DEBUG=1.*\n$/u);
  const debugged = { ...createTestIo({ env: { TOCSIN_DEBUG: '1' } }), stdin: broken };
  expect(await runCommandLine(['check', '-'], debugged)).toBe(4);
  expect(debugged.err()).toMatch(/inner fault\n +at /u);
});
