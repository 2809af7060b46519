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
import { parseDocument } from './policy-error.ts';

const sentence = z.string().min(1).max(400);
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
  /** What to do now, by channel, where the taxonomy has no advice for the scheme. */
  advice: perKind(perVerdict(z.array(sentence).min(1))),
  /** Lines of the shell's `check`. */
  check: z.record(z.string(), sentence),
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
};

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
    reasons: new Map(Object.entries(document.reasons).map(([key, text]) => [key, text.split(SLOT)])),
    check: new Map(Object.entries(document.check).map(([key, text]) => [key, text.split(SLOT)])),
    verdicts: document.verdicts,
    advice: document.advice,
  };
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
  const template = policy.wording.of(lang).reasons.get(key);
  return template ? fill(template, params) : key;
}

/** What was decided about an event of this channel. */
export function sayVerdict(policy: HasWording, lang: string, kind: EventKind, verdict: Verdict): string {
  return policy.wording.of(lang).verdicts[kind][verdict];
}

/** A line of `tocsin check`. */
export function sayCheckLine(policy: HasWording, lang: string, key: string, params: WordingParams = {}): string {
  const template = policy.wording.of(lang).check.get(key);
  return template ? fill(template, params) : key;
}

/** Every key with its slots, to compare languages: `reasons.prior` → `rate`. */
export function wordingKeys(wording: Wording): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const [key, template] of wording.reasons) keys.set(`reasons.${key}`, slotsOf(template));
  for (const [key, template] of wording.check) keys.set(`check.${key}`, slotsOf(template));
  for (const kind of EVENT_KINDS)
    for (const verdict of VERDICTS)
      keys.set(`advice.${kind}.${verdict}`, [String(wording.advice[kind][verdict].length)]);
  return keys;
}

function slotsOf(template: Template): readonly string[] {
  return [...new Set(template.filter((_, index) => index % 2 === 1))].toSorted();
}
