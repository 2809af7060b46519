// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run soak [-- --kills N]`: the server under a stream of events while it, its PostgreSQL, or both are killed at random
 * moments, over and over, on one data folder. Every decision that was answered must be in the journal exactly once, and the
 * public record must prove that it was never rewritten. Ends with 1 when anything is missing.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openStore } from '../src/store/open-store.ts';
import { postmasterOf, type ServerProcess, startServerProcess } from '../src/testing/server-process.ts';
import { LAUNCHER } from './process.ts';
import { eventLines } from './texts.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '102' }, keep: { type: 'boolean' } } });
const KILLS = Number(values.kills);
const SENDERS = 8;
const LONGEST_MS = 1500;
const HOWS = ['tocsin', 'postgres', 'both'] as const;
const quiet = (): void => undefined;

const data = mkdtempSync(path.join(tmpdir(), 'tocsin-soak-'));
chmodSync(data, 0o711);
const lines = eventLines(500, 100);
const answered = new Set<string>();
const killed = { tocsin: 0, postgres: 0, both: 0 };
const startsMs: number[] = [];
let unanswered = 0;
let server: ServerProcess | undefined;

for (let kill = 0; kill < KILLS; kill += 1) {
  const running = (server ??= await start());
  const senders = send(running.url);
  await sleep(Math.random() * LONGEST_MS);
  const how = HOWS[kill % HOWS.length] ?? 'both';
  killed[how] += 1;
  if (how !== 'tocsin') killPostgres();
  if (how === 'postgres') {
    // A server that goes on without its database is asked more, and must answer.
    await sleep(Math.random() * LONGEST_MS);
    unanswered += await senders.stop();
  } else {
    await running.end('SIGKILL');
    server = undefined;
    await senders.stop();
  }
  if (kill % 10 === 9) process.stderr.write(`${kill + 1} kills, ${answered.size} decisions answered\n`);
}
const last = server ?? (await start());
const caughtUpMs = await catchUp(last.url);
await last.end('SIGTERM');
const { lost, twice } = await missing();
const verified = spawnSync(process.execPath, [LAUNCHER, 'log', 'verify', '--data', data], { encoding: 'utf8' });
if (values.keep !== true) rmSync(data, { recursive: true, force: true });
process.stdout.write(
  [
    `${KILLS} kills: Tocsin ${killed.tocsin}, PostgreSQL ${killed.postgres}, both ${killed.both}`,
    `${answered.size} decisions answered; lost ${lost}, kept twice ${twice}; not answered while only PostgreSQL was away ${unanswered}`,
    `${startsMs.length} starts, the slowest ${Math.round(Math.max(...startsMs))} ms; the last backlog taken over in ${Math.round(caughtUpMs)} ms`,
    `tocsin log verify: ${verified.status === 0 ? 'well' : verified.stdout + verified.stderr}`,
    '',
  ].join('\n'),
);
process.exitCode = lost + twice + unanswered > 0 || verified.status !== 0 ? 1 : 0;

async function start(): Promise<ServerProcess> {
  const startedMs = performance.now();
  const started = await startServerProcess(data, ['--log-level', 'error']);
  startsMs.push(performance.now() - startedMs);
  return started;
}

function send(url: string) {
  const stopping = new AbortController();
  let failures = 0;
  const loops = Array.from({ length: SENDERS }, async (_, sender) => {
    for (let n = sender; !stopping.signal.aborted; n += SENDERS) {
      const id = await ask(url, lines[n % lines.length] ?? '');
      if (id === undefined) {
        failures += 1;
        await sleep(5);
      } else answered.add(id);
    }
  });
  return {
    /** How many were not answered. */
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
      return failures;
    },
  };
}

/** The id of the decision, or `undefined` where no whole answer came. */
async function ask(url: string, body: string): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1/screen`, { method: 'POST', headers, body });
    return /"id":"(dec_[0-9a-f]+)"/u.exec(await response.text())?.[1];
  } catch {
    return undefined;
  }
}

/** One that is down already, and is being started again, cannot be killed. */
function killPostgres(): void {
  try {
    process.kill(postmasterOf(data), 'SIGKILL');
  } catch {
    // Nothing to kill.
  }
}

async function catchUp(url: string): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const figures = await (await fetch(`${url}/metrics`)).text();
    if (/^tocsin_journal_spool_oldest_seconds 0$/mu.test(figures)) return performance.now() - startedMs;
    await sleep(20);
  }
}

async function missing(): Promise<{ readonly lost: number; readonly twice: number }> {
  const store = await openStore({ data, log: { info: quiet, warn: quiet, error: quiet } });
  const { rows } = await sql<{ id: string; n: number }>`
    select id, count(*)::int as n from (select id from journal_allowed union all select id from journal_flagged) kept
    group by id`.execute(store.db());
  await store.close();
  const times = new Map(rows.map(({ id, n }) => [id, n]));
  return {
    lost: [...answered].filter((id) => !times.has(id)).length,
    twice: [...times.values()].filter((n) => n > 1).length,
  };
}
