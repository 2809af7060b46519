// SPDX-License-Identifier: Apache-2.0
/**
 * What a person pasted into the one box: a message, a link, a telephone number or an account. Pure, so that the command
 * line and the page agree. A guess by form only; when in doubt it is a message, which every channel can be judged as.
 */
import { type AccountId, parseAccountId } from '../base/account-id.ts';
import { type PhoneNumber, parsePhoneNumber } from '../base/phone-number.ts';
import { EVENT_LIMITS } from './event-limits.ts';
import { unwrapAddress } from './link/unwrap-address.ts';

export type DetectedInput =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly body: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'number'; readonly number: PhoneNumber }
  /** No event by itself: without amount and payee a transfer cannot be judged. */
  | { readonly kind: 'account'; readonly account: AccountId };

export type InputKind = Exclude<DetectedInput['kind'], 'nothing'>;
export const INPUT_KINDS = ['text', 'link', 'number', 'account'] as const satisfies readonly InputKind[];

export function detectInput(raw: string): DetectedInput {
  const typed = raw.trim();
  if (typed === '') return { kind: 'nothing' };
  if (typed.length <= EVENT_LIMITS.url) {
    const number = numberIn(typed);
    if (number !== undefined) return { kind: 'number', number };
    const account = accountIn(typed);
    if (account !== undefined) return { kind: 'account', account };
    if (isLink(typed)) return { kind: 'link', url: typed };
  }
  return { kind: 'text', body: raw };
}

/** Takes the person's word for what it is; `undefined` when it cannot be that. */
export function readInputAs(raw: string, kind: InputKind): DetectedInput | undefined {
  const typed = raw.trim();
  if (typed === '') return { kind: 'nothing' };
  switch (kind) {
    case 'text':
      return { kind, body: raw };
    case 'link':
      return { kind, url: typed };
    case 'number': {
      const number = parsePhoneNumber(typed.replace(/^tel:/iu, ''));
      return number === undefined ? undefined : { kind, number };
    }
    case 'account': {
      const account = parseAccountId(typed);
      return account === undefined ? undefined : { kind, account };
    }
  }
}

/**
 * The event to judge, in the shape of one NDJSON line. The sender of a pasted message is not known, and says so.
 * `undefined` for what is no event.
 */
export function eventDraftOf(input: DetectedInput): Readonly<Record<string, string>> | undefined {
  switch (input.kind) {
    case 'text':
      return { kind: 'text', from: UNKNOWN_SENDER, body: input.body };
    case 'link':
      return { kind: 'link', url: input.url };
    case 'number':
      return { kind: 'call', from: input.number };
    case 'account':
    case 'nothing':
      return undefined;
  }
}

const UNKNOWN_SENDER = 'unknown';

// E.164 has at most 15 digits; what is longer is more often a card or an account.
function numberIn(typed: string): PhoneNumber | undefined {
  const bare = typed.replace(/^tel:/iu, '');
  if (bare.length > 40 || !/^[+(]?[+0-9*#\s().\-/\u00A0\u2010-\u2015\uFF0B\uFF10-\uFF19]+$/u.test(bare))
    return undefined;
  if (isDottedAddress(bare)) return undefined;
  const digits = bare.normalize('NFKC').replaceAll(/[^0-9]/gu, '').length;
  if (digits < 2 || (digits > 15 && !bare.startsWith('+') && bare === typed)) return undefined;
  return parsePhoneNumber(bare);
}

// IBAN (ISO 13616: country, two check digits, up to 30 characters), card and long national numbers, common wallets.
const IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/u;
const LONG_NUMBER = /^[0-9]{16,34}$/u;
const WALLET =
  /^(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})$/u;

function accountIn(typed: string): AccountId | undefined {
  const compact = typed.replaceAll(/[\s-]/gu, '');
  const isIban = IBAN.test(compact.toUpperCase()) && /^[A-Za-z0-9]+(?:[\s-][A-Za-z0-9]+)*$/u.test(typed);
  // Words that happen to look like one when joined: an IBAN is written in groups of four or in one piece.
  const isGrouped = typed.split(/[\s-]+/u).every((group, index, all) => group.length === 4 || index === all.length - 1);
  if (isIban && (isGrouped || !/\s/u.test(typed))) return parseAccountId(compact);
  if (LONG_NUMBER.test(compact) || WALLET.test(typed)) return parseAccountId(compact);
  return undefined;
}

const SCHEME = /^(?:https?|hxxps?|h\*\*ps?|ftp|data|javascript|intent|market):/iu;
// A host with at least one dot, plain or defanged, then nothing, a port, a path, a query or a fragment.
const HOST =
  /^(?:[\p{L}\p{N}_-]{1,63}(?:\.|\[\.\]|\(\.\)|\[dot\]|。))+([\p{L}\p{N}-]{2,63})\.?(?::[0-9]{1,5})?([/?#].*)?$/iu;

/** An address alone, also wrapped as people paste it: `<https://…>`, `[a parcel](https://…)`, the payload of a QR code. */
function isLink(pasted: string): boolean {
  const typed = unwrapAddress(pasted);
  if (/\s/u.test(typed)) return false;
  if (SCHEME.test(typed)) return true;
  if (isDottedAddress(typed.replace(/[:/?#].*$/u, ''))) return true;
  const match = HOST.exec(typed);
  if (!match) return false;
  const [, top = '', path] = match;
  // Without a path, a full stop that lacks its blank (`thanks.Bye-bye`) must not become a link.
  return path !== undefined || /^www\./iu.test(typed) || /^(?:xn--[a-z0-9-]+|\p{L}{2,7})$/iu.test(top);
}

function isDottedAddress(typed: string): boolean {
  const groups = typed.split('.');
  return groups.length === 4 && groups.every((group) => /^[0-9]{1,3}$/u.test(group) && Number(group) <= 255);
}
