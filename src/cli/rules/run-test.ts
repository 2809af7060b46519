// SPDX-License-Identifier: Apache-2.0
/** `tocsin rules test FILE [--text TEXT | EVENTS]` */
import { UsageError } from '../../base/errors.ts';
import { newEventId } from '../../base/ids.ts';
import { type Instant, instantOf } from '../../base/instant.ts';
import { nearest } from '../../base/nearest.ts';
import { printable } from '../../base/printable.ts';
import { createDecider } from '../../decide/decide.ts';
import type { Event } from '../../decide/event.ts';
import type { Door } from '../../decide/facts.ts';
import { parseEvent } from '../../decide/parse-event.ts';
import { parseRuleFile } from '../../decide/rules/rule-file.ts';
import { type ConditionAnswer, explainRules, type RuleAnswer } from '../../lab/rules/explain-rules.ts';
import { readEvents } from '../../lab/rules/read-events.ts';
import {
  openTrial,
  policyInForce,
  policyOnTrial,
  type Trial,
  type TrialSources,
} from '../../lab/rules/rule-file-on-trial.ts';
import { loadEngine } from '../../screen/load.ts';
import { parseYaml } from '../../screen/parsed-yaml.ts';
import { EXIT, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';

export type TestRequest = {
  readonly sources: TrialSources;
  readonly json: boolean;
  readonly door: Door;
  readonly text: string | undefined;
  readonly events: string | undefined;
  readonly rule: string | undefined;
};

export async function runTest(request: TestRequest, io: Io): Promise<ExitCode> {
  const trial = openTrial(request.sources);
  const ids = idsOf(trial, request.rule);
  const tryOn = createTrial(trial, ids, request);
  const now = instantOf(Date.now());
  if (request.text !== undefined) {
    io.stdout.write(tryOn(eventOfText(request.text, now)));
    return EXIT.done;
  }
  if (request.events === undefined)
    throw new UsageError('Say what to try the rules on: --text TEXT, or a file of events after the rule file.');
  let isBad = false;
  for await (const line of readEvents(request.events, now)) {
    if (line.ok) io.stdout.write(tryOn(line.event));
    else {
      isBad = true;
      io.stderr.write(`${printable(request.events, 200)}:${line.line}: ${line.refusal.message}\n`);
    }
    await io.stdout.ready();
  }
  return isBad ? EXIT.badLines : EXIT.done;
}

function idsOf(trial: Trial, only: string | undefined): ReadonlySet<string> {
  // Compiling it with the policy first tells a fault of the file with its line.
  policyOnTrial(trial).rules.compileAll();
  const ids = parseRuleFile(trial.file, parseYaml(trial.file, trial.text)).rules.map(({ id }) => id);
  if (only === undefined) return new Set(ids);
  if (ids.includes(only)) return new Set([only]);
  const near = nearest(only, ids);
  throw new UsageError(
    `The file has no rule ${printable(only, 60)}${near === undefined ? '' : `; did you mean ${near}`}.`,
  );
}

// Ofcom's number for drama: nobody's.
const NOBODY = '+447700900000';

function eventOfText(body: string, at: Instant): Event {
  const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => at };
  const parsed = parseEvent({ kind: 'text', id: 'text', from: NOBODY, body }, stamp);
  if (!parsed.ok) throw new UsageError(parsed.refusal.message.replace('The field body', 'The text'));
  return parsed.event;
}

function createTrial(trial: Trial, ids: ReadonlySet<string>, { door, json, rule }: TestRequest) {
  const { models } = loadEngine();
  const policy = policyOnTrial(trial);
  const deciders = {
    without: createDecider({ models, policy: policyInForce(trial) }),
    with: createDecider({ models, policy }),
  };
  const facts = { door, readerLang: 'en', mode: 'observe' } as const;
  return (event: Event): string => {
    const rules = explainRules(policy, event, (id) => ids.has(id));
    const before = deciders.without.decide(event, facts);
    const after = deciders.with.decide(event, facts);
    if (json) {
      const shown = ({ verdict, score }: typeof before) => ({ verdict, score });
      return `${JSON.stringify({ eventId: event.id, with: shown(after), without: shown(before), rules })}\n`;
    }
    const head = `${event.id}: ${after.verdict}, score ${percent(after.score)} with this file; ${before.verdict}, score ${percent(before.score)} without.\n`;
    // One rule is shown whole: there is nothing to choose from.
    const isShort = rule === undefined && ids.size > 1;
    return `${head}${isShort ? describeAll(rules) : rules.map(describeWhole).join('')}\n`;
  };
}

function percent(score: number): string {
  return score.toFixed(3);
}

function describeAll(rules: readonly RuleAnswer[]): string {
  const hits = rules.filter(({ hit, expired }) => hit && !expired);
  const expired = rules.filter((answer) => answer.hit && answer.expired);
  const near = rules.filter(({ hit, answer }) => !hit && hasPartHeld(answer));
  const silent = rules.length - hits.length - expired.length - near.length;
  const none = hits.length === 0 ? '  no rule of this file counted\n' : '';
  return (
    none +
    hits.map(describeWhole).join('') +
    expired.map((answer) => `  expired  ${title(answer)}\n`).join('') +
    near.map((answer) => `  silent   ${title(answer)}: lacked ${lacking(answer.answer)}\n`).join('') +
    (silent === 0 ? '' : `  ${silent} other ${silent === 1 ? 'rule' : 'rules'} found nothing of theirs\n`)
  );
}

function title({ id, weight, decides, remember }: RuleAnswer): string {
  const decided = decides === undefined ? '' : `, decides ${decides}`;
  const kept = remember ? `, remembers ${remember.pretext} for ${remember.forHours} h` : '';
  return `${id} (${weight > 0 ? '+' : ''}${weight}${decided}${kept})`;
}

/** Words or a pattern were found although the whole did not hold. */
function hasPartHeld({ asks, held, parts }: ConditionAnswer): boolean {
  if (asks === 'not') return false;
  return parts.length === 0 ? held && !asks.startsWith('field ') : parts.some(hasPartHeld);
}

function lacking({ asks, held, parts }: ConditionAnswer): string {
  if (asks === 'not') return `the absence of ${parts[0]?.asks ?? 'something'} (found ${quoted(foundIn(parts[0]))})`;
  if (asks === 'all of') {
    const first = parts.find((part) => !part.held);
    return first === undefined ? asks : lacking(first);
  }
  if (asks === 'any of') return parts.map(lacking).join(' or ');
  return held ? 'nothing' : asks;
}

function foundIn(answer: ConditionAnswer | undefined): string {
  if (!answer) return '';
  return answer.found ?? answer.parts.map(foundIn).find((found) => found !== '') ?? '';
}

function describeWhole(answer: RuleAnswer): string {
  const state = answer.expired ? 'expired ' : answer.hit ? 'counts  ' : 'silent  ';
  return `  ${state} ${title(answer)}\n${describe(answer.answer, '           ')}`;
}

function describe({ asks, held, found, parts }: ConditionAnswer, indent: string): string {
  const shown = found === undefined ? '' : `: ${quoted(found)}`;
  const own = `${indent}${held ? 'yes' : 'no '}  ${printable(asks, 200)}${shown}\n`;
  return own + parts.map((part) => describe(part, `${indent}  `)).join('');
}

function quoted(text: string): string {
  return `"${printable(text, 80)}"`;
}
