// SPDX-License-Identifier: Apache-2.0
/**
 * From a decision to what a person reads: one of four forms first, then the verdict in words, the strongest reasons, the
 * passages they rest on, what to do. Pure, and without a document: the server renders it for browsers without script, the
 * page for the others.
 */
import { MOST_REASONS_FOR_PERSON, reasonsForPerson } from '../../src/decide/reasons-for-person.ts';
import type { AddressParts, Decision, Reason, Verdict } from '../../src/decide/decision.ts';
import type { EventKind } from '../../src/decide/event.ts';
import type { PageWords } from '../../src/decide/policy/page-words.ts';
import { fillWords } from './words.ts';

/** Everything to be said about a decision in one language; `GET /page/words.json`. */
export type AnswerWords = {
  readonly lang: string;
  readonly page: PageWords;
  readonly verdicts: Readonly<Record<EventKind, Readonly<Record<Verdict, string>>>>;
  readonly advice: Readonly<Record<EventKind, Readonly<Record<Verdict, readonly string[]>>>>;
  /** By code of the taxonomy. */
  readonly schemes: Readonly<Record<string, { readonly name: string; readonly advice: readonly string[] }>>;
  /** Above the parts of an address. */
  readonly addressTitle: string;
};

export type Segment = { readonly text: string; readonly marked: boolean };

/** `unjudged` is no verdict: nothing was typed, or nothing could be judged. */
export const FORMS = ['reported', 'warning', 'nothing', 'verified', 'unjudged'] as const;
export type Form = (typeof FORMS)[number];

export type Answer = {
  readonly form: Form;
  /** The form in words; empty for `unjudged`. */
  readonly heading: string;
  readonly headline: string;
  readonly scheme?: string;
  readonly reasons: readonly string[];
  /** The text in pieces, when a reason points at a passage of it. */
  readonly passage: readonly Segment[];
  readonly address: readonly string[];
  readonly advice: readonly string[];
  readonly notChecked: readonly string[];
  readonly caution: string;
  readonly weights: readonly { readonly because: string; readonly weight: string }[];
  readonly scoreMeans: string;
};

// They tell how the sum came about, and nothing that a person could look at.
const BOOKKEEPING: ReadonlySet<string> = new Set(['prior', 'text-other', 'certainty-capped']);

export function answerOf(decision: Decision, text: string, words: AnswerWords): Answer {
  const { verdict, kind, reasons, address } = decision;
  const warns = verdict !== 'allow';
  const telling = warns
    ? reasonsForPerson(reasons)
    : reasons.filter(({ code, weight }) => !BOOKKEEPING.has(code) && weight < 0);
  const sentences = unique(telling.map(({ because }) => because)).slice(0, MOST_REASONS_FOR_PERSON);
  const scheme = decision.scheme === undefined ? undefined : words.schemes[decision.scheme];
  // About a link the channel knows best: nothing has happened yet, and the scheme is a guess from a name.
  const schemeAdvice = warns && kind !== 'link' ? (scheme?.advice ?? []) : [];
  const form = formOf(decision);
  const heading = headingOf(form, decision, words.page);
  return {
    form,
    heading,
    headline: goOn(heading, words.verdicts[kind][verdict]),
    ...(scheme ? { scheme: scheme.name } : {}),
    reasons: sentences,
    passage: segmentsOf(
      text,
      telling.filter(({ because }) => sentences.includes(because)),
    ),
    address: (address?.says ?? []).filter((sentence) => !sentences.includes(sentence)),
    advice: schemeAdvice.length > 0 ? schemeAdvice : words.advice[kind][verdict],
    notChecked: unique(reasons.filter(({ weight }) => weight === 0).map(({ because }) => because)),
    caution: cautionOf(form, words.page),
    weights: reasons.map(({ because, weight }) => ({ because, weight: signed(weight) })),
    scoreMeans: fillWords(words.page.scoreMeans, { count: countOf(decision.score) }),
  };
}

export function answerToAccount({ page }: { readonly page: PageWords }): Answer {
  return unjudged(page.account, page.accountHelp);
}

/** For what was not judged at all: nothing typed, a refusal, a server that is not there. */
export function unjudged(headline: string, advice: readonly string[] = []): Answer {
  const nothing = { reasons: [], passage: [], address: [], notChecked: [], caution: '', weights: [], scoreMeans: '' };
  return { form: 'unjudged', heading: '', headline, advice, ...nothing };
}

function formOf({ verdict, address }: Decision): Exclude<Form, 'unjudged'> {
  switch (verdict) {
    case 'block':
      return 'reported';
    case 'hold':
    case 'warn':
      return 'warning';
    case 'allow':
      return isProved(address) ? 'verified' : 'nothing';
  }
}

/** What is merely recalled proves nothing. */
function isProved(address: AddressParts | undefined): boolean {
  return address?.owner?.class === 'registry' || address?.owner?.class === 'directory';
}

function headingOf(form: Exclude<Form, 'unjudged'>, { address }: Decision, page: PageWords): string {
  switch (form) {
    case 'reported':
      return page.formReported;
    case 'warning':
      return page.formWarning;
    case 'nothing':
      return page.formNothing;
    case 'verified':
      return [page.formVerified, address?.owner?.name ?? address?.site].filter((part) => part !== undefined).join(': ');
  }
}

/** A verdict that begins with the words of its heading goes on after them. */
function goOn(heading: string, verdict: string): string {
  if (!verdict.startsWith(heading)) return verdict;
  const rest = /^[.:!\u3002\uFF01\uFF1A\u0964]\s*(.+)$/u.exec(verdict.slice(heading.length));
  return rest?.[1] ?? verdict;
}

function cautionOf(form: Exclude<Form, 'unjudged'>, page: PageWords): string {
  switch (form) {
    case 'reported':
    case 'warning':
      return page.notProof;
    case 'nothing':
      return page.noGuarantee;
    case 'verified':
      return page.verifiedOwnerHelp;
  }
}

/** Cuts `text` at the passages that reasons point at. Spans count code points. Empty when there is none. */
export function segmentsOf(text: string, reasons: readonly Reason[]): readonly Segment[] {
  const points = Array.from(text);
  const marks = points.map(() => false);
  for (const { evidence } of reasons) {
    for (const one of evidence ?? []) {
      if (one.type === 'span') marks.fill(true, one.start, one.end);
    }
  }
  if (!marks.includes(true)) return [];
  const segments: Segment[] = [];
  let start = 0;
  for (let at = 1; at <= points.length; at += 1) {
    if (at < points.length && marks[at] === marks[start]) continue;
    segments.push({ text: points.slice(start, at).join(''), marked: marks[start] === true });
    start = at;
  }
  return segments;
}

function unique(sentences: readonly string[]): readonly string[] {
  return [...new Set(sentences)];
}

/** Never 0 or 100 of a hundred: nobody is that sure. */
function countOf(score: number): string {
  return String(Math.min(99, Math.max(1, Math.round(score * 100))));
}

// A true minus sign, so that a screen reader says it and columns align.
function signed(weight: number): string {
  const digits = Math.abs(weight).toFixed(1);
  if (digits === '0.0') return '0.0';
  return weight < 0 ? `−${digits}` : `+${digits}`;
}
