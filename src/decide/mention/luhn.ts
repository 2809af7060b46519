// SPDX-License-Identifier: Apache-2.0
/** The check digit of card numbers: ISO/IEC 7812-1, annex B. */
export function holdsLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 0x30;
    const counted = place % 2 === 1 ? 2 * digit : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
