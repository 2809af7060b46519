// SPDX-License-Identifier: Apache-2.0
/**
 * Wording: what Tocsin says to the person affected, one file a language, all of one shape. Templates have `{slots}`; what
 * fills them came from strangers and is made printable first.
 */
import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import type { Verdict } from '../decision.ts';
import { VERDICTS } from '../decision.ts';
import { EVENT_KINDS, type EventKind } from '../event.ts';
import type { WordingParams } from '../evidence.ts';
import type { WordingKey } from '../reason-codes.ts';
import { type PageWords, pageSchema } from './page-words.ts';
import { parseDocument } from './policy-error.ts';
import { sentence } from './sentence.ts';

const perVerdict = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ allow: schema, warn: schema, hold: schema, block: schema });
const perKind = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ text: schema, call: schema, link: schema, transfer: schema });

export const wordingSchema = z.strictObject({
  /** BCP 47. */
  language: z.string().min(2),
  /** The language's own name for itself. */
  name: z.string().min(1),
  /** By reason code: `prior`, `text-passage`, `rule.<rule id>`. */
  reasons: z.record(z.string(), sentence),
  /** What was decided, by channel. */
  verdicts: perKind(perVerdict(sentence)),
  /** What to do now, by channel, where the scheme has no advice. */
  advice: perKind(perVerdict(z.array(sentence).min(1))),
  /** Lines of the shell's `check`. */
  check: z.record(z.string(), sentence),
  /** What is said of an address in parts. */
  address: z.record(z.string(), sentence),
  page: pageSchema,
  /** By code of the taxonomy or of its groups: what a kind of scam is called, and what to do now. */
  schemes: z.record(z.string(), z.strictObject({ name: sentence, advice: z.array(sentence).min(1).optional() })),
});

type WordingDocument = z.output<typeof wordingSchema>;

/** Literal text and slots by turns: even places are text, odd places slot names. */
type Template = readonly string[];

export type Wording = {
  readonly language: string;
  readonly name: string;
  readonly reasons: ReadonlyMap<string, Template>;
  readonly check: ReadonlyMap<string, Template>;
  readonly verdicts: WordingDocument['verdicts'];
  readonly advice: WordingDocument['advice'];
  readonly address: ReadonlyMap<string, Template>;
  readonly page: PageWords;
  readonly schemes: ReadonlyMap<string, SchemeWords>;
};

type SchemeWords = { readonly name: string; readonly advice?: readonly string[] | undefined };

export type Wordings = {
  readonly languages: readonly string[];
  /** The wording of a language; of an unknown one (also `en-GB` → `en`), English. */
  readonly of: (lang: string) => Wording;
};

// A host or a quoted passage; longer ones say no more.
const LONGEST_SLOT = 80;
const SLOT = /\{([A-Za-z][A-Za-z0-9]*)\}/u;

export function parseWording(file: string, value: unknown): Wording {
  const document = parseDocument(file, wordingSchema, value);
  return {
    language: document.language,
    name: document.name,
    reasons: templatesOf(document.reasons),
    check: templatesOf(document.check),
    address: templatesOf(document.address),
    page: document.page,
    schemes: new Map(Object.entries(document.schemes)),
    verdicts: document.verdicts,
    advice: document.advice,
  };
}

function templatesOf(texts: Readonly<Record<string, string>>): ReadonlyMap<string, Template> {
  return new Map(Object.entries(texts).map(([key, text]) => [key, text.split(SLOT)]));
}

/** Fills a template. A slot without a value becomes an ellipsis: a sentence is never withheld for it. */
function fill(template: Template, params: WordingParams): string {
  let text = template[0] ?? '';
  for (let index = 1; index < template.length; index += 2) {
    const name = template[index] ?? '';
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    text += value === undefined ? '…' : typeof value === 'number' ? String(value) : printable(value, LONGEST_SLOT);
    text += template[index + 1] ?? '';
  }
  return text;
}

type HasWording = { readonly wording: Wordings };

/** The sentence of a reason. A code without wording (the policy's own check finds those) is said as the code itself. */
export function sayReason(policy: HasWording, lang: string, key: WordingKey, params: WordingParams = {}): string {
  return say(policy, lang, 'reasons', key, params);
}

/** In English where a language lacks it: an operator's own rule need not be worded in all of them. */
function say(
  { wording }: HasWording,
  lang: string,
  part: 'reasons' | 'check' | 'address',
  key: string,
  params: WordingParams,
): string {
  const template = wording.of(lang)[part].get(key) ?? wording.of('en')[part].get(key);
  return template ? fill(template, params) : key;
}

/** What was decided about an event of this channel. */
export function sayVerdict(policy: HasWording, lang: string, kind: EventKind, verdict: Verdict): string {
  return policy.wording.of(lang).verdicts[kind][verdict];
}

/** A line of `tocsin check`. */
export function sayCheckLine(policy: HasWording, lang: string, key: string, params: WordingParams = {}): string {
  return say(policy, lang, 'check', key, params);
}

/** A sentence about a part of an address. */
export function sayOfAddress(policy: HasWording, lang: string, key: string, params: WordingParams = {}): string {
  return say(policy, lang, 'address', key, params);
}

/** The name of a scheme for a reader, or its code. */
export function nameScheme({ wording }: HasWording, lang: string, code: string): string {
  return (wording.of(lang).schemes.get(code) ?? wording.of('en').schemes.get(code))?.name ?? code;
}

/** What to do now about a scheme: its own advice, or its group's. */
export function adviseOnScheme({ wording }: HasWording, lang: string, code: string): readonly string[] | undefined {
  const group = code.split('.', 1)[0] ?? code;
  for (const { schemes } of [wording.of(lang), wording.of('en')]) {
    const advice = schemes.get(code)?.advice ?? schemes.get(group)?.advice;
    if (advice) return advice;
  }
  return undefined;
}

/** Every key with its slots, to compare languages: `reasons.prior` → `rate`. */
export function wordingKeys(wording: Wording): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const [key, template] of wording.reasons) keys.set(`reasons.${key}`, slotsOf(template));
  for (const [key, template] of wording.check) keys.set(`check.${key}`, slotsOf(template));
  for (const [key, template] of wording.address) keys.set(`address.${key}`, slotsOf(template));
  for (const [key, text] of Object.entries(wording.page))
    keys.set(`page.${key}`, slotsOf(typeof text === 'string' ? text.split(SLOT) : ['', String(text.length)]));
  for (const [code, { advice }] of wording.schemes) keys.set(`schemes.${code}`, [String(advice?.length ?? 0)]);
  for (const kind of EVENT_KINDS)
    for (const verdict of VERDICTS)
      keys.set(`advice.${kind}.${verdict}`, [String(wording.advice[kind][verdict].length)]);
  return keys;
}

function slotsOf(template: Template): readonly string[] {
  return [...new Set(template.filter((_, index) => index % 2 === 1))].toSorted();
}
