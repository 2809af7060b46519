// SPDX-License-Identifier: Apache-2.0
/** What the script of the pages asks for passkeys: JSON in, JSON out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isName, parseRegistration, parseSigningIn, type Site } from '../../access/index.ts';
import { problem, ProblemError } from '../../intercept/http/problems.ts';
import { setCookie } from './cookie.ts';
import { deviceOf, readJson } from './form.ts';
import { personOf } from './guard.ts';
import type { StaffSite } from './site.ts';
import { FEW_A_MINUTE, refuseStale, siteOfForm, type StaffParts } from './staff.ts';

export function registerPasskeys(app: FastifyInstance, parts: StaffParts): void {
  const { passkeys } = parts.access;
  const half = { config: { access: 'half-signed-in' as const } };
  const open = { config: { access: 'public' as const, ...FEW_A_MINUTE } };
  app.post('/staff/passkey/begin-registration', half, async (request, reply) => {
    await readJson(request);
    const { session, site } = personOf(request);
    refuseUnproved(request);
    refuseStale(session, parts);
    return answer(reply, await passkeys.beginRegistration(session, passkeySite(site)));
  });
  app.post('/staff/passkey/register', half, async (request, reply) => {
    const { session, site } = personOf(request);
    refuseUnproved(request);
    refuseStale(session, parts);
    const given = parseRegistration(await readJson(request));
    if (!given) throw new ProblemError(noAnswer());
    const label = isName(given.label) ? given.label.trim().slice(0, 60) : 'Passkey';
    const made = await passkeys.register(session, passkeySite(site), { ...given, label, device: deviceOf(request) });
    if (!made.ok) throw new ProblemError(made.why === 'known' ? known() : noAnswer());
    setCookie(reply, site, made.secret);
    return answer(reply, { next: '/staff/account' });
  });
  app.post('/staff/passkey/begin-sign-in', open, async (request, reply) => {
    const site = siteOfForm(request, parts);
    await readJson(request);
    return answer(reply, await passkeys.beginSignIn(passkeySite(site)));
  });
  app.post('/staff/passkey/sign-in', open, async (request, reply) => {
    const site = siteOfForm(request, parts);
    const given = parseSigningIn(await readJson(request));
    const signedIn = given && (await passkeys.signIn(passkeySite(site), { ...given, device: deviceOf(request) }));
    if (!signedIn?.ok) throw new ProblemError(noAnswer());
    setCookie(reply, site, signedIn.secret);
    return answer(reply, { next: '/staff' });
  });
}

/** Who has a second factor and has not shown it must not add another. */
function refuseUnproved(request: FastifyRequest): void {
  if (personOf(request).session.stage === 'factor')
    throw new ProblemError(problem('second-factor-needed', 'Show your second factor first.'));
}

function passkeySite({ passkeys }: StaffSite): Site {
  if (passkeys) return passkeys;
  throw new ProblemError(
    problem('not-allowed', 'Browsers allow passkeys at a name only: open this page as http://localhost.'),
  );
}

function answer(reply: FastifyReply, body: object): FastifyReply {
  return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function noAnswer() {
  return problem('not-allowed', 'This passkey did not fit, or it took longer than five minutes. Try again.');
}

function known() {
  return problem('not-allowed', 'This passkey is known already.');
}
