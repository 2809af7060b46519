// SPDX-License-Identifier: Apache-2.0
/**
 * What HTTP refuses and how: `application/problem+json` (RFC 9457) with a stable `code`. Refusals of an event keep the code,
 * field and sentence that every other reader of events gives for the same bytes; nothing here repeats what was sent.
 */
import type { Refusal, RefusalCode } from '../../decide/parse-event.ts';

export const PROBLEM_TYPE = 'application/problem+json';

type Kind = { readonly status: number; readonly title: string };

const REFUSALS = {
  'too-long': { status: 413, title: 'Too long' },
  'not-json': { status: 400, title: 'Not JSON' },
  'unknown-kind': { status: 422, title: 'Unknown kind of event' },
  'unknown-field': { status: 422, title: 'Unknown field' },
  'missing-field': { status: 422, title: 'Missing field' },
  'bad-value': { status: 422, title: 'Bad value' },
} as const satisfies Readonly<Record<RefusalCode, Kind>>;

export const PROBLEMS = {
  ...REFUSALS,
  'bad-request': { status: 400, title: 'Bad request' },
  'bad-url': { status: 400, title: 'Bad URL' },
  'unknown-parameter': { status: 400, title: 'Unknown parameter' },
  'bad-parameter': { status: 400, title: 'Bad parameter' },
  'key-needed': { status: 401, title: 'API key needed' },
  'key-unknown': { status: 401, title: 'API key not known' },
  'sign-in-needed': { status: 401, title: 'Not signed in' },
  'second-factor-needed': { status: 401, title: 'Second factor needed' },
  'sign-in-again': { status: 403, title: 'Sign in again' },
  'key-scope': { status: 403, title: 'Not in the scope of this key' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'cross-site': { status: 403, title: 'Sent by another site' },
  'form-outdated': { status: 403, title: 'Form outdated' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  timeout: { status: 408, title: 'Too slow' },
  'batch-too-long': { status: 413, title: 'Batch too long' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'unsupported-encoding': { status: 415, title: 'Unsupported content encoding' },
  'expectation-failed': { status: 417, title: 'Expectation failed' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'head-too-large': { status: 431, title: 'Request head too large' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Database away' },
  busy: { status: 503, title: 'Busy' },
  stopping: { status: 503, title: 'Stopping' },
} as const satisfies Readonly<Record<string, Kind>>;

export type ProblemCode = keyof typeof PROBLEMS;

export type Problem = {
  /** A name, not an address: `urn:tocsin:problem:<code>`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly field?: string;
  /** One or two sentences: what is wrong and what to do. */
  readonly detail: string;
};

export function problem(code: ProblemCode, detail: string, field?: string): Problem {
  const { status, title } = PROBLEMS[code];
  const base = { type: `urn:tocsin:problem:${code}`, title, status, code } as const;
  return field === undefined ? { ...base, detail } : { ...base, field, detail };
}

export function problemOfRefusal({ code, field, message }: Refusal): Problem {
  return problem(code, message, field);
}

/** Thrown by routes; the server's error handler answers with it. Expected, so it has no stack worth printing. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(given: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(given.code);
    this.name = 'ProblemError';
    this.problem = given;
    this.headers = headers;
  }
}
