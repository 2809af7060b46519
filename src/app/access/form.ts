// SPDX-License-Identifier: Apache-2.0
/** What a staff page sends: a small form, or a small JSON document, read within limits. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countCodePoints } from '../../base/code-points.ts';
import { problem, ProblemError } from '../../intercept/http/problems.ts';
import { readBody } from '../../intercept/http/read-body.ts';
import { FORM_TYPE, outdated, personOf } from './guard.ts';

const FORM_BYTES = 16_384;
// An authenticator's certificate chain is the largest part.
const JSON_BYTES = 131_072;
const TIMEOUT_MS = 10_000;

export type Form = {
  /** Of a field that was left out: empty. Cut at 1000 code units. */
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
};

/** The bodies are left as they are for `readForm` and `readJson`. */
export function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser([FORM_TYPE, 'application/json'], (_request, payload, done) => done(null, payload));
}

/** A form of somebody who has no session yet. */
export async function readOpenForm(request: FastifyRequest): Promise<Form> {
  const fields = new URLSearchParams(new TextDecoder().decode(await readAll(request, FORM_BYTES)));
  return {
    text: (name) => (fields.get(name) ?? '').slice(0, 1000),
    all: (name) => fields.getAll(name).slice(0, 50),
  };
}

/** A form of a session: throws a `ProblemError` for one that does not carry its token. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  const form = await readOpenForm(request);
  if (form.text('token') !== personOf(request).session.formToken) throw new ProblemError(outdated());
  return form;
}

export async function readJson(request: FastifyRequest): Promise<unknown> {
  const bytes = await readAll(request, JSON_BYTES);
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return parsed;
  } catch {
    throw new ProblemError(problem('not-json', 'This body is not JSON.'));
  }
}

async function readAll({ raw }: FastifyRequest, maxBytes: number): Promise<Uint8Array> {
  const body = await readBody(raw, { maxBytes, timeoutMs: TIMEOUT_MS });
  if (body.ok) return body.bytes;
  if (body.why === 'too-long') throw new ProblemError(problem('too-long', `More than ${maxBytes} bytes were sent.`));
  throw new ProblemError(problem('timeout', 'The form did not arrive in time.'));
}

/** The person's own words for the audit trail: `undefined` when there are none or too many. */
export function readWhy(form: Form): string | undefined {
  const why = form.text('why').trim();
  return why === '' || countCodePoints(why) > 400 ? undefined : why;
}

/** The browser and its system, as a person would name them: enough to tell one's own sessions apart. */
export function deviceOf({ headers }: FastifyRequest): string {
  const agent = headers['user-agent'] ?? '';
  const browser = BROWSERS.find(([sign]) => agent.includes(sign))?.[1] ?? 'Browser';
  const system = SYSTEMS.find(([sign]) => agent.includes(sign))?.[1] ?? 'another system';
  return `${browser} on ${system}`;
}

// The first that fits: each browser also names those it descends from.
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;
