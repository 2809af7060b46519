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

function start(command: string, args: readonly string[] = [], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [path.join(ROOT, 'bin', 'tocsin.js'), command, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
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
  await expect.poll(find, { timeout: 15_000 }).not.toBe('');
  return find();
}

describe('tocsin serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says where to look, serves, and ends cleanly by %s', async (signal) => {
    const running = start('serve', ['--http-port', '0']);
    const url = await urlOf(running);
    expect(running.seen.out).toContain(`${url}/docs`);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
    running.child.kill(signal);
    running.child.kill(signal);
    const { code, err } = await running.ended;
    expect(code).toBe(0);
    expect(err).toContain('Stopped.');
    expect(err).not.toMatch(/Warning|^\s+at /mu);
  });

  it('prints an example that works when it is pasted', async () => {
    const running = start('serve', ['--http-port', '0']);
    const url = await urlOf(running);
    const body = /--data-binary '([^']+)'/u.exec(running.seen.out)?.[1] ?? '';
    const response = await fetch(`${url}/v1/screen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(200);
    running.child.kill();
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

  it('says in one sentence that the data folder cannot be made', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    for (const data of [file, path.join(file, 'below')]) {
      // oxlint-disable-next-line no-await-in-loop -- two cores
      const { code, err } = await start('serve', ['--http-port', '0', '--data', data]).ended;
      expect(code).toBe(4);
      expect(err).toBe(
        `tocsin: The data folder ${data} cannot be made: there is a file in its place. Choose another with --data DIR.\n`,
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
      'While no API key exists Tocsin listens on this machine alone: set --http-host to 127.0.0.1 or ::1, and let a proxy that checks who asks stand in front of it.',
    ],
  ])('refuses %j %j with status 2', async (args, env, sentence) => {
    const { code, out, err } = await start('serve', args, env).ended;
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `tocsin: ${sentence}\n` });
  });

  it('reads tocsin.yaml of the folder it is started in', async () => {
    writeFileSync(path.join(folder, 'tocsin.yaml'), 'http:\n  prot: 1\n');
    const { code, err } = await start('serve').ended;
    rmSync(path.join(folder, 'tocsin.yaml'));
    expect(code).toBe(2);
    expect(err).toBe('tocsin: ./tocsin.yaml:2: The key http.prot is not known. Did you mean http.port?\n');
  });

  it('says what is wrong with a model or a policy of the operator', async () => {
    const model = path.join(folder, 'nothing.model');
    const missing = await start('serve', ['--http-port', '0', '--model', model]).ended;
    expect(missing.code).toBe(4);
    expect(missing.err).toMatch(/^tocsin: The text model .*nothing\.model cannot be read\..*\n$/u);
    const broken = await start('serve', ['--http-port', '0', '--policy', path.join(folder, 'nowhere')]).ended;
    expect(broken.code).toBe(4);
    expect(broken.err).toMatch(/^tocsin: [^\n]*nowhere[^\n]*\n$/u);
  });
});

describe('tocsin dev', () => {
  it('starts the server anew when a file of the page has changed, and ends with it', async () => {
    const running = start('dev', ['--http-port', '0']);
    const first = await urlOf(running);
    const now = new Date();
    utimesSync(path.join(ROOT, 'web', 'citizen', 'icon.svg'), now, now);
    const second = await urlOf(running, 2);
    expect((await fetch(`${second}/readyz`)).status).toBe(200);
    await expect(fetch(`${first}/readyz`)).rejects.toThrow('fetch failed');
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
    await expect(fetch(`${second}/readyz`)).rejects.toThrow('fetch failed');
  });
});
