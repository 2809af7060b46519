// SPDX-License-Identifier: Apache-2.0
/** What can be seen of a transfer by itself: the payee's account, the size of the amount, and who is watching the payer. */
import { isValidIBAN, countrySpecs } from 'ibantools';
import type { TransferEvent } from '../event.ts';
import type { Observations } from '../rules/observations.ts';

export type TransferObservation = {
  /** `iban-wrong`: looks like an IBAN of a country that uses them, but length or check digits are wrong. */
  readonly account: 'iban' | 'iban-wrong' | 'wallet' | 'other';
  /** Payer's and payee's IBAN are of two countries. */
  readonly foreign: boolean;
  readonly onCall: boolean;
  readonly remoteAccess: boolean;
  readonly screenShared: boolean;
  readonly newDevice: boolean;
  /** Somebody else is there while the payer pays: a call, a shared screen, a hand on the device. */
  readonly watched: boolean;
  /** At most two digits that are not trailing zeros. */
  readonly roundAmount: boolean;
  /** Orders of magnitude, not a rate: for rules that say "large". `undefined` for a currency not in the table. */
  readonly euros?: number;
};

export function observeTransfer(event: TransferEvent): Observations {
  const { context, amount, from, to } = event;
  const onCall = context?.onCall === true;
  const remoteAccess = context?.remoteAccess === true;
  const screenShared = context?.screenShared === true;
  const unitsPerEuro = UNITS_PER_EURO.get(amount.currency);
  const account = accountKind(to.account);
  return {
    transfer: {
      account,
      foreign: account === 'iban' && isIban(from.account) && from.account.slice(0, 2) !== to.account.slice(0, 2),
      onCall,
      remoteAccess,
      screenShared,
      newDevice: context?.newDevice === true,
      watched: onCall || remoteAccess || screenShared,
      roundAmount: /^[1-9][0-9]?0+(?:\.0+)?$/u.test(amount.value),
      ...(unitsPerEuro === undefined ? {} : { euros: Number(amount.value) / unitsPerEuro }),
    },
  };
}

// bech32 and base58 Bitcoin, hexadecimal Ethereum-like, Tron: the forms that fraud asks for.
const WALLET =
  /^(?:bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})$/u;

function accountKind(account: string): TransferObservation['account'] {
  if (isIban(account)) return isValidIBAN(account) ? 'iban' : 'iban-wrong';
  return WALLET.test(account) ? 'wallet' : 'other';
}

/** The form of an IBAN of a country in the IBAN registry. */
function isIban(account: string): boolean {
  return /^[A-Z]{2}[0-9]{2}[A-Z0-9]{6,30}$/u.test(account) && countrySpecs[account.slice(0, 2)]?.chars != null;
}

// Rounded to one digit: these only tell a large amount from a small one.
const UNITS_PER_EURO: ReadonlyMap<string, number> = new Map([
  ['EUR', 1],
  ['USD', 1],
  ['GBP', 1],
  ['CHF', 1],
  ['CAD', 1.5],
  ['AUD', 2],
  ['NZD', 2],
  ['SGD', 1.5],
  ['CNY', 8],
  ['HKD', 9],
  ['TWD', 35],
  ['JPY', 170],
  ['KRW', 1_600],
  ['INR', 100],
  ['THB', 38],
  ['PHP', 65],
  ['IDR', 19_000],
  ['VND', 30_000],
  ['MYR', 5],
  ['TRY', 48],
  ['PLN', 4],
  ['CZK', 25],
  ['SEK', 11],
  ['NOK', 12],
  ['DKK', 7],
  ['RUB', 95],
  ['UAH', 48],
  ['BRL', 6],
  ['MXN', 21],
  ['ZAR', 20],
  ['NGN', 1_700],
  ['KES', 150],
]);
