// SPDX-License-Identifier: Apache-2.0
/**
 * Telephone numbers as networks carry them. Parsing asks for the *form* of a number only: a number that is short,
 * unallocated or impossible is a finding for a rule, never a reason to refuse the event that carries it.
 */
import { type Brand, brand } from './brand.ts';

/** `+` and digits (E.164 form), or bare digits, `*` and `#` (short codes, national and service numbers). */
export type PhoneNumber = Brand<string, 'PhoneNumber'>;

const SEPARATORS = /[\s().\-/\u00A0\u2010-\u2015]/gu;
// 32: SIP and ISUP carry up to 32 digits; E.164 allows 15, more is the finding `number-impossible`.
const FORM = /^\+?[0-9*#]{1,32}$/u;

/** Drops the separators people write, turns a leading `00` into `+`, and checks the form. */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  if (text.length > 64) return undefined;
  // Most numbers come without separators: looking is some ten times as fast as rewriting.
  const compact = isPlain(text) ? text : text.normalize('NFKC').replaceAll(SEPARATORS, '');
  if (!FORM.test(compact)) return undefined;
  return brand<PhoneNumber>(compact.startsWith('00') && compact.length > 7 ? `+${compact.slice(2)}` : compact);
}

/** ASCII digits alone, after a `+` or not. */
function isPlain(text: string): boolean {
  for (let index = text.charCodeAt(0) === 0x2b ? 1 : 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

// Emergency numbers that are reached from mobile networks anywhere or in large countries (3GPP TS 22.101 §10.1.1 and
// national plans). A filter must never stand between a person and these.
const EMERGENCY: ReadonlySet<string> = new Set(
  '000 08 100 101 102 103 104 108 110 111 112 113 115 117 118 119 120 122 123 133 144 190 191 192 193 194 197 911 999 1122'.split(
    ' ',
  ),
);

/** True for a number dialled in an emergency, in its short form; `+44112` is not one. */
export function isEmergencyNumber(number: PhoneNumber): boolean {
  return EMERGENCY.has(number);
}
