// SPDX-License-Identifier: Apache-2.0
/** For those who run the server: is it alive, may it be sent traffic, how is it doing. */
import type { FastifyInstance } from 'fastify';
import { problem, ProblemError } from '../intercept/http/problems.ts';
import type { StoreState } from '../store/store.ts';
import type { Metrics } from './metrics.ts';

export type HealthParts = {
  /** `undefined` where the operator switched /metrics off. */
  readonly metrics: Metrics | undefined;
  readonly isStopping: () => boolean;
  /** Screening needs no database: one that is away makes nobody unready. */
  readonly storeState: () => StoreState;
};

export function registerHealth(app: FastifyInstance, { metrics, isStopping, storeState }: HealthParts): void {
  const unlimited = { config: { access: 'public' as const, rateLimit: false as const } };
  app.get('/healthz', unlimited, async (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ status: 'ok' });
  });
  app.get('/readyz', unlimited, async (_request, reply) => {
    if (isStopping()) throw new ProblemError(problem('stopping', 'The server is being stopped.'));
    return reply.header('cache-control', 'no-store').send({ status: 'ready', store: storeState() });
  });
  if (!metrics) return;
  app.get('/metrics', { config: { access: 'local-or-key:metrics', rateLimit: false } }, async (_request, reply) => {
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.render());
  });
}
