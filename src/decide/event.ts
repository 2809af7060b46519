// SPDX-License-Identifier: Apache-2.0
/**
 * Events: what Tocsin is asked about. An NDJSON line, an HTTP body and this type have one shape; this file is the edge
 * where unknown input becomes an `Event`, once, and nothing inside validates again.
 *
 * Glossary
 * - event: something that happened on a network and may be part of a scam: a text, a call, a link opened, a transfer.
 * - text: a message of any bearer (SMS, RCS, chat, mail). call: a telephone call, with its transcript where there is one.
 * - link: a URL somebody is about to open. transfer: money about to move from one account to another.
 * - subject: an opaque key of the person protected, so that channels can be joined without a name.
 * - attestation: what the originating network vouched for under STIR/SHAKEN (RFC 8588): A full, B partial, C gateway.
 * - route: whether a call entered by a domestic or an international trunk.
 * - decision: the answer to one event: verdict, score, reasons. verdict: allow, warn, hold or block.
 * - finding: one piece of evidence with its weight; a reason is a finding in the words of the person affected.
 * - weight: additive log-odds. prior: log-odds before anything about this event is known.
 * - scheme: a kind of scam, a code of the taxonomy (`bank.safe-account`).
 * - door: where the event came in: a person asks, a program screens, an enforcement point acts.
 * - indicator: an identifier with a status (suspect, confirmed…) that evidence supports. wave: copies of one template.
 * - operator: who runs Tocsin. institution: a bank, telecom or internet firm that answers orders.
 */
import { z } from 'zod';
import { parseAccountId } from '../base/account-id.ts';
import { type Brand, brand } from '../base/brand.ts';
import { countCodePoints } from '../base/code-points.ts';
import { type EventId, parseEventId } from '../base/ids.ts';
import { type Instant, parseInstant } from '../base/instant.ts';
import { isPositiveAmount, parseCurrency } from '../base/money.ts';
import { parsePhoneNumber } from '../base/phone-number.ts';
import { EVENT_LIMITS } from './event-limits.ts';

export { EVENT_LIMITS } from './event-limits.ts';

export type SubjectKey = Brand<string, 'SubjectKey'>;
/** A telephone number, short code, alphanumeric sender id or mail address, as the message showed it. */
export type SenderAddress = Brand<string, 'SenderAddress'>;

const CONTROL = /[\p{Cc}\p{Cs}]/u;
const OUTER_BLANKS = /^\s+|\s+$/gu;

/** A string field with a limit in code points; "anything" may be empty and may hold control characters. */
function textField(limit: number, what: 'one line' | 'anything') {
  return z.string().check((context) => {
    const { value } = context;
    // A string of n units has at most n code points, so the count is only taken where it can matter.
    const tooLong = value.length > limit && countCodePoints(value) > limit;
    if (value.length === 0 && what === 'one line') context.issues.push(issueOf(value, 'must not be empty'));
    else if (tooLong) context.issues.push(issueOf(value, `must have at most ${limit} characters`));
    else if (what === 'one line' && CONTROL.test(value))
      context.issues.push(issueOf(value, 'must be one line without control characters'));
  });
}

/** A string field that a parser of `base/` turns into a branded value. */
function parsedField<Value>(limit: number, parse: (text: string) => Value | undefined, message: string) {
  return textField(limit, 'one line').transform((text, context): Value => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.issues.push(issueOf(text, message));
    return z.NEVER;
  });
}

function issueOf(input: unknown, message: string) {
  return { code: 'custom', input, message } as const;
}

function parseSubject(text: string): SubjectKey | undefined {
  return /^[^\s\p{Cc}\p{Cs}]+$/u.test(text) ? brand<SubjectKey>(text) : undefined;
}

function parseSender(text: string): SenderAddress | undefined {
  const number = parsePhoneNumber(text);
  return brand<SenderAddress>(number ?? text.replaceAll(OUTER_BLANKS, ''));
}

const phoneField = parsedField(
  64,
  parsePhoneNumber,
  'must be a telephone number: digits with an optional leading +, at most 32',
);
const accountField = parsedField(
  128,
  parseAccountId,
  'must be an account number, IBAN or wallet of at most 64 letters and digits',
);
const senderField = parsedField(EVENT_LIMITS.name, parseSender, 'must be a number or a sender name');
const duration = z
  .int('must be a whole number of milliseconds')
  .min(0, 'must not be negative')
  .max(EVENT_LIMITS.durationMs, `must be at most ${EVENT_LIMITS.durationMs} ms (7 days)`);

