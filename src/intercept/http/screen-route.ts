// SPDX-License-Identifier: Apache-2.0
/** `POST /v1/screen`: one event in, its decision out. The body is read by the parser of every other reader of events. */
import type { FastifyInstance } from 'fastify';
import { EVENT_LIMITS } from '../../decide/event.ts';
import { parseEventText, tooLong } from '../../decide/parse-event.ts';
import { ANSWER_WITHIN_MS, type Journal } from '../../screen/journal/journal.ts';
import type { Screener } from '../../screen/screener.ts';
import { type Languages, markAnswer, readFacts } from './asking.ts';
import type { HttpEvents } from './events.ts';
import { problem, ProblemError, problemOfRefusal } from './problems.ts';
import { readBody } from './read-body.ts';

export type ScreenParts = {
  readonly screener: Screener;
  readonly languages: Languages;
  readonly events: HttpEvents;
  /** For the whole body to arrive. */
  readonly bodyTimeoutMs: number;
  readonly journal?: Pick<Journal, 'keep' | 'written'>;
};

/** What a body may have besides its event: a byte order mark and a last line feed, which are no part of it. */
const MARGIN_BYTES = 16;

export function registerScreen(
  app: FastifyInstance,
  { screener, languages, events, bodyTimeoutMs, journal }: ScreenParts,
): void {
  app.addContentTypeParser('application/json', (_request, payload, done) => done(null, payload));
  app.post(
    '/v1/screen',
    { config: { access: 'local-or-key:screen', accepts: ['application/json'] } },
    async (request, reply) => {
      const facts = readFacts(request, languages, 'screen');
      const limits = { maxBytes: EVENT_LIMITS.lineBytes + MARGIN_BYTES, timeoutMs: bodyTimeoutMs };
      const body = await readBody(request.raw, limits);
      // Nobody is there any more to be answered.
      if (!body.ok && body.why === 'cut') return reply.hijack();
      if (!body.ok && body.why === 'too-slow')
        throw new ProblemError(problem('timeout', `The body did not arrive within ${bodyTimeoutMs} ms.`));
      const text = body.ok ? eventTextOf(body.bytes) : undefined;
      if (text === undefined) throw new ProblemError(problemOfRefusal(tooLong()));
      const parsed = parseEventText(text, screener.stamp);
      if (!parsed.ok) throw new ProblemError(problemOfRefusal(parsed.refusal));
      const decision = screener.screen(parsed.event, facts);
      events.decided(decision, facts.door);
      // What was answered is then remembered even if this process is killed.
      await journal?.written(journal.keep(parsed.event, decision, facts.door), ANSWER_WITHIN_MS);
      markAnswer(reply, facts);
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(decision));
    },
  );
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** `undefined` for an event over the limit. Bytes that are no UTF-8 become a text that is no JSON either. */
function eventTextOf(bytes: Uint8Array): string | undefined {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let end = bytes.byteLength;
  if (bytes[end - 1] === 0x0a) end -= 1;
  if (bytes[end - 1] === 0x0d) end -= 1;
  if (end - (marked ? 3 : 0) > EVENT_LIMITS.lineBytes) return undefined;
  try {
    return UTF8.decode(bytes.subarray(0, end));
  } catch {
    return '';
  }
}
