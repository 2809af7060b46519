// SPDX-License-Identifier: Apache-2.0
/** The citizen page at `/`: one box, with or without script in the browser. What is pasted is judged and forgotten. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, answerOf, answerToAccount, type AnswerWords, unjudged } from '../../web/citizen/answer.ts';
import { detectInput, eventDraftOf } from '../decide/detect-input.ts';
import type { Facts } from '../decide/facts.ts';
import { parseEvent } from '../decide/parse-event.ts';
import { type Languages, readLanguage } from '../intercept/http/asking.ts';
import type { HttpEvents } from '../intercept/http/events.ts';
import { problem, ProblemError } from '../intercept/http/problems.ts';
import { readBody } from '../intercept/http/read-body.ts';
import type { Engine } from '../screen/load.ts';
import { createAnswerWords } from './page/answer-words.ts';
import { loadBrowserModules } from './page/browser-modules.ts';
import { renderPage } from './page/render-page.ts';

export type PageRouteParts = {
  readonly engine: Engine;
  readonly languages: Languages;
  readonly events: HttpEvents;
  readonly http: { readonly requestTimeoutMs: number };
};

// 10,000 characters of four bytes, each byte written as %XX, and room for the field's name.
const FORM_BYTES = 131_072;

export function registerPage(app: FastifyInstance, parts: PageRouteParts): void {
  const { languages } = parts;
  const wordsOf = createAnswerWords(parts.engine.policy);
  registerFiles(app);
  app.get('/page/words.json', async (request, reply) => {
    const words = wordsOf(readLanguage(request, languages));
    return sendFile(request, reply, 'application/json; charset=utf-8', JSON.stringify(words));
  });
  app.get('/', async (request, reply) => sendPage(request, reply, { lang: readLanguage(request, languages) }));
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => done(null, payload));
  app.post('/', { config: { accepts: ['application/x-www-form-urlencoded'] } }, async (request, reply) => {
    const lang = readLanguage(request, languages);
    const body = await readBody(request.raw, { maxBytes: FORM_BYTES, timeoutMs: parts.http.requestTimeoutMs });
    if (!body.ok && body.why === 'cut') return reply.hijack();
    if (!body.ok && body.why === 'too-slow')
      throw new ProblemError(problem('timeout', 'The form did not arrive in time.'));
    const words = wordsOf(lang);
    if (!body.ok)
      return sendPage(request, reply.code(413), { lang, asked: { text: '', answer: unjudged(words.page.refused) } });
    const text = new URLSearchParams(new TextDecoder().decode(body.bytes)).get('text') ?? '';
    return sendPage(request, reply, { lang, asked: { text, answer: judge(text, words, parts) } });
  });
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

type Asked = { readonly lang: string; readonly asked?: { readonly text: string; readonly answer: Answer } };

function sendPage(request: FastifyRequest, reply: FastifyReply, { lang, asked }: Asked): FastifyReply {
  const host = request.headers.host ?? '';
  const shown = /^[A-Za-z0-9.:[\]-]{1,100}$/u.test(host) ? host : 'this address';
  return reply
    .header('cache-control', 'no-store')
    .header('content-language', lang)
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(renderPage({ lang, host: shown, ...(asked ? { asked } : {}) }));
}

function registerFiles(app: FastifyInstance): void {
  const files = [
    ['style.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ] as const;
  for (const [name, type] of files) {
    const text = readFileSync(new URL(`../../web/citizen/${name}`, import.meta.url), 'utf8');
    app.get(`/page/${name}`, async (request, reply) => sendFile(request, reply, type, text));
  }
  for (const [path, script] of loadBrowserModules())
    app.get(`/page/modules/${path}`, async (request, reply) => {
      return sendFile(request, reply, 'text/javascript; charset=utf-8', script);
    });
}

/** Asked for again each time, sent again only when it has changed (RFC 9110 §13.1.2). */
function sendFile(request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 20)}"`;
  reply.header('cache-control', 'no-cache').header('etag', tag).header('vary', 'accept-language');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.type(type).send(text);
}
