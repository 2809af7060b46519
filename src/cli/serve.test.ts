// SPDX-License-Identifier: Apache-2.0
/** `tocsin serve` and `tocsin dev` as processes: where they say to look, how they end, and what they refuse in one sentence. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { EnvironmentError, UsageError } from '../base/errors.ts';
import { parseArguments } from './parse-arguments.ts';
import { serveCommand } from './serve.ts';
import { createTestIo } from './test-io.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-'));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

type Running = {
  readonly child: ChildProcess;
  readonly seen: { out: string; err: string };
  readonly ended: Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>;
};

function start(command: string, args: readonly string[] = []): Running {
  const child = spawn(process.execPath, [path.join(ROOT, 'bin', 'tocsin.js'), command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString('utf8')));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, ...seen }));
  return { child, seen, ended };
}

async function urlOf({ seen }: Running, nth = 1): Promise<string> {
  const find = () => [...seen.out.matchAll(/curl (http:\/\/\S+)\/v1\/screen/gu)][nth - 1]?.[1] ?? '';
  await expect.poll(find, { timeout: 25_000 }).not.toBe('');
  return find();
}

/** What the command refuses with, run in this process: the shell's one sentence and status follow from it. */
async function refusalOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  try {
    const parsed = parseArguments(serveCommand, ['--http-port', '0', '--data', path.join(folder, 'data'), ...args]);
    if (parsed.kind === 'run') await serveCommand.run(parsed.input, createTestIo({ env }));
  } catch (error) {
    return error;
  }
  throw new Error('It was not refused.');
}

// A loaded machine takes seconds to start a process.
describe('tocsin serve', { timeout: 60_000 }, () => {
  it('says where to look, gives an example that works, and ends cleanly by SIGTERM', async () => {
    const running = start('serve', ['--http-port', '0']);
    const url = await urlOf(running);
    expect(running.seen.out).toContain(`${url}/docs`);
    const body = /--data-binary '([^']+)'/u.exec(running.seen.out)?.[1] ?? '';
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}/v1/screen`, { method: 'POST', headers, body })).status).toBe(200);
    running.child.kill('SIGTERM');
    const { code, err } = await running.ended;
    expect(code).toBe(0);
    expect(err).toContain('Stopped.');
    expect(err).not.toMatch(/Warning|^\s+at /mu);
  });

  it('ends cleanly by SIGINT that comes twice, as from a terminal behind a launcher', async () => {
    const running = start('serve', ['--http-port', '0']);
    await urlOf(running);
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  it('says in one sentence that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { code, err } = await start('serve', [`--http-port=${port}`]).ended;
    other.close();
    expect(code).toBe(4);
    expect(err).toBe(
      `tocsin: Port ${port} of 127.0.0.1 is already in use. Stop the program that has it, or choose another with --http-port PORT.\n`,
    );
  });

  it('reads tocsin.yaml of the folder it is started in', async () => {
    writeFileSync(path.join(folder, 'tocsin.yaml'), 'http:\n  prot: 1\n');
    const { code, err } = await start('serve').ended;
    rmSync(path.join(folder, 'tocsin.yaml'));
    expect(code).toBe(2);
    expect(err).toBe('tocsin: ./tocsin.yaml:2: The key http.prot is not known. Did you mean http.port?\n');
  });

  it('says in one sentence that the data folder cannot be made', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    for (const data of [file, path.join(file, 'below')]) {
      // oxlint-disable-next-line no-await-in-loop -- a handful
      const error = await refusalOf(['--data', data]);
      expect(error).toBeInstanceOf(EnvironmentError);
      expect(error).toHaveProperty(
        'message',
        `The data folder ${data} cannot be made: there is a file in its place. Choose another with --data DIR.`,
      );
    }
  });

  it.each([
    [['--http-port', 'eighty'], {}, 'The option --http-port must be a whole number from 0 to 65535, not "eighty".'],
    [['--htp-port', '1'], {}, 'tocsin serve has no option --htp-port. Did you mean --http-port?'],
    [
      [],
      { TOCSIN_HTTP_PROT: '1' },
      'The environment variable TOCSIN_HTTP_PROT is not known. Did you mean TOCSIN_HTTP_PORT?',
    ],
    [
      ['--http-host', '0.0.0.0'],
      {},
      'While no API key exists Tocsin listens on this machine alone: make one with tocsin key add, or set --http-host to 127.0.0.1 or ::1.',
    ],
  ])('refuses %j %j', async (args, env, sentence) => {
    const error = await refusalOf(args, env);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toHaveProperty('message', sentence);
  });

  it.each([
    ['--model', 'nothing.model'],
    ['--policy', 'nowhere'],
  ])('names the file of %s that is not there', async (flag, name) => {
    const error = await refusalOf([flag, path.join(folder, name)]);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(error).toHaveProperty('message', expect.stringContaining(name));
  });
});

describe('tocsin dev', { timeout: 60_000 }, () => {
  it('starts the server anew when a file of the page has changed, and ends with it', async () => {
    const running = start('dev', ['--http-port', '0']);
    const first = await urlOf(running);
    const now = new Date();
    utimesSync(path.join(ROOT, 'web', 'citizen', 'icon.svg'), now, now);
    const second = await urlOf(running, 2);
    expect(second).not.toBe(first);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
    await expect(fetch(`${second}/readyz`)).rejects.toThrow('fetch failed');
  });

  it('leaves no server behind when it is killed outright', async () => {
    const running = start('dev', ['--http-port', '0']);
    const url = await urlOf(running);
    running.child.kill('SIGKILL');
    const isServed = async () => (await fetch(`${url}/readyz`).catch(() => undefined)) !== undefined;
    await expect.poll(isServed, { timeout: 15_000 }).toBe(false);
  });
});