const common = {
  id: parsedField(64, parseEventId, 'must be 1 to 64 of A–Z a–z 0–9 . _ : -').optional(),
  at: parsedField(
    64,
    parseInstant,
    'must be a date and time that exists, in RFC 3339 with an offset, as 2026-03-04T12:05:00Z',
  ).optional(),
  subject: parsedField(EVENT_LIMITS.subject, parseSubject, 'must be an opaque key without blanks').optional(),
};

const turnSchema = z.strictObject({
  speaker: z.enum(['caller', 'callee']),
  text: textField(EVENT_LIMITS.transcript, 'anything'),
});

const textSchema = z.strictObject({
  kind: z.literal('text'),
  ...common,
  from: senderField,
  to: phoneField.optional(),
  body: textField(EVENT_LIMITS.body, 'anything'),
  lang: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, 'must be a language tag, as en or zh-Hant')
    .optional(),
  via: z.enum(['sms', 'rcs', 'chat', 'mail']).optional(),
});

const callSchema = z.strictObject({
  kind: z.literal('call'),
  ...common,
  from: phoneField.optional(),
  to: phoneField.optional(),
  displayName: textField(EVENT_LIMITS.name, 'one line').optional(),
  attestation: z.enum(['A', 'B', 'C', 'none', 'failed']).optional(),
  route: z.enum(['domestic', 'international']).optional(),
  ringMs: duration.optional(),
  durationMs: duration.optional(),
  answered: z.boolean().optional(),
  transcript: z
    .union([
      textField(EVENT_LIMITS.transcript, 'anything'),
      z
        .array(turnSchema)
        .min(1, 'must hold at least one turn')
        .max(EVENT_LIMITS.turns, `must hold at most ${EVENT_LIMITS.turns} turns`),
    ])
    .optional(),
});

const linkSchema = z.strictObject({
  kind: z.literal('link'),
  ...common,
  url: textField(EVENT_LIMITS.url, 'one line'),
  referrer: z.enum(['text', 'call', 'mail', 'ad', 'chat']).optional(),
  visitor: textField(EVENT_LIMITS.name, 'one line').optional(),
});

const amountSchema = z
  .strictObject({
    value: z.string('must be a decimal string, as "12.50"'),
    currency: parsedField(3, parseCurrency, 'must be an ISO 4217 code, as EUR'),
  })
  .check((context) => {
    const { value, currency } = context.value;
    if (isPositiveAmount(value, currency)) return;
    const message = `must be a positive decimal string without sign or exponent, with no more decimals than ${currency} has`;
    context.issues.push({ ...issueOf(value, message), path: ['value'] });
  });

const transferSchema = z.strictObject({
  kind: z.literal('transfer'),
  ...common,
  from: z.strictObject({
    account: accountField,
    holder: textField(EVENT_LIMITS.name, 'one line').optional(),
    phone: phoneField.optional(),
  }),
  to: z.strictObject({
    account: accountField,
    name: textField(EVENT_LIMITS.name, 'one line').optional(),
    bank: textField(EVENT_LIMITS.name, 'one line').optional(),
  }),
  amount: amountSchema,
  memo: textField(EVENT_LIMITS.memo, 'anything').optional(),
  channel: textField(EVENT_LIMITS.name, 'one line').optional(),
  context: z
    .strictObject({
      onCall: z.boolean().optional(),
      remoteAccess: z.boolean().optional(),
      newDevice: z.boolean().optional(),
      screenShared: z.boolean().optional(),
    })
    .optional(),
});

/** The wire shape by kind; `GET /openapi.json` is made from these. */
export const EVENT_SCHEMAS = {
  text: textSchema,
  call: callSchema,
  link: linkSchema,
  transfer: transferSchema,
} as const;

export type EventKind = keyof typeof EVENT_SCHEMAS;
export const EVENT_KINDS = ['text', 'call', 'link', 'transfer'] as const satisfies readonly EventKind[];

type Stamped = { readonly id: EventId; readonly at: Instant };
type Inner<Schema extends z.ZodType> = Readonly<Omit<z.output<Schema>, 'id' | 'at'>> & Stamped;

export type TextEvent = Inner<typeof textSchema>;
export type CallEvent = Inner<typeof callSchema>;
export type LinkEvent = Inner<typeof linkSchema>;
export type TransferEvent = Inner<typeof transferSchema>;
export type Event = TextEvent | CallEvent | LinkEvent | TransferEvent;
