// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { newEventId } from '../../base/ids.ts';
import { instantOf } from '../../base/instant.ts';
import { parseEvent } from '../parse-event.ts';
import { observeTransfer } from './observe-transfer.ts';

function observe(draft: Readonly<Record<string, unknown>>) {
  const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => instantOf(0) };
  const whole = {
    kind: 'transfer',
    from: { account: 'DE89370400440532013000' },
    to: { account: '2222' },
    amount: { value: '50', currency: 'EUR' },
    ...draft,
  };
  const parsed = parseEvent(whole, stamp);
  if (!parsed.ok || parsed.event.kind !== 'transfer') throw new Error('not a transfer');
  return observeTransfer(parsed.event).transfer;
}

describe('what is seen of a transfer', () => {
  it.each([
    ['GB82 WEST 1234 5698 7654 32', 'iban'],
    ['GB82WEST12345698765433', 'iban-wrong'],
    ['DE8937040044053201300', 'iban-wrong'],
    ['US12345678901234', 'other'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', 'wallet'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'wallet'],
    ['6222020000000000000', 'other'],
  ])('%s is %s', (account, kind) => {
    expect(observe({ to: { account } })?.account).toBe(kind);
  });

  it('knows a payee abroad only where both accounts tell their country', () => {
    expect(observe({ to: { account: 'GB82WEST12345698765432' } })?.foreign).toBe(true);
    expect(observe({ to: { account: 'DE89370400440532013000' } })?.foreign).toBe(false);
    expect(observe({ from: { account: '1' }, to: { account: 'GB82WEST12345698765432' } })?.foreign).toBe(false);
  });

  it.each([
    ['5000', true],
    ['5500.00', true],
    ['50', true],
    ['5013.20', false],
    ['7', false],
    ['1234000', false],
  ])('%s is round: %s', (value, round) => {
    expect(observe({ amount: { value, currency: 'EUR' } })?.roundAmount).toBe(round);
  });

  it('compares sizes across currencies, and says nothing of one it does not know', () => {
    expect(observe({ amount: { value: '170000', currency: 'JPY' } })?.euros).toBe(1000);
    expect(observe({ amount: { value: '170', currency: 'XAF' } })?.euros).toBeUndefined();
  });

  it('counts any of call, shared screen and remote hand as watched', () => {
    expect(observe({})?.watched).toBe(false);
    for (const context of [{ onCall: true }, { remoteAccess: true }, { screenShared: true }])
      expect(observe({ context })?.watched).toBe(true);
    expect(observe({ context: { newDevice: true, onCall: false } })?.watched).toBe(false);
  });
});
