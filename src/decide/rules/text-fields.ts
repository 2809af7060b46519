// SPDX-License-Identifier: Apache-2.0
/** The names by which a rule reads a text: its form, who sent it, and what it names. */
import { parsePhoneNumber } from '../../base/phone-number.ts';
import { countryCodeOf, isDearNumber, isForeignNumber } from '../mention/dear-numbers.ts';
import { isDisguisedFile, isProgramFile } from '../mention/find-files.ts';
import type { FoundMention, MentionKind } from '../mention/mention.ts';
import type { Field } from './fields.ts';
import type { RuleInput } from './rule-input.ts';

const TEXT = ['text'] as const;

function ofText(type: Field['type'], prose: string, read: Field['read']): Field {
  return { channels: TEXT, type, prose, read };
}

/** How many things of some kind the text names. */
function named(prose: string, counts: NonNullable<Field['counts']>): Field {
  const read = (input: RuleInput): number | undefined => {
    const { text } = input.observations;
    if (!text) return undefined;
    let count = 0;
    for (const mention of text.mentions) if (counts(mention, input)) count += 1;
    return count;
  };
  return { ...ofText('number', prose, read), counts };
}

function ofKinds(...kinds: readonly MentionKind[]): (mention: FoundMention) => boolean {
  return ({ kind }) => kinds.includes(kind);
}

/** Country code of whoever received the text; where that is not known, of the number that sent it. */
function homeOf({ event }: RuleInput): string | undefined {
  if (event.kind !== 'text') return undefined;
  const own = event.to === undefined ? undefined : countryCodeOf(event.to);
  const sender = own === undefined ? parsePhoneNumber(event.from) : undefined;
  return own ?? (sender === undefined ? undefined : countryCodeOf(sender));
}

export const TEXT_FIELDS = {
  'text.links': ofText('number', 'links in the text', ({ observations }) => observations.text?.links),
  'text.unofficialLinks': ofText(
    'number',
    'links whose owner is not known',
    ({ observations }) => observations.text?.unofficialLinks,
  ),
  'text.sender': ofText('string', 'number, short-code, name or mail', ({ observations }) => observations.text?.sender),
  'text.codes': ofText(
    'number',
    'tokens that could be a one-time code',
    ({ observations }) => observations.text?.codes,
  ),
  'text.phoneNumbers': ofText(
    'number',
    'telephone numbers to call',
    ({ observations }) => observations.text?.phoneNumbers,
  ),
  'text.length': ofText('number', 'its length in UTF-16 units', ({ event }) =>
    event.kind === 'text' ? event.body.length : undefined,
  ),
  'text.via': ofText('string', 'sms, rcs, chat or mail, where stated', ({ event }) =>
    event.kind === 'text' ? event.via : undefined,
  ),
  'text.chatIds': named('accounts on messengers', ofKinds('social')),
  'text.paymentKeys': named(
    'accounts, cards and wallets with right check digits, instant-payment addresses',
    ofKinds('account', 'card', 'wallet'),
  ),
  'text.wallets': named('addresses of wallets whose check sums hold', ofKinds('wallet')),
  'text.giftCards': named('kinds of gift card named', ofKinds('gift-card')),
  'text.mailAddresses': named('mail addresses', ofKinds('email')),
  'text.files': named('names of programs, archives, scripts and pages, as scan.html', ofKinds('file')),
  'text.programFiles': named(
    'names of program files, as invite.apk',
    ({ kind, value }) => kind === 'file' && isProgramFile(value ?? ''),
  ),
  'text.disguisedFiles': named(
    'names of files with two endings, as photo.jpg.exe',
    ({ kind, value }) => kind === 'file' && isDisguisedFile(value ?? ''),
  ),
  'text.dearNumbers': named(
    'telephone numbers of premium-rate, satellite and international-network ranges',
    ({ kind, value }, input) => kind === 'phone' && isDearNumber(value ?? '', homeOf(input)),
  ),
  'text.foreignNumbers': named(
    'telephone numbers of another country than the receiver’s',
    ({ kind, value }, input) => kind === 'phone' && isForeignNumber(value ?? '', homeOf(input)),
  ),
} as const satisfies Readonly<Record<string, Field>>;
