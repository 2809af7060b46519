// SPDX-License-Identifier: Apache-2.0
/** Who asks and how: the query parameters and headers that the screening routes share. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRecord } from '../../base/brand.ts';
import { nearest } from '../../base/nearest.ts';
import { printable } from '../../base/printable.ts';
import { type Door, DOORS, type Facts } from '../../decide/facts.ts';
import { problem, ProblemError } from './problems.ts';
import { matchLanguage, negotiateLanguage } from './reader-language.ts';

export type Languages = { readonly available: readonly string[]; readonly fallback: string };

const PARAMETERS = ['door', 'lang'] as const;

/** Facts from `?door=`, `?lang=` and Accept-Language. Throws a `ProblemError` for a parameter that is not known or has no sense. */
export function readFacts(request: FastifyRequest, languages: Languages, door: Door): Facts {
  const query = isRecord(request.query) ? request.query : {};
  for (const name of Object.keys(query)) {
    if (!PARAMETERS.some((known) => known === name)) throw new ProblemError(unknownParameter(name));
  }
  return {
    door: query['door'] === undefined ? door : parseDoor(query['door']),
    readerLang: readLanguage(request, languages),
    mode: 'observe',
  };
}

/** The language of the answer. An unknown one is no error: the answer says by Content-Language which it is. */
export function readLanguage(request: FastifyRequest, { available, fallback }: Languages): string {
  const asked = isRecord(request.query) ? request.query['lang'] : undefined;
  if (asked === undefined) return negotiateLanguage(request.headers['accept-language'], available, fallback);
  if (typeof asked !== 'string' || !/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/u.test(asked))
    throw new ProblemError(problem('bad-parameter', 'The parameter lang must be a language tag, as en or zh.', 'lang'));
  return matchLanguage(asked, available) ?? fallback;
}

/** Decisions speak of one message and one moment: no cache may keep them. */
export function markAnswer(reply: FastifyReply, facts: Facts): void {
  reply.header('cache-control', 'no-store');
  reply.header('content-language', facts.readerLang);
  reply.header('vary', 'accept-language');
}

function parseDoor(asked: unknown): Door {
  const door = DOORS.find((known) => known === asked);
  if (door !== undefined) return door;
  throw new ProblemError(problem('bad-parameter', `The parameter door must be one of ${DOORS.join(', ')}.`, 'door'));
}

function unknownParameter(name: string) {
  const shown = printable(name, 40);
  const meant = nearest(name, PARAMETERS);
  const hint = meant === undefined ? `Known are ${PARAMETERS.join(' and ')}.` : `Did you mean ${meant}?`;
  return problem('unknown-parameter', `The parameter ${shown} is not known here. ${hint}`, shown);
}
