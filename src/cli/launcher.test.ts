// SPDX-License-Identifier: Apache-2.0
/** The launcher as a shell meets it: real processes, also under a Node that says it is too old. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';

// Two processes start for each test; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 90_000 });

const LAUNCHER = fileURLToPath(new URL('../../bin/tocsin.js', import.meta.url));
// Node 24 under the name of an older one: the launcher must start the package's own and stand in for it.
const OLD = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.11.0'})";
const WAYS = [
  ['directly', []],
  ['through the launcher', ['--import', OLD]],
] as const;
const EVENT = '{"kind":"text","id":"a","from":"A","body":"See you at eight"}\n';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(flags: readonly string[], args: readonly string[], launcher = LAUNCHER) {
  const child = spawn(process.execPath, [...flags, launcher, ...args], { stdio: 'pipe' });
  started.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString('utf8')));
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal, ...seen }));
  /** Resolves when the first decision has come, and fails when the process ends without one. */
  const answered = Promise.race([
    once(child.stdout, 'data'),
    ended.then(({ err }) => {
      throw new Error(`ended without an answer: ${err}`);
    }),
  ]);
  answered.catch(() => undefined);
  return { child, answered, ended };
}

function childrenOf(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/mu.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe.each(WAYS)('%s', (_, flags) => {
  test('streams and exit status are those of the command', async () => {
    const { child, ended } = start(flags, ['screen']);
    child.stdin.end(`${EVENT}{\n${EVENT}`);
    const { code, out, err } = await ended;
    expect(code).toBe(3);
    expect(out.trimEnd().split('\n').length).toBe(2);
    expect(err).toMatch(/^stdin:2: /u);
    expect(await start(flags, ['screen', '/no/such/file']).ended).toMatchObject({ code: 4, out: '' });
    expect(await start(flags, ['nonsense']).ended).toMatchObject({ code: 2, out: '' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s stops a running command, once and cleanly',
    async (signal) => {
      const { child, answered, ended } = start(flags, ['screen']);
      child.stdin.write(EVENT);
      await answered;
      child.kill(signal);
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 130, err: '' });
    },
  );

  test('a signal that the command does not handle ends both', async () => {
    const { child, answered, ended } = start(flags, ['screen']);
    child.stdin.write(EVENT);
    await answered;
    child.kill('SIGQUIT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGQUIT' });
  });

  test('a reader that leaves early ends the command quietly', async () => {
    const { child, answered, ended } = start(flags, ['screen', '-']);
    child.stdin.on('error', () => undefined);
    child.stdin.write(EVENT);
    await answered;
    child.stdout.destroy();
    child.stdin.write(EVENT.repeat(20));
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});

test.skipIf(process.platform !== 'linux')('a launcher that is killed outright takes its command with it', async () => {
  const { child, answered } = start(['--import', OLD], ['screen']);
  child.stdin.write(EVENT);
  await answered;
  const [command = 0] = childrenOf(child.pid);
  expect(isAlive(command)).toBe(true);
  child.kill('SIGKILL');
  while (isAlive(command)) await sleep(10);
});

test.skipIf(process.platform !== 'linux')('a full disk is status 4 and a sentence', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [LAUNCHER, '--help'], { stdio: ['ignore', full, 'pipe'] });
  started.push(child);
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  closeSync(full);
  expect({ code, err }).toEqual({ code: 4, err: 'tocsin: The output could not be written (ENOSPC).\n' });
});

test('where the package has no Node of its own, one sentence says what to do', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-'));
  try {
    mkdirSync(path.join(folder, 'bin'));
    cpSync(LAUNCHER, path.join(folder, 'bin', 'tocsin.mjs'));
    const { code, out, err } = await start(['--import', OLD], ['check', 'x'], path.join(folder, 'bin', 'tocsin.mjs'))
      .ended;
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toMatch(/^tocsin: This is Node 20\.11\.0\. .*npm ci.*\n$/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the launcher is a program of its own, as npx and a link on the path start it', async () => {
  const child = spawn(LAUNCHER, ['--version'], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  expect(printed).toMatch(/^\d+\.\d+\.\d+/mu);
});
