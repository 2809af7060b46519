// SPDX-License-Identifier: Apache-2.0
/**
 * What a library of numbering plans tells of a number. The core does not load one: it takes a twentieth of a second, and most
 * questions have no number. Whoever builds a policy hands one in; a browser imports it, Node loads it for the first number.
 */
import type { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PhoneNumber } from '../../base/phone-number.ts';

export type PlannedNumber = {
  readonly isPossible: boolean;
  /** Without `+`. */
  readonly countryCode: string;
  /** ISO 3166, where the country code tells one country. */
  readonly country?: string;
};

/** Reads a number in E.164 form; `undefined` for what begins with no country code. */
export type NumberPlan = (number: PhoneNumber) => PlannedNumber | undefined;

/** `parse` is that of libphonenumber-js/min, or a way to it. */
export function numberPlanOf(parse: typeof parsePhoneNumberFromString): NumberPlan {
  return (number) => {
    const parsed = parse(number);
    if (!parsed) return undefined;
    const { country, countryCallingCode } = parsed;
    const read = { isPossible: parsed.isPossible(), countryCode: countryCallingCode };
    return country === undefined ? read : { ...read, country };
  };
}
