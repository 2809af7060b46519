// SPDX-License-Identifier: Apache-2.0
/** corpus/aloud/reasons.txt: fifty scams, each with what a person is told of it, to be read aloud for sense. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { instantOf } from '../../src/base/instant.ts';
import { type CheckAnswer, answerOf } from '../../src/cli/check/answer.ts';
import type { Decision } from '../../src/decide/decision.ts';
import { parseEvent } from '../../src/decide/parse-event.ts';
import { loadEngine } from '../../src/screen/load.ts';

const messageSchema = z.strictObject({
  id: z.string(),
  readerLang: z.enum(['en', 'zh']),
  from: z.string(),
  body: z.string(),
  /** What the message truly asks, as codes of reasons. */
  asks: z.array(z.string()).min(1),
});
export type AloudMessage = z.output<typeof messageSchema>;

export type Aloud = { readonly message: AloudMessage; readonly decision: Decision; readonly answer: CheckAnswer };

/** The fifty as a person who asks is answered. */
export function readAloud(): readonly Aloud[] {
  const { screener, policy } = loadEngine({ clock: () => instantOf(0) });
  return readFileSync(new URL('../../corpus/aloud/messages.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const message = messageSchema.parse(JSON.parse(line));
      const { from, body, readerLang } = message;
      const parsed = parseEvent({ kind: 'text', from, body }, screener.stamp);
      if (!parsed.ok) throw new Error(`corpus/aloud/messages.jsonl, ${message.id}: ${parsed.refusal.message}`);
      const decision = screener.screen(parsed.event, { door: 'person', readerLang, mode: 'observe' });
      return { message, decision, answer: answerOf(decision, parsed.event, [], { policy, lang: readerLang }) };
    });
}

export function renderReasonsAloud(): string {
  return readAloud()
    .map(({ message, answer }) => {
      const reasons = answer.reasons.map(({ because, quotes }) => {
        const passages = quotes.flatMap(({ text, spans }) => {
          const signs = Array.from(text);
          return spans.map(({ start, end }) => signs.slice(start, end).join(''));
        });
        return [`  - ${because}`, ...passages.map((passage) => `      “${showHidden(passage)}”`)].join('\n');
      });
      return [`${message.id}: ${showHidden(message.body)}`, `  ${answer.headline}`, ...reasons, ''].join('\n');
    })
    .join('\n');
}

/** Signs that cannot be seen as their numbers, so that the file says what it holds. */
function showHidden(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
