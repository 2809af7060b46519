// SPDX-License-Identifier: Apache-2.0
/**
 * Stands before every route: denies by default, lets in whom the route's rule names, and says who that is. Keys are checked in
 * memory; only persons' sessions are looked up.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, bearerOf, type Actor, mayDo, type Scope, type Session } from '../../access/index.ts';
import { problem, ProblemError } from '../../intercept/http/problems.ts';
import { readCookie } from './cookie.ts';
import type { RouteAccess } from './rule.ts';
import { partsOfRule, type RuleParts } from './rule-parts.ts';
import { isLocal, isSameOrigin, siteOf, type StaffSite } from './site.ts';

/** Who is asking. `local`: this machine, without a key. */
export type Requester =
  | { readonly kind: 'public' }
  | { readonly kind: 'local' }
  | { readonly kind: 'key'; readonly id: Extract<Actor, { kind: 'key' }>['id']; readonly institution: string }
  | { readonly kind: 'person'; readonly session: Session; readonly site: StaffSite };

export type GuardParts = {
  readonly access: Pick<Access, 'ring' | 'sessions'>;
  /** Where persons sign in over https; `undefined`: on this machine alone. */
  readonly publicUrl: string | undefined;
};

const requesters = new WeakMap<FastifyRequest, Requester>();

/** Call before the first route. */
export function guardRoutes(app: FastifyInstance, parts: GuardParts): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const rule = config?.access;
    if (rule === undefined)
      throw new TypeError(`The route ${[method].flat().join(', ')} ${url} does not say who may use it.`);
    partsOfRule(rule);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    requesters.set(request, await admit(request, ruleOf(request), parts));
  });
}

export function requesterOf(request: FastifyRequest): Requester {
  return requesters.get(request) ?? { kind: 'public' };
}

/** Of a route whose rule asks for a person. */
export function personOf(request: FastifyRequest): Extract<Requester, { kind: 'person' }> {
  const requester = requesterOf(request);
  if (requester.kind !== 'person') throw new TypeError('A route asks for a person that its rule does not name.');
  return requester;
}

/** For the audit trail. */
export function actorOf(request: FastifyRequest): Actor {
  return { kind: 'person', id: personOf(request).session.person.id };
}

function ruleOf(request: FastifyRequest): RuleParts {
  const rule: RouteAccess | undefined = request.routeOptions.config.access;
  if (rule === undefined) throw new TypeError('A route was served that does not say who may use it.');
  return partsOfRule(rule);
}

async function admit(request: FastifyRequest, rule: RuleParts, parts: GuardParts): Promise<Requester> {
  switch (rule.kind) {
    case 'public':
      return { kind: 'public' };
    case 'key':
      return admitKey(request, rule, parts);
    case 'session':
      return admitPerson(request, rule, parts);
  }
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="tocsin"' } as const;

/** A key that was sent is checked also where none is needed: who sends a wrong one wants to know. */
function admitKey(
  request: FastifyRequest,
  { scope, localWithout }: { readonly scope: Scope; readonly localWithout: boolean },
  { access }: GuardParts,
): Requester {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (localWithout && isLocal(request)) return { kind: 'local' };
    const detail = `From elsewhere than this machine an API key with the scope ${scope} is needed. Send it as Authorization: Bearer toc_….`;
    throw new ProblemError(problem('key-needed', detail), CHALLENGE);
  }
  const token = bearerOf(authorization);
  if (!token) {
    const detail = 'This header Authorization holds no API key. Send it as Bearer toc_…, as it was printed.';
    throw new ProblemError(problem('key-unknown', detail), CHALLENGE);
  }
  const answer = access.ring.check(token, scope);
  if (answer.ok) return { kind: 'key', id: answer.id, institution: answer.institution };
  if (answer.why === 'scope')
    throw new ProblemError(problem('key-scope', `This API key has not the scope ${scope}. Use one that has it.`));
  const detail =
    'This API key is not known here: it was never made, has expired or was revoked. tocsin key list tells.';
  throw new ProblemError(problem('key-unknown', detail), CHALLENGE);
}

async function admitPerson(
  request: FastifyRequest,
  { stage, permission }: Extract<RuleParts, { kind: 'session' }>,
  { access, publicUrl }: GuardParts,
): Promise<Requester> {
  const site = siteOf(request, publicUrl);
  const session = site && (await findSession(request, site, access));
  if (!site || !session)
    throw new ProblemError(problem('sign-in-needed', 'Only persons who are signed in may do this. Sign in at /staff.'));
  if (stage === 'full' && session.stage !== 'full')
    throw new ProblemError(
      problem('second-factor-needed', 'The second factor is missing. Go to /staff/second-factor.'),
    );
  if (permission !== undefined && !mayDo(session.person.roles, permission))
    throw new ProblemError(
      problem('not-allowed', 'None of your roles allows this. Somebody with the role operator can change that.'),
    );
  if (isUnsafe(request)) refuseForeign(request, site, session);
  return { kind: 'person', session, site };
}

async function findSession(request: FastifyRequest, site: StaffSite, { sessions }: GuardParts['access']) {
  const secret = readCookie(request, site);
  if (secret === '') return undefined;
  try {
    return await sessions.find(secret);
  } catch {
    throw new ProblemError(problem('unavailable', 'The database does not answer. Try again in a minute.'), {
      'retry-after': '10',
    });
  }
}

function isUnsafe({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const TOKEN_HEADER = 'x-form-token';

/** Another site can make a browser send a form here, with the cookie, but it can neither hide that it did nor know the token. */
function refuseForeign(request: FastifyRequest, site: StaffSite, { formToken }: Session): void {
  refuseOtherOrigin(request, site);
  // A form carries the token as a field, and its reader looks at it.
  if ((request.headers['content-type'] ?? '').startsWith(FORM_TYPE)) return;
  if (request.headers[TOKEN_HEADER] !== formToken) throw new ProblemError(outdated());
}

/** For forms before there is a session, too. */
export function refuseOtherOrigin(request: FastifyRequest, site: StaffSite): void {
  if (!isSameOrigin(request, site))
    throw new ProblemError(problem('cross-site', 'This was sent by a page of another site, so nothing was done.'));
}

export function outdated() {
  return problem('form-outdated', 'This form is older than the session. Load the page again, then send it.');
}
