// SPDX-License-Identifier: Apache-2.0
/** The server as a process: time to ready, memory, requests and batch lines per second, beside a bare HTTP server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, ratePerSecond } from './figure.ts';
import { LAUNCHER, residentMiB } from './process.ts';
import { eventLines } from './texts.ts';
import { parseEventText } from '../src/decide/parse-event.ts';
import { loadEngine } from '../src/screen/load.ts';

const REQUESTS = 20_000;
const CONNECTIONS = 32;
const BATCH_LINES = 200_000;

export async function benchHttp(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const bare = await start([fileURLToPath(new URL('./bare-server.ts', import.meta.url))]);
  const bareRate = await requestsPerSecond(`${bare.url}/`);
  await stop(bare.child);
  const started = performance.now();
  const tocsin = await start([LAUNCHER, 'serve', '--http-port', '0', '--data', folder, '--log-level', 'error']);
  const readyMs = performance.now() - started;
  try {
    const idle = residentMiB(tocsin.child.pid ?? 0);
    const rate = await requestsPerSecond(`${tocsin.url}/v1/screen`);
    const batch = await batchLinesPerSecond(`${tocsin.url}/v1/screen/batch`);
    const inProcess = inProcessLinesPerSecond();
    return [
      { what: 'tocsin serve, start to ready', value: readyMs, unit: 'ms' },
      { what: 'tocsin serve, memory when idle', value: idle, unit: 'MiB' },
      { what: `reference: bare HTTP server, ${CONNECTIONS} connections`, value: bareRate, unit: 'requests/s' },
      { what: `POST /v1/screen, ${CONNECTIONS} connections`, value: rate, unit: 'requests/s' },
      { what: 'POST /v1/screen, ratio to the reference', value: rate / bareRate, unit: '×' },
      { what: 'reference: the same lines in-process, one thread', value: inProcess, unit: 'lines/s' },
      { what: `POST /v1/screen/batch, ${BATCH_LINES} lines`, value: batch, unit: 'lines/s' },
      { what: 'POST /v1/screen/batch, ratio to the reference', value: batch / inProcess, unit: '×' },
      { what: 'tocsin serve, memory after the load', value: residentMiB(tocsin.child.pid ?? 0), unit: 'MiB' },
    ];
  } finally {
    await stop(tocsin.child);
    rmSync(folder, { recursive: true });
  }
}

/** Starts a Node process and waits until it prints an address. */
async function start(args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${code} before it was ready.`));
    });
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
      if (url !== undefined) resolve({ child, url });
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  child.kill('SIGTERM');
  await ended;
}

async function requestsPerSecond(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const lines = eventLines(1_000, 100);
  let sent = 0;
  const worker = async (): Promise<void> => {
    while (sent < REQUESTS) {
      sent += 1;
      await post(url, agent, lines[sent % lines.length] ?? '');
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return REQUESTS / seconds;
}

async function post(url: string, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        response.on('end', resolve);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function batchLinesPerSecond(url: string): Promise<number> {
  const some = eventLines(2_000, 100);
  const block = Buffer.from(`${some.join('\n')}\n`);
  const started = performance.now();
  const answered = await new Promise<number>((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } }, (response) => {
      let lines = 0;
      response.on('data', (chunk: Buffer) => {
        for (const byte of chunk) if (byte === 10) lines += 1;
      });
      response.on('end', () => {
        resolve(lines);
      });
    });
    asked.on('error', reject);
    let left = BATCH_LINES / some.length;
    const pump = (): void => {
      while (left > 0) {
        left -= 1;
        if (!asked.write(block) && left > 0) {
          asked.once('drain', pump);
          return;
        }
      }
      asked.end();
    };
    pump();
  });
  if (answered !== BATCH_LINES) throw new Error(`The batch answered ${answered} of ${BATCH_LINES} lines.`);
  return BATCH_LINES / ((performance.now() - started) / 1000);
}

function inProcessLinesPerSecond(): number {
  const { screener } = loadEngine();
  const lines = eventLines(2_000, 100);
  const batches = ratePerSecond(3, () => {
    for (const line of lines) {
      const parsed = parseEventText(line, screener.stamp);
      if (parsed.ok)
        JSON.stringify(screener.screen(parsed.event, { door: 'screen', readerLang: 'en', mode: 'observe' }));
    }
  });
  return batches * lines.length;
}
