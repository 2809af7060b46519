// SPDX-License-Identifier: Apache-2.0
/**
 * What Prometheus reads. Labels come from closed lists of our own (kind, verdict, door, route pattern, code), so that no
 * traffic can grow the number of series.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpEvents } from '../intercept/http/events.ts';
import type { JournalFigures } from '../screen/journal/journal.ts';
import { STORE_STATES, type StoreState } from '../store/store.ts';

import { watchJournal } from './journal-metrics.ts';

export type BuildInfo = {
  readonly version: string;
  readonly rules: string;
  readonly policy: string;
  readonly model: string;
};

export type Metrics = {
  readonly http: HttpEvents;
  readonly requestEnded: (request: RequestEnd) => void;
  /** Asked whenever the figures are read. */
  readonly watchStore: (state: () => StoreState) => void;
  readonly watchJournal: (read: () => JournalFigures) => void;
  /** A connection that ended before there was a request to route: the parser's own code. */
  readonly connectionFailed: (code: string) => void;
  readonly contentType: string;
  readonly render: () => Promise<string>;
};

/** `route` is the pattern of a known route, or `none`. */
export type RequestEnd = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

// 10 µs to 100 ms: a decision is meant to take well under a millisecond.
const DECISION_BUCKETS = [0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.01, 0.1];
const REQUEST_BUCKETS = [0.000_5, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

// Of a process there is one: its own figures are collected once, however many servers it runs (tests run many).
let ofProcess: Registry | undefined;

function processRegistry(): Registry {
  if (ofProcess) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

export function createMetrics(build: BuildInfo): Metrics {
  const own = new Registry();
  const all = Registry.merge([processRegistry(), own]);
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers: [own] });
  const connections = counter('tocsin_http_connection_errors_total', 'Connections that never became a request.', [
    'code',
  ]);
  new Gauge({
    name: 'tocsin_build_info',
    help: 'Always 1; the labels say what decides.',
    labelNames: ['version', 'rules', 'policy', 'model'],
    registers: [own],
  }).set(build, 1);
  return {
    http: httpEvents(own),
    requestEnded: requestMeter(own),
    watchStore: (state) => watchStore(own, state),
    watchJournal: (read) => watchJournal(own, read),
    connectionFailed: (code) => connections.inc({ code: /^[A-Z_0-9]{1,40}$/u.test(code) ? code : 'OTHER' }),
    contentType: all.contentType,
    render: async () => {
      // A merged registry is a copy of what was registered at the time: made anew, it is cheap and complete.
      return Registry.merge([processRegistry(), own]).metrics();
    },
  };
}

function httpEvents(register: Registry): HttpEvents {
  const registers = [register];
  const decisions = new Counter({
    name: 'tocsin_decisions_total',
    help: 'Decisions on single events.',
    labelNames: ['kind', 'verdict', 'door'],
    registers,
  });
  const seconds = new Histogram({
    name: 'tocsin_decision_seconds',
    help: 'From parsed event to decision.',
    labelNames: ['kind'],
    buckets: DECISION_BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'tocsin_http_problems_total',
    help: 'Requests answered with a problem, by its code.',
    labelNames: ['code'],
    registers,
  });
  const batches = new Counter({
    name: 'tocsin_batches_total',
    help: 'Batches by how they ended.',
    labelNames: ['how'],
    registers,
  });
  const lines = new Counter({
    name: 'tocsin_batch_lines_total',
    help: 'Lines of batches: allowed, flagged (any other verdict) or refused.',
    labelNames: ['outcome'],
    registers,
  });
  const running = new Gauge({ name: 'tocsin_batches_running', help: 'Batches being decided now.', registers });
  return {
    decided: ({ kind, verdict, micros }, door) => {
      decisions.inc({ kind, verdict, door });
      seconds.observe({ kind }, micros / 1e6);
    },
    refused: (code) => refusals.inc({ code }),
    batchStarted: () => running.inc(),
    batchEnded: ({ how, decided, flagged, refused }) => {
      running.dec();
      batches.inc({ how });
      lines.inc({ outcome: 'allowed' }, decided - flagged);
      lines.inc({ outcome: 'flagged' }, flagged);
      lines.inc({ outcome: 'refused' }, refused);
    },
  };
}

function watchStore(register: Registry, state: () => StoreState): void {
  const gauge = new Gauge({
    name: 'tocsin_store_state',
    help: '1 for the state that the database is in, 0 for the others.',
    labelNames: ['state'],
    registers: [register],
    collect: () => {
      const now = state();
      for (const each of STORE_STATES) gauge.set({ state: each }, each === now ? 1 : 0);
    },
  });
}

function requestMeter(register: Registry): Metrics['requestEnded'] {
  const requests = new Counter({
    name: 'tocsin_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [register],
  });
  const seconds = new Histogram({
    name: 'tocsin_http_request_seconds',
    help: 'From request head to end of answer. Batches are as long as their client makes them.',
    labelNames: ['route'],
    buckets: REQUEST_BUCKETS,
    registers: [register],
  });
  return ({ method, route, status, seconds: took }) => {
    requests.inc({ method: METHODS.has(method) ? method : 'OTHER', route, status });
    seconds.observe({ route }, took);
  };
}
