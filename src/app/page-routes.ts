// SPDX-License-Identifier: Apache-2.0
/**
 * The citizen page at `/`: one box. With script the browser judges by the same code and models, which it gets here; without,
 * the server judges what was pasted and forgets it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAnswerWords } from '../../web/citizen/answer-words.ts';
import { type Answer, answerOf, answerToAccount, type AnswerWords, unjudged } from '../../web/citizen/answer.ts';
import { SET_HEADER } from '../../web/citizen/offline/keep-request.ts';
import { detectInput, eventDraftOf } from '../decide/detect-input.ts';
import type { Facts } from '../decide/facts.ts';
import { parseEvent } from '../decide/parse-event.ts';
import { type Languages, readLanguage } from '../intercept/http/asking.ts';
import type { HttpEvents } from '../intercept/http/events.ts';
import { problem, ProblemError } from '../intercept/http/problems.ts';
import { readBody } from '../intercept/http/read-body.ts';
import type { Engine } from '../screen/load.ts';
import { createPageFiles, type PageFiles } from './page/page-files.ts';
import { type PageParts, renderPage } from './page/render-page.ts';

export type PageRouteParts = {
  readonly engine: Engine;
  readonly languages: Languages;
  readonly events: HttpEvents;
  readonly http: { readonly requestTimeoutMs: number };
  /** Of the operator's own policy, where there is one. */
  readonly localPolicyDir?: string;
};

// 10,000 characters of four bytes, each byte written as %XX, and room for the field's name.
const FORM_BYTES = 131_072;

export function registerPage(app: FastifyInstance, parts: PageRouteParts): void {
  const { engine, languages } = parts;
  const wordsOf = createAnswerWords(engine.policy);
  const files = createPageFiles({ engine, wordsOf, localPolicyDir: parts.localPolicyDir });
  files.register(app, languages);
  const send = createSender(files);
  app.get('/', { config: { access: 'public' } }, async (request, reply) =>
    send(request, reply, wordsOf(readLanguage(request, languages))),
  );
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => done(null, payload));
  app.post(
    '/',
    { config: { access: 'public', accepts: ['application/x-www-form-urlencoded'] } },
    async (request, reply) => {
      const words = wordsOf(readLanguage(request, languages));
      const body = await readBody(request.raw, { maxBytes: FORM_BYTES, timeoutMs: parts.http.requestTimeoutMs });
      if (!body.ok && body.why === 'cut') return reply.hijack();
      if (!body.ok && body.why === 'too-slow')
        throw new ProblemError(problem('timeout', 'The form did not arrive in time.'));
      if (!body.ok) return send(request, reply.code(413), words, { text: '', answer: unjudged(words.page.refused) });
      const text = new URLSearchParams(new TextDecoder().decode(body.bytes)).get('text') ?? '';
      return send(request, reply, words, { text, answer: judge(text, words, parts) });
    },
  );
}

function judge(text: string, words: AnswerWords, { engine, events }: PageRouteParts): Answer {
  // Browsers send the line ends of a form as CR LF; the text had none of them.
  const input = detectInput(text.replaceAll('\r\n', '\n'));
  if (input.kind === 'nothing') return unjudged(words.page.empty);
  if (input.kind === 'account') return answerToAccount(words);
  const parsed = parseEvent(eventDraftOf(input), engine.screener.stamp);
  if (!parsed.ok) return unjudged(words.page.refused);
  const facts: Facts = { door: 'person', readerLang: words.lang, mode: 'observe' };
  const decision = engine.screener.screen(parsed.event, facts);
  events.decided(decision, facts.door);
  return answerOf(decision, input.kind === 'text' ? input.body : input.kind === 'link' ? input.url : '', words);
}

type Send = (
  request: FastifyRequest,
  reply: FastifyReply,
  words: AnswerWords,
  asked?: PageParts['asked'],
) => FastifyReply;

function createSender(files: PageFiles): Send {
  return (request, reply, words, asked) => {
    const host = request.headers.host ?? '';
    const shown = /^[A-Za-z0-9.:[\]-]{1,100}$/u.test(host) ? host : 'this address';
    if (files.set) reply.header(SET_HEADER, files.set.version);
    return reply
      .header('cache-control', 'no-store')
      .header('content-language', words.lang)
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(renderPage({ ...files.partsIn(words, shown), ...(asked ? { asked } : {}) }));
  };
}
