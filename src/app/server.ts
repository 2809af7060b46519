// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP server, assembled and not yet listening. Its time-outs: a head has `headersTimeoutMs`, the body of one event
 * `requestTimeoutMs` (read-body), a batch must move within `idleTimeoutMs` (batch-stream), and whatever a client still sends
 * after its answer is read for `LINGER_MS` and then cut.
 */
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyRequest, fastify, LogController } from 'fastify';
import { registerBatch } from '../intercept/http/batch-route.ts';
import type { BatchRunner } from '../intercept/http/batch-runner.ts';
import { problem, ProblemError } from '../intercept/http/problems.ts';
import { registerScreen } from '../intercept/http/screen-route.ts';
import type { Engine } from '../screen/load.ts';
import { registerRecord } from '../respond/record/index.ts';
import { registerStaff } from './access-routes.ts';
import { guardRoutes } from './access/guard.ts';
import { type ConnectionErrors, createConnectionErrors, problemHeaders } from './connection-errors.ts';
import { registerDocs } from './docs-routes.ts';
import { answerErrors } from './error-answers.ts';
import { registerHealth } from './health-routes.ts';
import type { Kept } from './keep.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { registerPage } from './page-routes.ts';
import type { ServerOptions } from './read-options.ts';
import { type RouteTable, watchRoutes } from './route-table.ts';

export type ServerParts = {
  readonly engine: Engine;
  readonly runner: BatchRunner;
  readonly options: ServerOptions;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly kept: Kept;
  /** Aborted when running batches must come to an end. */
  readonly stopping: AbortSignal;
  /** True from the moment the server is told to stop: new requests are refused, running ones may finish. */
  readonly isStopping: () => boolean;
};

export type Server = { readonly app: FastifyInstance; readonly routes: RouteTable };

const LINGER_MS = 2000;

export async function createServer(parts: ServerParts): Promise<Server> {
  const { options, metrics, log } = parts;
  const connections = createConnectionErrors(metrics.connectionFailed);
  const app = createApp(options.http, connections.onClientError);
  const routes = watchRoutes(app);
  connections.answerExpectations(app.server);
  app.server.maxConnections = options.http.maxConnections;
  app.addHook('onRequest', (request, reply, next) => {
    connections.track(request.raw.socket, reply.raw);
    next(refusalOf(request, parts));
  });
  app.addHook('onResponse', (request, reply, next) => {
    cutLater(request);
    // The one that has just been answered is idle from now on, and would hold up the end.
    if (parts.isStopping()) setImmediate(() => app.server.closeIdleConnections());
    const end = { method: request.method, route: routes.patternOf(request), status: reply.statusCode };
    metrics.requestEnded({ ...end, seconds: reply.elapsedTime / 1000 });
    log.debug({ ...end, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'Request');
    next();
  });
  await protect(app, options.http.requestsPerMinute);
  guardRoutes(app, { access: parts.kept.access, publicUrl: options.http.publicUrl });
  answerErrors(app, { log, metrics, routes });
  await registerRoutes(app, parts);
  return { app, routes };
}

function createApp(
  http: ServerOptions['http'],
  clientErrorHandler: ConnectionErrors['onClientError'],
): FastifyInstance {
  return fastify({
    // Ours is the only log: Fastify's would make a child of it for each request, and speak of addresses.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    clientErrorHandler,
    connectionTimeout: http.idleTimeoutMs,
    keepAliveTimeout: http.keepAliveMs,
    // The clock of node:http would also run for batches, which take as long as they take.
    requestTimeout: 0,
    http: {
      maxHeaderSize: http.headerBytes,
      headersTimeout: http.headersTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, Math.ceil(http.headersTimeoutMs / 2)),
    },
    forceCloseConnections: 'idle',
    // Refused by our own hook, in our own words.
    return503OnClosing: false,
    exposeHeadRoutes: true,
    // Addresses that cannot be decoded reach no hook and no error handler.
    frameworkErrors: (_error, _request, reply) => {
      const given = problem('bad-url', 'The address of this request is not well-formed.');
      const body = JSON.stringify(given);
      reply.hijack();
      reply.raw.writeHead(given.status, problemHeaders(body)).end(body);
    },
  });
}

function refusalOf(request: FastifyRequest, { isStopping }: ServerParts): Error | undefined {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== '' && encoding.toLowerCase() !== 'identity') {
    const detail = 'Compressed bodies are not read here. Send the body as it is, without Content-Encoding.';
    return new ProblemError(problem('unsupported-encoding', detail), { 'accept-encoding': 'identity' });
  }
  if (!isStopping() || request.routeOptions.config.rateLimit === false) return undefined;
  const detail = 'The server is being stopped. Send the request again in a few seconds.';
  return new ProblemError(problem('stopping', detail), { 'retry-after': '5', connection: 'close' });
}

/** What the client still sends after its answer is read and dropped, and the connection cut when that takes long. */
function cutLater({ raw }: FastifyRequest): void {
  if (raw.complete) return;
  raw.resume();
  const cut = setTimeout(() => raw.socket.destroy(), LINGER_MS);
  cut.unref();
  raw.once('close', () => clearTimeout(cut));
}

async function protect(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // Spoken over loopback only; a proxy that adds TLS adds this with it.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, {
    // 0 sets no limit; the plugin needs a number all the same.
    max: requestsPerMinute === 0 ? Number.MAX_SAFE_INTEGER : requestsPerMinute,
    timeWindow: 60_000,
    // A connection that is cut already has no address any more.
    keyGenerator: ({ raw }) => raw.socket.remoteAddress ?? 'gone',
    // Addresses remembered at one time.
    cache: 10_000,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () => {
      const detail = `More than ${requestsPerMinute} requests a minute came from this address. Wait a minute.`;
      return new ProblemError(problem('too-many-requests', detail));
    },
  });
}

async function registerRoutes(app: FastifyInstance, parts: ServerParts): Promise<void> {
  const { engine, runner, options, metrics, kept, stopping, isStopping } = parts;
  const languages = { available: engine.policy.wording.languages, fallback: options.lang };
  const events = metrics.http;
  app.removeAllContentTypeParsers();
  // Each in a context of its own: what one route reads another one refuses.
  await app.register(async (inner) => {
    const bodyTimeoutMs = options.http.requestTimeoutMs;
    registerScreen(inner, { screener: engine.screener, languages, events, bodyTimeoutMs, journal: kept.journal });
  });
  await app.register(async (inner) => {
    const { batches, batchBytes, batchAheadBytes: aheadBytes, idleTimeoutMs } = options.http;
    const limits = { batches, batchBytes, aheadBytes, idleTimeoutMs };
    registerBatch(inner, { runner, languages, events, limits, stopping });
  });
  await app.register(async (inner) => {
    const { http, policy } = options;
    registerPage(inner, {
      engine,
      languages,
      events,
      http,
      ...(policy === undefined ? {} : { localPolicyDir: policy }),
    });
  });
  await app.register(async (inner) => {
    registerStaff(inner, { access: kept.access, publicUrl: options.http.publicUrl, log: parts.log });
  });
  registerRecord(app, {
    record: kept.record,
    problem: (why, sentence, parameter) => new ProblemError(problem(why, sentence, parameter)),
  });
  registerDocs(app);
  registerHealth(app, { metrics: options.metrics ? metrics : undefined, isStopping, storeState: kept.store.state });
}
