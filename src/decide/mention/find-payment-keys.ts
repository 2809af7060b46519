// SPDX-License-Identifier: Apache-2.0
/** Accounts, cards and wallets in a text as it was written: their capitals count, and their check digits tell them from chance. */
import { isValidIBAN } from 'ibantools';
import { holdsLuhn } from './luhn.ts';
import type { FoundMention } from './mention.ts';
import { isWalletAddress } from './wallet.ts';

// ISO 13616: two letters, two digits and up to 30 more, written in one or in groups of four.
const IBAN = /\b[A-Za-z]{2}[0-9]{2}(?:[ \u00a0-]?[A-Za-z0-9]{4}){2,7}(?:[ \u00a0-]?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])/gu;
// ISO/IEC 7812-1: industries 2 to 6 are banks, travel and merchants.
const CARD = /(?<![0-9+#][ -]?)[2-6][0-9]{3}(?:[ -]?[0-9]{2,6}){2,4}(?![ -]?[0-9])/gu;
const WALLET = /(?<![A-Za-z0-9])(?:0x[0-9A-Fa-f]{40}|[A-Za-z0-9]{26,90})(?![A-Za-z0-9])/gu;

/** Fewer digits are in no IBAN or card number. */
export const FEWEST_KEY_DIGITS = 10;
/** Shorter runs of letters and digits are no wallet's address. */
export const SHORTEST_WALLET = 26;

export function findAccounts(raw: string): readonly FoundMention[] {
  const found: FoundMention[] = [];
  for (const match of raw.matchAll(IBAN)) {
    const iban = longestIban(match[0]);
    if (iban !== undefined) found.push({ kind: 'account', ...iban, from: match.index, to: match.index + iban.length });
  }
  for (const match of raw.matchAll(CARD)) {
    const to = match.index + match[0].length;
    const digits = match[0].replaceAll(/[ -]/gu, '');
    const isInside = found.some((known) => match.index < known.to && known.from < to);
    if (!isInside && isCardNumber(digits)) found.push({ kind: 'card', from: match.index, to });
  }
  return found.map(({ kind, value, from, to }) =>
    value === undefined ? { kind, from, to } : { kind, value, from, to },
  );
}

type Iban = { readonly value: string; readonly length: number };

/** The words behind an IBAN may look like its next group: groups are given back until the check digits hold. */
function longestIban(written: string): Iban | undefined {
  let length = written.length;
  while (length >= 15) {
    const value = written
      .slice(0, length)
      .replaceAll(/[ \u00a0-]/gu, '')
      .toUpperCase();
    if (isValidIBAN(value)) return { value, length };
    length = Math.max(
      written.lastIndexOf(' ', length - 1),
      written.lastIndexOf('\u00a0', length - 1),
      written.lastIndexOf('-', length - 1),
    );
  }
  return undefined;
}

// Thirteen digits are the shortest card in use, nineteen the longest that the standard allows.
function isCardNumber(digits: string): boolean {
  if (digits.length < 14 || digits.length > 19 || /^(.)\1*$/u.test(digits)) return false;
  if (digits.startsWith('2') && !/^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/u.test(digits)) return false;
  return holdsLuhn(digits);
}

export function findWallets(raw: string): readonly FoundMention[] {
  const found: FoundMention[] = [];
  for (const match of raw.matchAll(WALLET))
    if (isWalletAddress(match[0]))
      found.push({ kind: 'wallet', value: match[0], from: match.index, to: match.index + match[0].length });
  return found;
}
