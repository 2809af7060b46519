// SPDX-License-Identifier: Apache-2.0
/** Every answer that is no success: one shape, stable codes, no stack and nothing of what was sent. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, problem, PROBLEM_TYPE, ProblemError } from '../intercept/http/problems.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { RouteTable } from './route-table.ts';

type Parts = { readonly log: Log; readonly metrics: Metrics; readonly routes: RouteTable };

export function answerErrors(app: FastifyInstance, { log, metrics, routes }: Parts): void {
  const send = (reply: FastifyReply, given: Problem, headers: Readonly<Record<string, string>> = {}): FastifyReply => {
    metrics.http.refused(given.code);
    return (
      reply
        .code(given.status)
        .headers({ 'cache-control': 'no-store', ...headers })
        .type(PROBLEM_TYPE)
        // Bytes: to a text a charset would be added, which this type does not have (RFC 8259 §11).
        .send(Buffer.from(JSON.stringify(given)))
    );
  };
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof ProblemError) return send(reply, error.problem, error.headers);
    const known = knownError(error, request, routes);
    if (known)
      return send(reply, known, known.code === 'unsupported-encoding' ? { 'accept-encoding': 'identity' } : {});
    log.error({ err: error, route: routes.patternOf(request) }, 'A request failed inside Tocsin.');
    return send(reply, problem('internal', 'Something inside Tocsin failed. Nothing was kept. Please report it.'));
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = routes.methodsOf(path);
    if (allowed.length === 0)
      return send(
        reply,
        problem('not-found', 'There is nothing at this address. GET /openapi.json lists what there is.'),
      );
    const allow = [...allowed, 'OPTIONS'].join(', ');
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send();
    return send(reply, problem('method-not-allowed', `Only ${allow} can be used here.`), { allow });
  });
}

function knownError(error: unknown, request: FastifyRequest, routes: RouteTable): Problem | undefined {
  if (!isFastifyError(error)) return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('unsupported-media-type', mediaTypeSentence(routes.acceptedBy(request)));
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return problem('bad-request', 'This is not a well-formed HTTP/1.1 request.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return problem('bad-url', 'The address of this request is not well-formed.');
    default:
      return undefined;
  }
}

function mediaTypeSentence(accepted: readonly string[]): string {
  const [first] = accepted;
  if (first === undefined) return 'Nothing can be sent here. Leave the body out.';
  return `Send the header Content-Type: ${first}. curl needs -H 'content-type: ${first}' beside --data-binary.`;
}

function isFastifyError(error: unknown): error is FastifyError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_ERR_')
  );
}
