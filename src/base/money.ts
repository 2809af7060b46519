// SPDX-License-Identifier: Apache-2.0
/** Money: a decimal string and an ISO 4217 code outside, integers of the smallest unit inside. */
import { type Brand, brand } from './brand.ts';

export type CurrencyCode = Brand<string, 'CurrencyCode'>;

// ISO 4217 active codes whose exponent is not 2; every other active code has two decimals.
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

const TWO_DECIMALS: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP ' +
    'CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
    'IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN ' +
    'NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG'
  ).split(' '),
);

/** `undefined` when ISO 4217 has no such active currency. */
export function parseCurrency(text: string): CurrencyCode | undefined {
  return TWO_DECIMALS.has(text) || EXPONENTS.has(text) ? brand<CurrencyCode>(text) : undefined;
}

export function decimalsOf(currency: CurrencyCode): number {
  return EXPONENTS.get(currency) ?? 2;
}

// Eighteen digits before the point: ISO 20022's ActiveCurrencyAndAmount (totalDigits 18).
const DECIMAL = /^(?:0|[1-9][0-9]{0,17})(?:\.([0-9]{1,5}))?$/u;

/** True for a positive decimal string with no more decimals than the currency has. */
export function isPositiveAmount(value: string, currency: CurrencyCode): boolean {
  const match = DECIMAL.exec(value);
  return match !== null && (match[1] ?? '').length <= decimalsOf(currency) && /[1-9]/u.test(value);
}
