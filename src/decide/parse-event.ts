// SPDX-License-Identifier: Apache-2.0
/**
 * From unknown input to an `Event`, or to one refusal that names the field. The refusal codes and the order in which they
 * are looked for are a contract shared by every reader of NDJSON: too-long, not-json, unknown-kind (absent:
 * missing-field), unknown-field, missing-field, bad-value.
 */
import type { z } from 'zod';
import { isRecord } from '../base/brand.ts';
import type { EventId } from '../base/ids.ts';
import type { Instant } from '../base/instant.ts';
import { printable } from '../base/printable.ts';
import { type Event, EVENT_KINDS, EVENT_LIMITS, EVENT_SCHEMAS, type EventKind } from './event.ts';

export const REFUSAL_CODES = [
  'too-long',
  'not-json',
  'unknown-kind',
  'unknown-field',
  'missing-field',
  'bad-value',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `field` is dotted (`amount.value`); a fault inside a list names the list. `message` is a whole sentence without raw input. */
export type Refusal = { readonly code: RefusalCode; readonly field?: string; readonly message: string };

/** What the door fills in where the sender left it out. Called only then. */
export type Stamp = { readonly id: () => EventId; readonly at: () => Instant };

export type ParsedEvent =
  | { readonly ok: true; readonly event: Event }
  | { readonly ok: false; readonly refusal: Refusal };

/** Parses one JSON text: a line of NDJSON or a body. Of duplicate keys the last counts. Never throws. */
export function parseEventText(json: string, stamp: Stamp): ParsedEvent {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refuse('not-json', undefined, 'This is not valid JSON. Write one object, with double quotes.');
  }
  return parseEvent(value, stamp);
}

/** The refusal for a line or body over the limit, which is never parsed. */
export function tooLong(): Refusal {
  return { code: 'too-long', message: `This is longer than ${EVENT_LIMITS.lineBytes} bytes. Split it or shorten it.` };
}

/** Parses an already decoded JSON value. Never throws. */
export function parseEvent(value: unknown, stamp: Stamp): ParsedEvent {
  if (!isRecord(value))
    return refuse('not-json', undefined, 'This is not a JSON object. Write one object, as {"kind":"text",…}.');
  if (!Object.hasOwn(value, 'kind'))
    return refuse('missing-field', 'kind', 'The field kind is missing. It is text, call, link or transfer.');
  const kind = EVENT_KINDS.find((known) => known === value['kind']);
  if (kind === undefined) return refuse('unknown-kind', 'kind', 'The field kind is not text, call, link or transfer.');
  const parsed = parseKind(kind, value);
  if (!parsed.success) return { ok: false, refusal: firstRefusal(value, parsed.error.issues) };
  const { id, at, ...fields } = parsed.data;
  return { ok: true, event: { ...fields, id: id ?? stamp.id(), at: at ?? stamp.at() } };
}

function parseKind(kind: EventKind, value: unknown) {
  switch (kind) {
    case 'text':
      return EVENT_SCHEMAS.text.safeParse(value);
    case 'call':
      return EVENT_SCHEMAS.call.safeParse(value);
    case 'link':
      return EVENT_SCHEMAS.link.safeParse(value);
    case 'transfer':
      return EVENT_SCHEMAS.transfer.safeParse(value);
  }
}

function refuse(code: RefusalCode, field: string | undefined, message: string): ParsedEvent {
  return { ok: false, refusal: field === undefined ? { code, message } : { code, field, message } };
}

// One refusal a line: the first code in the order of the contract, and of equal codes the first field.
function firstRefusal(value: unknown, issues: readonly z.core.$ZodIssue[]): Refusal {
  let best: Refusal | undefined;
  for (const issue of issues) {
    const refusal = refusalOf(value, issue);
    if (!best || REFUSAL_CODES.indexOf(refusal.code) < REFUSAL_CODES.indexOf(best.code)) best = refusal;
  }
  return best ?? { code: 'bad-value', message: 'This is not an event.' };
}

function refusalOf(value: unknown, issue: z.core.$ZodIssue): Refusal {
  const path = issue.path.map(String);
  const kept = fieldPath(value, path);
  if (issue.code === 'unrecognized_keys') {
    const key = printable(issue.keys[0] ?? '', 40);
    const field = (kept.length < path.length ? kept : [...kept, key]).join('.');
    const message =
      kept.length < path.length
        ? `The list ${field} holds a field that is not known here. Remove it or correct its name.`
        : `The field ${field} is not known here. Remove it or correct its name.`;
    return { code: 'unknown-field', field, message };
  }
  const field = kept.join('.');
  if (isMissing(value, path)) {
    return { code: 'missing-field', field, message: `The field ${field} is missing.` };
  }
  return { code: 'bad-value', field, message: `The field ${field} ${sentenceOf(issue)}.` };
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union') return UNION_SENTENCE;
  if (issue.code !== 'invalid_type' || issue.message.startsWith('must')) return issue.message;
  return `must be ${TYPE_NAMES[issue.expected] ?? `of type ${issue.expected}`}`;
}

// The one union of the schema is the transcript.
const UNION_SENTENCE =
  'must be a text or a list of turns {speaker, text}, each with speaker caller or callee, within the limits';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** The path up to the first list: a fault inside a list names the list. */
function fieldPath(value: unknown, path: readonly string[]): string[] {
  const kept: string[] = [];
  let at: unknown = value;
  for (const key of path) {
    if (Array.isArray(at)) break;
    kept.push(key);
    at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return kept;
}

function isMissing(value: unknown, path: readonly string[]): boolean {
  let at: unknown = value;
  for (const key of path) {
    if (Array.isArray(at)) return false;
    if (!isRecord(at) || !Object.hasOwn(at, key)) return true;
    at = at[key];
  }
  return false;
}
