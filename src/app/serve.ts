// SPDX-License-Identifier: Apache-2.0
/**
 * The running server.
 *
 * starting → running → draining (told to stop: nothing new, what runs may finish) → cutting (the deadline has passed: batches
 * are told, then connections are closed) → stopped. `stop()` may be called any number of times; all get the same end.
 */
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentError } from '../base/errors.ts';
import { parseEvent } from '../decide/parse-event.ts';
import { createBatchRunner } from '../intercept/http/batch-runner.ts';
import { EVENT_EXAMPLES } from '../intercept/http/examples.ts';
import { type Engine, loadEngine } from '../screen/load.ts';
import { createLinePool } from '../screen/lines/pool.ts';
import { prepareDataFolder } from './data-folder.ts';
import { type Kept, openKept } from './keep.ts';
import { createLog, type Log, type WriteLine } from './log.ts';
import { addressToBind } from './loopback.ts';
import { buildPageIfStale } from './page/build-page.ts';
import { readBuiltPage } from './page/built-page.ts';
import { createMetrics } from './metrics.ts';
import type { ServerOptions } from './read-options.ts';
import type { RouteTable } from './route-table.ts';
import { createServer, type Server } from './server.ts';

export type RunningServer = {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly engine: Engine;
  readonly log: Log;
  readonly routes: RouteTable;
  /** By which the first operator comes, once; `undefined` as soon as there is a person. */
  readonly setUpLink: string | undefined;
  /** Resolves when everything is closed. */
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type StartParts = {
  readonly options: ServerOptions;
  readonly version: string;
  readonly writeLog: WriteLine;
  /** For tests, which share one. */
  readonly engine?: Engine;
  /** A server somebody else runs, instead of the embedded one. */
  readonly databaseUrl?: string;
  /** Builds the page's script first where it is out of date. */
  readonly buildsPage?: boolean;
  /** Whether work on a clock is done: several processes may share a database, and tests have no use for it. */
  readonly runsJobs?: boolean;
};

// More workers than this gain little: one thread reads and writes for all of them.
const MOST_WORKERS = 8;
// For batches to write their last line once they are told.
const LAST_WORDS_MS = 500;

/** Throws a `UsageError` or an `EnvironmentError` of one sentence. */
export async function startServer(parts: StartParts): Promise<RunningServer> {
  const { options } = parts;
  const data = prepareDataFolder(options.data);
  const log = createLog(options.log, parts.writeLog);
  if (parts.buildsPage === true) await preparePage(log);
  const engine = parts.engine ?? loadEngine(engineOptions(options));
  const { databaseUrl } = parts;
  const kept = await openKept({ data, databaseUrl, engine, options, log });
  try {
    const host = await addressToBind(options.http.host, kept.access.keys.isAnyLive);
    return await serveKept(parts, { host, engine, log, kept });
  } catch (error) {
    await kept.close();
    throw error;
  }
}

type Opened = { readonly host: string; readonly engine: Engine; readonly log: Log; readonly kept: Kept };

async function serveKept(parts: StartParts, { host, engine, log, kept }: Opened): Promise<RunningServer> {
  const { options, version } = parts;
  const { textModelBytes } = engine;
  warmUp(engine);
  const runner = createBatchRunner({
    screener: engine.screener,
    journal: kept.journal,
    workers: options.workers ?? Math.min(availableParallelism(), MOST_WORKERS),
    startPool: () =>
      createLinePool({
        textModelBytes,
        workers: options.workers ?? Math.min(availableParallelism(), MOST_WORKERS),
        ...(options.policy === undefined ? {} : { localPolicyDir: options.policy }),
      }),
  });
  const stopping = new AbortController();
  let told = false;
  const isStopping = (): boolean => told;
  const metrics = createMetrics({ version, ...engine.policy.versions, model: engine.models.version });
  metrics.watchStore(kept.store.state);
  metrics.watchJournal(kept.journal.figures);
  const server = await createServer({
    engine,
    runner,
    options,
    log,
    metrics,
    kept,
    stopping: stopping.signal,
    isStopping,
  });
  const port = await listen(server, host, options.http.port);
  log.debug({ port }, 'Listening.');
  const setUpLink = await makeSetUpLink(kept, options.http.publicUrl ?? `http://localhost:${port}`);
  const jobs = parts.runsJobs === true ? startJobs(kept, log) : Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    told = true;
    stopped ??= end();
    return stopped;
  };
  const end = async (): Promise<void> => {
    await close(server, { drainMs: options.http.drainMs, stopping, log });
    await runner[Symbol.asyncDispose]();
    await jobs;
    await kept.close();
    log.info('Stopped.');
  };
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shownHost}:${port}`;
  return { url, port, engine, log, routes: server.routes, setUpLink, stop, [Symbol.asyncDispose]: stop };
}

async function makeSetUpLink({ access }: Kept, origin: string): Promise<string | undefined> {
  const secret = await access.invitations.makeFirst();
  return secret === undefined ? undefined : `${origin}/staff/set-up?token=${secret}`;
}

/** In the background: what is on a clock can wait for a database that is slow to come. */
async function startJobs({ store }: Kept, log: Log): Promise<void> {
  try {
    await store.jobs.start();
  } catch (error) {
    log.error({ err: error }, 'Work on a clock (retention, clean-up) did not start. Start Tocsin again.');
  }
}

/** A page whose script does not build is still a page: the server answers it. */
async function preparePage(log: Log): Promise<void> {
  const startedMs = performance.now();
  try {
    switch (await buildPageIfStale()) {
      case 'built':
        log.info({ ms: Math.round(performance.now() - startedMs) }, 'The page was built.');
        return;
      case 'absent':
        // One that came with the package is older than its sources, and still a page.
        if (!readBuiltPage())
          log.info(
            'The page judges on this server alone: its script is not built. npm install && npm run build builds it.',
          );
        return;
      case 'fresh':
        return;
    }
  } catch (error) {
    log.warn({ err: error }, 'The script of the page could not be built. npm run build says why.');
  }
}

function engineOptions({ model, policy }: ServerOptions) {
  return {
    policyCheck: 'all' as const,
    ...(model === undefined ? {} : { textModelFile: model }),
    ...(policy === undefined ? {} : { localPolicyDir: policy }),
  };
}

/** What is made when it is first needed is made before anyone waits for it. */
function warmUp({ screener }: Engine): void {
  for (const example of Object.values(EVENT_EXAMPLES)) {
    const parsed = parseEvent(example, screener.stamp);
    if (parsed.ok) screener.screen(parsed.event, { door: 'screen', readerLang: 'en', mode: 'observe' });
  }
}

async function listen({ app }: Server, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    throw new EnvironmentError('cannot-listen', listenSentence(cause, host, port), { cause });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function listenSentence(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is already in use. Stop the program that has it, or choose another with --http-port PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023 with --http-port PORT.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${host}. Choose another with --http-host ADDRESS.`;
    default:
      return `The server cannot listen on port ${port} of ${host}. Choose another with --http-port PORT.`;
  }
}

type Closing = { readonly drainMs: number; readonly stopping: AbortController; readonly log: Log };

async function close({ app }: Server, { drainMs, stopping, log }: Closing): Promise<void> {
  log.info('Stopping.');
  const waiting = new AbortController();
  const closed = app.close().finally(() => waiting.abort());
  const within = async (ms: number): Promise<void> =>
    Promise.race([closed, sleep(ms, undefined, { signal: waiting.signal }).catch(() => undefined)]);
  await within(drainMs);
  stopping.abort();
  await within(LAST_WORDS_MS);
  app.server.closeAllConnections();
  await closed;
}
