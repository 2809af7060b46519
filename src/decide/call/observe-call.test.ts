// SPDX-License-Identifier: Apache-2.0
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { newEventId } from '../../base/ids.ts';
import { instantOf } from '../../base/instant.ts';
import { parseEvent } from '../parse-event.ts';
import { numberPlanOf } from './number-plan.ts';
import { observeCall } from './observe-call.ts';

const plan = numberPlanOf(parsePhoneNumberFromString);

function observe(draft: Readonly<Record<string, unknown>>) {
  const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => instantOf(0) };
  const parsed = parseEvent({ kind: 'call', ...draft }, stamp);
  if (!parsed.ok || parsed.event.kind !== 'call') throw new Error('not a call');
  return observeCall(parsed.event, plan).call;
}

describe('what is seen of a number', () => {
  it.each([
    ['+442079460991', 'possible'],
    ['+8613800138000', 'possible'],
    ['+99912345678', 'impossible'],
    ['+44123', 'impossible'],
    ['+4420794609912345678', 'impossible'],
    ['02079460991', 'national'],
    ['110', 'short'],
    ['116117', 'short'],
    ['95588', 'short'],
  ])('%s is %s', (from, form) => {
    expect(observe({ from })?.form).toBe(form);
  });

  it('takes a call without number for withheld', () => {
    expect(observe({})).toEqual({ form: 'withheld', claimsDomestic: false });
  });

  it('knows whether the number claims the country of the person called', () => {
    expect(observe({ from: '+442079460991', to: '+447700900123' })?.claimsDomestic).toBe(true);
    expect(observe({ from: '+33199000123', to: '+447700900123' })?.claimsDomestic).toBe(false);
    expect(observe({ from: '02079460991', to: '+447700900123' })?.claimsDomestic).toBe(true);
    expect(observe({ from: '+442079460991' })?.claimsDomestic).toBe(false);
  });
});
