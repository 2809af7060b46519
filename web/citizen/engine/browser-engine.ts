// SPDX-License-Identifier: Apache-2.0
/** The core in a browser: the same files, facts and code as on the server, hence the same ruling. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { formatInstant, instantOf } from '../../../src/base/instant.ts';
import { newDecisionId, newEventId, type RandomBytes } from '../../../src/base/ids.ts';
import { numberPlanOf } from '../../../src/decide/call/number-plan.ts';
import { createDecider } from '../../../src/decide/decide.ts';
import type { Facts } from '../../../src/decide/facts.ts';
import { parseLinkModel } from '../../../src/decide/link/model/link-model.ts';
import { parseEvent } from '../../../src/decide/parse-event.ts';
import { compilePolicy } from '../../../src/decide/policy/policy.ts';
import { receivePolicy, type SentPolicy } from '../../../src/decide/policy/sent-policy.ts';
import { parseTextModel } from '../../../src/decide/text/text-model.ts';
import { createAnswerWords } from '../answer-words.ts';
import type { AnswerWords } from '../answer.ts';
import type { EngineFiles, EventDraft, JudgeResult } from './messages.ts';

export type BrowserEngine = {
  readonly words: AnswerWords;
  readonly judge: (draft: EventDraft) => JudgeResult;
};

/** Of every kind that a person can paste: what is made when it is first needed is made before anybody waits for it. */
const EXAMPLES: readonly EventDraft[] = [
  { kind: 'text', from: 'unknown', body: 'Pay 1.99 at http://parcel.example.com/x or call +44 7700 900123 today.' },
  { kind: 'text', from: 'unknown', body: '妈妈，我换号码了，快把钱转到安全账户' },
  { kind: 'link', url: 'http://login.example.com/' },
  { kind: 'call', from: '+447700900123' },
];

/** Throws for files that are not whole or do not fit this code. */
export function createBrowserEngine(files: EngineFiles): BrowserEngine {
  const sent: SentPolicy = JSON.parse(new TextDecoder().decode(files.policy));
  const policy = compilePolicy(receivePolicy(sent), numberPlanOf(parsePhoneNumberFromString));
  const models = {
    text: parseTextModel(files.models.text),
    link: parseLinkModel(files.models.link),
    version: files.modelVersion,
  };
  const decider = createDecider({ policy, models });
  const facts: Facts = { door: 'person', readerLang: files.lang, mode: 'observe' };
  const stamp = { id: () => newEventId(randomBytes), at: () => instantOf(Date.now()) };
  const judge = (draft: EventDraft): JudgeResult => {
    const parsed = parseEvent(draft, stamp);
    if (!parsed.ok) return { ok: false, why: 'refused' };
    const startedMs = performance.now();
    const ruling = decider.decide(parsed.event, facts);
    const micros = Math.round((performance.now() - startedMs) * 1000);
    return { ok: true, decision: { id: newDecisionId(randomBytes), ...ruling, at: formatInstant(stamp.at()), micros } };
  };
  for (const example of EXAMPLES) judge(example);
  return { words: createAnswerWords(policy)(files.lang), judge };
}

const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
