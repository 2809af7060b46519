// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run soak [-- --kills N]`: the server under a stream of events while it, its PostgreSQL, or both are killed at random
 * moments, over and over, on one data folder. Every decision that was answered must be in the journal exactly once, and the
 * public record must prove that it was never rewritten. Ends with 1 when anything is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openStore } from '../src/store/open-store.ts';
import { LAUNCHER } from './process.ts';
import { eventLines } from './texts.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, keep: { type: 'boolean' } } });
const KILLS = Number(values.kills);
const SENDERS = 8;
const LONGEST_RUN_MS = 1500;
const HOWS = ['tocsin', 'postgres', 'both'] as const;

const data = mkdtempSync(path.join(tmpdir(), 'tocsin-soak-'));
const lines = eventLines(500, 100);
const answered = new Set<string>();
const killed = { tocsin: 0, postgres: 0, both: 0 };
let slowestReadyMs = 0;
let server: ChildProcess | undefined;
let url = '';

for (let kill = 0; kill < KILLS; kill += 1) {
  if (!server) await start();
  const senders = send(new AbortController());
  await sleep(Math.random() * LONGEST_RUN_MS);
  const how = HOWS[kill % HOWS.length] ?? 'both';
  killed[how] += 1;
  if (how !== 'tocsin') killPostgres();
  if (how !== 'postgres') await killServer();
  // Of a server that goes on without its database more is asked, and answered.
  else await sleep(Math.random() * LONGEST_RUN_MS);
  await senders.stop();
  if (kill % 10 === 9) process.stderr.write(`${kill + 1} kills, ${answered.size} decisions answered\n`);
}
await start();
await stopServer();
const faults = await missing();
if (values.keep !== true) rmSync(data, { recursive: true, force: true });
process.stdout.write(
  `${KILLS} kills (Tocsin ${killed.tocsin}, PostgreSQL ${killed.postgres}, both ${killed.both}); ${answered.size} decisions answered; ` +
    `lost ${faults.lost}, kept twice ${faults.twice}; slowest start ${Math.round(slowestReadyMs)} ms\n`,
);
process.exitCode = faults.lost + faults.twice > 0 ? 1 : 0;

async function start(): Promise<void> {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [LAUNCHER, 'serve', '--http-port', '0', '--data', data, '--log-level', 'error'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let printed = '';
  url = await new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${code} before it was ready.`));
    });
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  child.removeAllListeners('exit');
  child.once('exit', () => {
    server = undefined;
  });
  server = child;
  slowestReadyMs = Math.max(slowestReadyMs, performance.now() - startedMs);
}

function send(stopping: AbortController) {
  const target = url;
  const loops = Array.from({ length: SENDERS }, async (_, sender) => {
    for (let n = sender; !stopping.signal.aborted; n += SENDERS) {
      const id = await ask(target, lines[n % lines.length] ?? '');
      if (id === undefined) await sleep(5);
      else answered.add(id);
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

/** The id of the decision, or `undefined` where no whole answer came. */
async function ask(target: string, line: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${target}/v1/screen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: line,
    });
    const text = await response.text();
    return /"id":"(dec_[0-9a-f]+)"/u.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

function killPostgres(): void {
  const file = path.join(data, 'postgres/cluster/postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (pid > 1) process.kill(pid, 'SIGKILL');
}

async function killServer(): Promise<void> {
  const child = server;
  if (!child) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function stopServer(): Promise<void> {
  const child = server;
  if (!child) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function missing(): Promise<{ readonly lost: number; readonly twice: number }> {
  const quiet = (): void => undefined;
  const store = await openStore({ data, log: { info: quiet, warn: quiet, error: quiet } });
  const { rows } = await sql<{ id: string; n: number }>`
    select id, count(*)::int as n from (select id from journal_allowed union all select id from journal_flagged) kept
    group by id`.execute(store.db());
  await store.close();
  const times = new Map(rows.map(({ id, n }) => [id, n]));
  const lost = [...answered].filter((id) => !times.has(id)).length;
  return { lost, twice: [...times.values()].filter((n) => n > 1).length };
}
