// SPDX-License-Identifier: Apache-2.0
/**
 * `POST /v1/screen/batch`: NDJSON events in, one decision a line out, in the same order, while the request is still being
 * sent. A client that does not read stops the reading of its request, after a bounded read-ahead that lets clients pass
 * which send everything first. A line that is no event is answered at its place: `{"line":n,"error":{code,field?,message}}`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LineRunner } from '../../screen/lines/runner.ts';
import { type Languages, markAnswer, readFacts } from './asking.ts';
import { BATCH_TYPES } from './batch-types.ts';
import { streamBatch } from './batch-stream.ts';
import type { HttpEvents } from './events.ts';
import { problem, ProblemError } from './problems.ts';

export type BatchParts = {
  readonly runner: LineRunner;
  readonly languages: Languages;
  readonly events: HttpEvents;
  readonly limits: BatchLimits;
  /** Aborted when running batches must come to an end. */
  readonly stopping: AbortSignal;
};

export type BatchLimits = {
  readonly batches: number;
  readonly batchBytes: number;
  readonly aheadBytes: number;
  readonly idleTimeoutMs: number;
};

export function registerBatch(app: FastifyInstance, { runner, languages, events, limits, stopping }: BatchParts): void {
  let running = 0;
  app.addContentTypeParser(BATCH_TYPES, (_request, payload, done) => done(null, payload));
  app.post(
    '/v1/screen/batch',
    { config: { access: 'local-or-key:screen', accepts: BATCH_TYPES } },
    async (request, reply) => {
      const facts = readFacts(request, languages, 'screen');
      refuseTooLong(request, limits.batchBytes);
      if (running >= limits.batches) {
        const detail = `${limits.batches} batches are being decided. Send this one again in a few seconds.`;
        throw new ProblemError(problem('busy', detail), { 'retry-after': '2' });
      }
      markAnswer(reply, facts);
      // nginx would collect the whole answer first.
      reply.header('x-accel-buffering', 'no').type('application/x-ndjson');
      reply.hijack();
      running += 1;
      events.batchStarted();
      try {
        reply.raw.writeHead(200, headersOf(reply.getHeaders()));
        const end = await streamBatch(request.raw, reply.raw, { runner, facts, stopping, ...limits });
        events.batchEnded(end);
      } finally {
        running -= 1;
      }
      return reply;
    },
  );
}

function refuseTooLong(request: FastifyRequest, batchBytes: number): void {
  if (Number(request.headers['content-length'] ?? '0') <= batchBytes) return;
  throw new ProblemError(
    problem('batch-too-long', `This batch is longer than ${batchBytes} bytes. Split it into several requests.`),
  );
}

function headersOf(headers: Readonly<Record<string, number | string | string[] | undefined>>) {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}
