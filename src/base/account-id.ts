// SPDX-License-Identifier: Apache-2.0
/**
 * Account identifiers: IBAN, national account number, card or wallet as the institution writes it. Wrong check digits
 * are a finding, never an input error.
 */
import { type Brand, brand } from './brand.ts';

export type AccountId = Brand<string, 'AccountId'>;

// Visible ASCII without quotes and brackets, after blanks are dropped; 64 holds every IBAN (34), BBAN and wallet form.
const FORM = /^[A-Za-z0-9._:@/*+-]{1,64}$/u;

export function parseAccountId(text: string): AccountId | undefined {
  if (text.length > 128) return undefined;
  const compact = text.replaceAll(/\s/gu, '');
  if (!FORM.test(compact)) return undefined;
  return brand<AccountId>(/^[A-Za-z]{2}[0-9]{2}/u.test(compact) ? compact.toUpperCase() : compact);
}
