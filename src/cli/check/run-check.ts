// SPDX-License-Identifier: Apache-2.0
/** The work of `tocsin check`: read, judge at the door of a person, answer. */
import { UsageError } from '../../base/errors.ts';
import { countCodePoints } from '../../base/code-points.ts';
import type { Decision } from '../../decide/decision.ts';
import { type DetectedInput, eventDraftOf, type InputKind } from '../../decide/detect-input.ts';
import { EVENT_LIMITS } from '../../decide/event.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import { sayCheckLine } from '../../decide/policy/policy.ts';
import { type Engine, loadEngine } from '../../screen/load.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { proveLanguage } from '../prove-language.ts';
import { answerForAccount, examineAccount } from './account.ts';
import { answerOf, type CheckAnswer, type Speaker } from './answer.ts';
import { type CheckInput, readCheckInput } from './read-input.ts';
import { renderAnswer } from './render.ts';

export type CheckRequest = {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly lang: string | undefined;
  readonly as: InputKind | undefined;
};

export async function runCheck(request: CheckRequest, io: Io): Promise<ExitCode> {
  const read = await readCheckInput(request.words, request.as, io);
  if (read.kind === 'detected' && read.input.kind === 'nothing')
    throw new UsageError('There is nothing to check: the input is empty.');
  const engine = loadEngine();
  if (request.lang !== undefined) proveLanguage(request.lang, engine.policy);
  const lang = request.lang ?? languageOfShell(io);
  const speaker = { policy: engine.policy, lang: engine.policy.wording.of(lang).language };
  if (read.kind === 'detected' && read.input.kind === 'account') {
    const found = await examineAccount(read.input.account);
    return show({ input: 'account', decision: null, answer: answerForAccount(found, speaker) }, request, io);
  }
  return judge(read, engine, speaker, request, io);
}

async function judge(
  read: CheckInput,
  engine: Engine,
  speaker: Speaker,
  request: CheckRequest,
  io: Io,
): Promise<ExitCode> {
  const { value, remarks, input } = draftOf(read, speaker);
  const parsed = parseEvent(value, engine.screener.stamp);
  if (!parsed.ok) {
    const { field, message } = parsed.refusal;
    const place = read.file ?? 'input';
    io.stderr.write(`${place}: ${field === undefined ? '' : `${field}: `}${message}\n`);
    return EXIT.badLines;
  }
  const facts = { door: 'person', readerLang: speaker.lang, mode: 'observe' } as const;
  const decision = engine.screener.screen(parsed.event, facts);
  return show({ input, decision, answer: answerOf(decision, parsed.event, remarks, speaker) }, request, io);
}

type Draft = { readonly value: unknown; readonly input: string; readonly remarks: readonly string[] };

function draftOf(read: CheckInput, { policy, lang }: Speaker): Draft {
  if (read.kind === 'event') return { value: read.value, input: 'event', remarks: [] };
  const damage = read.damaged ? [sayCheckLine(policy, lang, 'remark-damaged')] : [];
  const { input, cut } = shortened(read.input);
  const cuts = cut ? [sayCheckLine(policy, lang, 'remark-cut', { count: EVENT_LIMITS.body })] : [];
  return { value: eventDraftOf(input), input: input.kind, remarks: [...cuts, ...damage] };
}

/** A message over the limit is judged as far as the limit goes, and the answer says so. */
function shortened(input: DetectedInput): { readonly input: DetectedInput; readonly cut: boolean } {
  if (input.kind !== 'text' || countCodePoints(input.body) <= EVENT_LIMITS.body) return { input, cut: false };
  const body = Array.from(input.body).slice(0, EVENT_LIMITS.body).join('');
  return { input: { kind: 'text', body }, cut: true };
}

type Outcome = { readonly input: string; readonly decision: Decision | null; readonly answer: CheckAnswer };

function show({ input, decision, answer }: Outcome, { json }: CheckRequest, io: Io): ExitCode {
  const { finding, headline, summary, advice, notChecked } = answer;
  const machine = { input, finding, headline, summary, advice, notChecked, decision };
  io.stdout.write(json ? `${JSON.stringify(machine)}\n` : renderAnswer(answer, io.stdout));
  return finding ? EXIT.finding : EXIT.done;
}

// POSIX: LC_ALL overrules LC_MESSAGES, which overrules LANG. A language without wording is answered in English.
function languageOfShell({ env }: Io): string {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return (locale ?? 'en').split(/[_.@]/u, 1)[0] ?? 'en';
}
