// SPDX-License-Identifier: Apache-2.0
/** What the staff routes share: how a page is sent, and how a refusal becomes one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Session } from '../../access/index.ts';
import { type Problem, problem, ProblemError } from '../../intercept/http/problems.ts';
import type { Log } from '../log.ts';
import { refuseOtherOrigin } from './guard.ts';
import { renderStaffPage, type StaffPage } from './layout.ts';
import { html } from './markup.ts';
import { siteOf, type StaffSite } from './site.ts';

export type StaffParts = {
  readonly access: Access;
  /** Where persons sign in over https; `undefined`: on this machine alone. */
  readonly publicUrl: string | undefined;
  readonly log: Log;
};

export function show(reply: FastifyReply, page: StaffPage, status = 200): FastifyReply {
  return reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(renderStaffPage(page));
}

/** After a form: the browser asks for the next page by itself. */
export function goTo(reply: FastifyReply, address: string): FastifyReply {
  return reply.headers(HEADERS).redirect(address, 303);
}

// Forms must tell their origin, to us alone.
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' } as const;

/** Throws a `ProblemError` where nobody may sign in, and for a form that another site sent. */
export function siteOfForm(request: FastifyRequest, { publicUrl }: StaffParts): StaffSite {
  const site = siteOf(request, publicUrl);
  if (!site) throw new ProblemError(elsewhere());
  if (request.method !== 'GET' && request.method !== 'HEAD') refuseOtherOrigin(request, site);
  return site;
}

function elsewhere(): Problem {
  return problem(
    'not-allowed',
    'Persons sign in on the machine itself, at http://localhost, or over https at the address that --http-public-url states.',
  );
}

/** Limits for what strangers may send: `config: { ...FEW_A_MINUTE }`. */
export const FEW_A_MINUTE = {
  rateLimit: {
    max: 30,
    timeWindow: 60_000,
    errorResponseBuilder: () =>
      new ProblemError(
        problem('too-many-requests', 'More than 30 came from this address within a minute. Wait a minute.'),
      ),
  },
} as const;

/** Refusals as pages; whoever is not signed in, or half, is led to where that can be changed. */
export function answerStaffErrors(app: FastifyInstance, { log }: StaffParts): void {
  app.setErrorHandler((error, request, reply) => {
    // What is wrong with the request itself is answered as everywhere else.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('FST_')) throw error;
    const given = error instanceof ProblemError ? error.problem : isAway(error) ? away() : undefined;
    if (!given) log.error({ err: error, route: request.routeOptions.url }, 'A staff page failed inside Tocsin.');
    const shown =
      given ?? problem('internal', 'Something inside Tocsin failed, and nothing was changed. Please report it.');
    if (error instanceof ProblemError) reply.headers(error.headers);
    if ((request.headers['content-type'] ?? '').startsWith('application/json'))
      return reply
        .code(shown.status)
        .headers(HEADERS)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(shown));
    if (shown.code === 'sign-in-needed') return goTo(reply, '/staff/sign-in');
    if (shown.code === 'second-factor-needed') return goTo(reply, '/staff/second-factor');
    const back = html`<p>${shown.detail}</p>
      <p><a href="/staff">Back to the start</a></p>`;
    return show(reply, { title: shown.title, body: back }, shown.status);
  });
}

function away(): Problem {
  return problem('unavailable', 'The database does not answer. Nothing was changed. Try again in a minute.');
}

/** The driver's words for a server that is not there, goes away, or takes no writes (PostgreSQL manual, appendix A). */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string')
    return /^(?:ECONN[A-Z]+|ENOENT|EPIPE|08\w{3}|53\w{3}|57P\w{2}|25006)$/u.test(error.code);
  return /^(?:Connection terminated|timeout exceeded|Client has encountered)/u.test(error.message);
}

const FRESH_MS = 15 * 60_000;

/** Throws for a session that began long ago: whoever finds an open browser must not make themselves at home in it. */
export function refuseStale({ createdAt }: Session, { access }: StaffParts): void {
  if (access.clock() - createdAt <= FRESH_MS) return;
  throw new ProblemError(
    problem(
      'sign-in-again',
      'Who changes the ways to sign in must have signed in within 15 minutes. Sign out, and in again.',
    ),
  );
}
