// SPDX-License-Identifier: Apache-2.0
/**
 * Addresses of wallets whose check sums hold: Base58Check (Bitcoin, Litecoin, Dogecoin, Tron), Bech32 and Bech32m (BIP 173,
 * BIP 350), and the capitals of Ethereum-like ones (EIP-55). A string of letters that is none by chance passes one in four
 * billion times, an Ethereum-like one written in one case always.
 */
import { keccak256 } from './keccak256.ts';
import { sha256 } from './sha256.ts';

export function isWalletAddress(text: string): boolean {
  if (/^0x[0-9a-fA-F]{40}$/u.test(text)) return holdsEip55(text.slice(2));
  if (/^(?:bc1|ltc1|BC1|LTC1)/u.test(text)) return holdsBech32(text);
  return holdsBase58Check(text);
}

function holdsEip55(hex: string): boolean {
  const lower = hex.toLowerCase();
  if (hex === lower || hex === hex.toUpperCase()) return !/^(.)\1*$/u.test(lower);
  const digest = keccak256(Uint8Array.from(lower, (letter) => letter.charCodeAt(0)));
  return Array.from(hex).every((letter, place) => {
    if (/[0-9]/u.test(letter)) return true;
    const isCapital = Number.parseInt(digest[place] ?? '0', 16) >= 8;
    return (letter === letter.toUpperCase()) === isCapital;
  });
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
// Version bytes of the addresses that fraud asks for: Bitcoin, Litecoin, Dogecoin and Tron.
const VERSIONS: ReadonlySet<number> = new Set([0x00, 0x05, 0x30, 0x32, 0x1e, 0x16, 0x41]);
const ADDRESS_BYTES = 25;

function holdsBase58Check(text: string): boolean {
  if (text.length > 35) return false;
  const bytes = decodeBase58(text);
  if (bytes?.length !== ADDRESS_BYTES || !VERSIONS.has(bytes[0] ?? 0xff)) return false;
  const sum = sha256(sha256(bytes.subarray(0, ADDRESS_BYTES - 4)));
  return [0, 1, 2, 3].every((place) => sum[place] === bytes[ADDRESS_BYTES - 4 + place]);
}

function decodeBase58(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = BASE58.indexOf(letter);
    if (carry < 0) return undefined;
    for (let place = bytes.length - 1; place >= 0; place -= 1) {
      carry += 58 * (bytes[place] ?? 0);
      bytes[place] = carry & 0xff;
      carry >>= 8;
    }
    if (carry > 0) bytes.unshift(carry);
  }
  // A leading 1 is a zero byte.
  for (let place = 0; text[place] === '1'; place += 1) bytes.unshift(0);
  return Uint8Array.from(bytes);
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
const BECH32_SUM = 1;
const BECH32M_SUM = 0x2bc830a3;

function holdsBech32(text: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  const split = lower.lastIndexOf('1');
  const prefix = Array.from(lower.slice(0, split), (letter) => letter.charCodeAt(0));
  const data = Array.from(lower.slice(split + 1), (letter) => BECH32.indexOf(letter));
  if (data.length < 14 || data.includes(-1)) return false;
  let sum = 1;
  for (const value of [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, part] of GENERATOR.entries()) if (((top >> bit) & 1) === 1) sum ^= part;
  }
  return sum === BECH32_SUM || sum === BECH32M_SUM;
}
