// SPDX-License-Identifier: Apache-2.0
/** Numbers whose check digits are right, so that they could be somebody's: cards, bank accounts and wallets. */
import { isValidIBAN } from 'ibantools';
import { holdsLuhn } from '../../decide/mention/luhn.ts';
import { isWalletAddress } from '../../decide/mention/wallet.ts';

// Scripts other than these may touch a number.
const CARD =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}-])[2-6](?:[ -]?\d){12,18}(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}-])/gu;
const IBAN =
  /(?<![\p{Script=Latin}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{Script=Latin}\p{N}])/gu;
const WALLET =
  /(?<![\p{Script=Latin}\p{N}])(?:0x[0-9a-fA-F]{40}|(?:bc|ltc)1[02-9ac-hj-np-z]{11,71}|[1-9A-HJ-NP-Za-km-z]{26,35})(?![\p{Script=Latin}\p{N}])/gu;

/** ISO/IEC 7812-1. */
export function validCards(text: string): readonly string[] {
  return [...text.matchAll(CARD)].map(([token]) => token).filter((token) => isCard(token.replaceAll(/\D/gu, '')));
}

/** ISO 13616: length of the country and mod 97. */
export function validIbans(text: string): readonly string[] {
  return [...text.matchAll(IBAN)].map(([token]) => token).filter((token) => isValidIBAN(token.replaceAll(' ', '')));
}

/** As `decide/mention/wallet.ts` knows them, and what stands for 20 bytes after `0x`. */
export function validWallets(text: string): readonly string[] {
  return [...text.matchAll(WALLET)].map(([token]) => token).filter(isWallet);
}

function isCard(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && holdsLuhn(digits);
}

function isWallet(token: string): boolean {
  // Any 20 bytes are an address, in whatever case; eight equal digits in a row are nobody's.
  return token.startsWith('0x') ? !/(.)\1{7}/u.test(token) : isWalletAddress(token);
}
