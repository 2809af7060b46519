// SPDX-License-Identifier: Apache-2.0
/** Numbers whose check digits are right, so that they could be somebody's: cards, bank accounts and wallets. */
import { createHash } from 'node:crypto';
import { isValidIBAN } from 'ibantools';

// Scripts other than these may touch a number.
const CARD =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}-])[2-6](?:[ -]?\d){12,18}(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}-])/gu;
const IBAN =
  /(?<![\p{Script=Latin}\p{N}])[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{Script=Latin}\p{N}])/gu;
const WALLET =
  /(?<![\p{Script=Latin}\p{N}])(?:0x[0-9a-fA-F]{40}|(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,71}|[1-9A-HJ-NP-Za-km-z]{26,35})(?![\p{Script=Latin}\p{N}])/gu;

/** ISO/IEC 7812-1 annex B. */
export function validCards(text: string): readonly string[] {
  return [...text.matchAll(CARD)].map(([token]) => token).filter((token) => passesLuhn(token.replaceAll(/\D/gu, '')));
}

/** ISO 13616: length of the country and mod 97. */
export function validIbans(text: string): readonly string[] {
  return [...text.matchAll(IBAN)].map(([token]) => token).filter((token) => isValidIBAN(token.replaceAll(' ', '')));
}

/** Base58Check with a payload of 20 bytes, bech32 (BIP 173, 350), and what stands for 20 bytes after `0x`. */
export function validWallets(text: string): readonly string[] {
  return [...text.matchAll(WALLET)].map(([token]) => token).filter(isWallet);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

function isWallet(token: string): boolean {
  // Any 20 bytes are an address; eight equal digits in a row are nobody's.
  if (token.startsWith('0x')) return !/(.)\1{7}/u.test(token);
  return /^(?:bc|tb|ltc)1/u.test(token) ? isBech32(token) : isBase58Check(token);
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function isBase58Check(token: string): boolean {
  let value = 0n;
  for (const character of token) value = value * 58n + BigInt(BASE58.indexOf(character));
  const hex = value.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const once = createHash('sha256').update(bytes.subarray(0, 21)).digest();
  return createHash('sha256').update(once).digest().subarray(0, 4).equals(bytes.subarray(21));
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32_END = 1;
const BECH32M_END = 0x2bc830a3;

function isBech32(token: string): boolean {
  const [prefix = '', data = ''] = token.split('1', 2);
  const rest = token.slice(prefix.length + 1);
  if (data === '' || rest.length < 6) return false;
  const high = Array.from(prefix, (character) => (character.codePointAt(0) ?? 0) >> 5);
  const low = Array.from(prefix, (character) => (character.codePointAt(0) ?? 0) & 31);
  const values = [...high, 0, ...low, ...Array.from(rest, (character) => BECH32.indexOf(character))];
  const end = values.reduce(bech32Step, 1);
  return end === BECH32_END || end === BECH32M_END;
}

function bech32Step(checksum: number, value: number): number {
  const top = checksum >>> 25;
  let next = ((checksum & 0x1ffffff) << 5) ^ value;
  for (const [bit, factor] of GENERATOR.entries()) if ((top >> bit) & 1) next ^= factor;
  return next;
}
