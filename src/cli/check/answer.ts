// SPDX-License-Identifier: Apache-2.0
/** A decision in the order in which a frightened person needs it: verdict, why, what to do, what was not checked. */
import type { Decision, Reason } from '../../decide/decision.ts';
import type { Event } from '../../decide/event.ts';
import type { Evidence } from '../../decide/evidence.ts';
import { MOST_REASONS_FOR_PERSON, reasonsForPerson } from '../../decide/reasons-for-person.ts';
import {
  adviseOn,
  nameScheme,
  type Policy,
  sayCheckLine,
  sayOfAddress,
  sayVerdict,
} from '../../decide/policy/policy.ts';
import type { Span } from '../terminal/marked-text.ts';

export type Quote = { readonly text: string; readonly spans: readonly Span[] };
export type ShownReason = { readonly because: string; readonly quotes: readonly Quote[] };

export type CheckAnswer = {
  readonly finding: boolean;
  readonly headline: string;
  readonly summary: readonly string[];
  readonly reasonsTitle: string;
  readonly reasons: readonly ShownReason[];
  /** Of a link: its address in parts. Empty for anything else. */
  readonly addressTitle: string;
  readonly address: readonly string[];
  readonly adviceTitle: string;
  readonly advice: readonly string[];
  readonly notCheckedTitle: string;
  readonly notChecked: readonly string[];
};

export type Speaker = { readonly policy: Policy; readonly lang: string };

// What the model's reasons must weigh to be worth a line where nothing was found: four times the odds, or a quarter.
const LEAST_WEIGHT = 1.4;

export function answerOf(decision: Decision, event: Event, remarks: readonly string[], speaker: Speaker): CheckAnswer {
  const { policy, lang } = speaker;
  const say: Say = (key, params = {}) => sayCheckLine(policy, lang, key, params);
  const finding = decision.verdict !== 'allow';
  // Likely enough for a warning, were genuine messages like it not common.
  const unclear = !finding && decision.score >= policy.thresholds[decision.kind].warn;
  const { scheme, kind, verdict } = decision;
  const resembles = scheme === undefined ? [] : [say('resembles', { scheme: nameScheme(policy, lang, scheme) })];
  const shown = strongestReasons(decision.reasons, finding || unclear).map((reason) => shownReason(reason, event));
  return {
    finding,
    headline: unclear ? say('unclear') : sayVerdict(policy, lang, decision.kind, decision.verdict),
    summary: [...resembles, ...(unclear ? [say('odds-unclear')] : sayOdds(decision, say))],
    reasonsTitle: say(finding ? 'title-why' : 'title-noticed'),
    reasons: shown.length > 0 ? mergeAlike(shown) : [{ because: say('nothing-noticed'), quotes: [] }],
    addressTitle: sayOfAddress(policy, lang, 'title'),
    address: decision.address?.says ?? [],
    adviceTitle: say('title-do'),
    advice: unclear
      ? adviseOn(policy, lang, { kind, verdict: 'warn' })
      : adviseOn(policy, lang, { kind, verdict, ...(scheme === undefined ? {} : { scheme }) }),
    notCheckedTitle: say('title-not-checked'),
    notChecked: [
      ...decision.reasons.filter(({ code }) => TELLS_WHAT_IS_UNKNOWN.has(code)).map(({ because }) => because),
      say(isProved(decision) ? 'not-checked-report' : `not-checked-${decision.kind}`),
      ...remarks,
    ],
  };
}

function isProved({ address }: Decision): boolean {
  return address?.owner !== undefined && address.owner.class !== 'recalled';
}

const TELLS_WHAT_IS_UNKNOWN: ReadonlySet<string> = new Set([
  'unfamiliar',
  'no-transcript',
  'page-not-opened',
  'no-transfer-model',
  'no-call-model',
  'rule_failed',
]);
// Nothing was found: these have no words of their own to point at.
const SAYS_LITTLE: ReadonlySet<string> = new Set([
  ...TELLS_WHAT_IS_UNKNOWN,
  'prior',
  'text-other',
  'certainty-capped',
  'call-turn',
]);

/** For a suspicion what speaks for it; otherwise what stood out either way. */
function strongestReasons(reasons: readonly Reason[], suspicious: boolean): readonly Reason[] {
  if (suspicious) return reasonsForPerson(reasons);
  const telling = reasons.filter(({ code, weight }) => {
    const least = code.startsWith('rule.') ? Number.MIN_VALUE : LEAST_WEIGHT;
    return !SAYS_LITTLE.has(code) && Math.abs(weight) >= least;
  });
  const strongest = telling.toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  return strongest.slice(0, MOST_REASONS_FOR_PERSON);
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

// A probability is said as cases out of ten, after the words and never instead of them. Where nothing was found either
// way it would only be the base rate, which says nothing about this case.
function sayOdds({ score, reasons }: Decision, say: Say): readonly string[] {
  if (reasons.every(({ code, weight }) => code === 'prior' || weight === 0)) return [];
  const ofTen = Math.round(score * 10);
  if (ofTen <= 1) return [say('odds-few')];
  return [ofTen >= 10 ? say('odds-most') : say('odds', { count: ofTen })];
}

function shownReason(reason: Reason, event: Event): ShownReason {
  const quotes = new Map<string, Span[]>();
  for (const evidence of reason.evidence ?? []) {
    if (evidence.type !== 'span') continue;
    const text = textOf(event, evidence);
    if (text === undefined) continue;
    quotes.set(text, [...(quotes.get(text) ?? []), { start: evidence.start, end: evidence.end }]);
  }
  return { because: reason.because, quotes: [...quotes].map(([text, spans]) => ({ text, spans })) };
}

/** Reasons of one sentence become one, with every passage that it is about. */
function mergeAlike(reasons: readonly ShownReason[]): readonly ShownReason[] {
  const merged = new Map<string, Quote[]>();
  for (const { because, quotes } of reasons) {
    const known = merged.get(because) ?? [];
    for (const quote of quotes) {
      const same = known.findIndex(({ text }) => text === quote.text);
      if (same === -1) known.push(quote);
      else known[same] = { text: quote.text, spans: [...(known[same]?.spans ?? []), ...quote.spans] };
    }
    merged.set(because, known);
  }
  return [...merged].map(([because, quotes]) => ({ because, quotes }));
}

function textOf(event: Event, { field, turn }: Extract<Evidence, { type: 'span' }>): string | undefined {
  switch (field) {
    case 'body':
      return event.kind === 'text' ? event.body : undefined;
    case 'from':
      return event.kind === 'text' ? event.from : undefined;
    case 'displayName':
      return event.kind === 'call' ? event.displayName : undefined;
    case 'url':
      return event.kind === 'link' ? event.url : undefined;
    case 'memo':
      return event.kind === 'transfer' ? event.memo : undefined;
    case 'transcript': {
      if (event.kind !== 'call' || event.transcript === undefined) return undefined;
      return typeof event.transcript === 'string' ? event.transcript : event.transcript[turn ?? 0]?.text;
    }
  }
}
