// SPDX-License-Identifier: Apache-2.0
/**
 * What can be seen of a call's number. Numbers are tested for *possible*, never for *valid*: short and service numbers count
 * as invalid in every telephone library, and numbering plans change faster than libraries.
 */
import { isEmergencyNumber, type PhoneNumber } from '../../base/phone-number.ts';
import type { CallEvent } from '../event.ts';
import type { Observations } from '../rules/observations.ts';
import type { NumberPlan } from './number-plan.ts';

export type CallObservation = {
  /**
   * `national`: without country code, which cannot be checked further. `impossible`: no network could have assigned it (no
   * such country code, too long, too short).
   */
  readonly form: 'possible' | 'national' | 'short' | 'impossible' | 'withheld';
  /** ISO 3166, where the country code tells one country. */
  readonly country?: string;
  /** The number shown is of the country of the person called, or has no country code. */
  readonly claimsDomestic: boolean;
};

// The longest short code in use has six digits; national numbers begin at seven with few exceptions.
const LONGEST_SHORT_CODE = 6;
// ITU-T E.164: at most 15 digits with country code.
const LONGEST_NUMBER = 15;

export function observeCall(event: CallEvent, plan: NumberPlan): Observations {
  return { call: readNumber(event.from, event.to, plan) };
}

function readNumber(from: PhoneNumber | undefined, to: PhoneNumber | undefined, plan: NumberPlan): CallObservation {
  if (from === undefined) return { form: 'withheld', claimsDomestic: false };
  if (!from.startsWith('+')) {
    if (isEmergencyNumber(from) || from.length <= LONGEST_SHORT_CODE) return { form: 'short', claimsDomestic: true };
    return { form: from.length > LONGEST_NUMBER ? 'impossible' : 'national', claimsDomestic: true };
  }
  const read = plan(from);
  if (!read?.isPossible) return { form: 'impossible', claimsDomestic: false };
  const claimsDomestic = to !== undefined && to.startsWith(`+${read.countryCode}`);
  const { country } = read;
  return country === undefined ? { form: 'possible', claimsDomestic } : { form: 'possible', country, claimsDomestic };
}
