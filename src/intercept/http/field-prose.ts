// SPDX-License-Identifier: Apache-2.0
/** What the fields of events mean, for the documentation: by `kind.path`, or by path where kinds agree. A test finds gaps. */
import { EVENT_LIMITS } from '../../decide/event.ts';

type Prose = {
  readonly description: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
};

const NUMBER = 'digits with an optional leading +, at most 32; separators that people write are dropped';

function upTo(maxLength: number, description: string): Prose {
  return { description, minLength: 1, maxLength };
}

export const FIELD_PROSE: Readonly<Record<string, Prose>> = {
  kind: { description: 'What happened.' },
  id: upTo(64, 'Your own id of the event: A–Z a–z 0–9 . _ : - . Made when it is missing.'),
  at: { description: 'When it happened, with an offset. Now, when it is missing.', format: 'date-time' },
  subject: upTo(EVENT_LIMITS.subject, 'An opaque key of the person protected, never a name or a number.'),
  'text.from': upTo(EVENT_LIMITS.name, 'Who sent it, as shown: a number, a short code, a sender name or an address.'),
  'text.to': upTo(64, `Who received it: ${NUMBER}.`),
  body: { description: 'The message, exactly as it came.', maxLength: EVENT_LIMITS.body },
  lang: { description: 'Language of the message, if known: a tag, as en or zh-Hant.' },
  via: { description: 'How it came.' },
  'call.from': upTo(64, `Who called: ${NUMBER}. Missing when withheld.`),
  'call.to': upTo(64, `Who was called: ${NUMBER}.`),
  displayName: upTo(EVENT_LIMITS.name, 'The name that was shown. The caller wrote it: it is judged as a claim.'),
  attestation: { description: 'What the originating network vouched for under STIR/SHAKEN.' },
  route: { description: 'Whether the call entered by a domestic or an international trunk.' },
  ringMs: { description: 'How long it rang, in milliseconds.' },
  durationMs: { description: 'How long it was talked, in milliseconds.' },
  answered: { description: 'Whether it was answered.' },
  transcript: { description: `What was said: a text, or up to ${EVENT_LIMITS.turns} turns.` },
  url: upTo(EVENT_LIMITS.url, 'The link as it was shown or opened, also without a scheme or defanged.'),
  referrer: { description: 'Where the link was.' },
  visitor: upTo(EVENT_LIMITS.name, 'An opaque key of whoever opens it.'),
  'transfer.from': { description: 'The account that pays.' },
  'transfer.to': { description: 'The account that is paid.' },
  'from.account': upTo(128, 'IBAN, national number, card or wallet.'),
  'from.holder': upTo(EVENT_LIMITS.name, 'Name of the holder.'),
  'from.phone': upTo(64, `Number of the holder: ${NUMBER}.`),
  'to.account': upTo(128, 'IBAN, national number, card or wallet.'),
  'to.name': upTo(EVENT_LIMITS.name, 'Name of the payee as it was typed.'),
  'to.bank': upTo(EVENT_LIMITS.name, 'The bank of the payee.'),
  amount: { description: 'How much.' },
  'amount.value': { description: 'A positive decimal string, with no more decimals than the currency has.' },
  'amount.currency': { description: 'ISO 4217.' },
  memo: { description: 'What the payer wrote.', maxLength: EVENT_LIMITS.memo },
  channel: upTo(EVENT_LIMITS.name, 'How it was ordered: app, branch, card.'),
  context: { description: 'What was going on on the device of the payer.' },
  'context.onCall': { description: 'A call was under way.' },
  'context.remoteAccess': { description: 'Somebody else could control the device.' },
  'context.newDevice': { description: 'The device was new to the account.' },
  'context.screenShared': { description: 'The screen was being shown to somebody.' },
};
