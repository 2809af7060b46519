// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAccountId } from './account-id.ts';
import { codePointOffset, countCodePoints } from './code-points.ts';
import { newDecisionId, newEventId, parseEventId } from './ids.ts';
import { isPositiveAmount, parseCurrency } from './money.ts';
import { isEmergencyNumber, parsePhoneNumber } from './phone-number.ts';
import { printable } from './printable.ts';

describe('a telephone number', () => {
  it.each([
    ['+44 7700 900123', '+447700900123'],
    ['0044 (7700) 900-123', '+447700900123'],
    ['＋４４ ７７００ ９００１２３', '+447700900123'],
    ['112', '112'],
    ['000', '000'],
    ['*100#', '*100#'],
    ['95588', '95588'],
  ])('%j is carried as %j', (written, carried) => {
    expect(parsePhoneNumber(written)).toBe(carried);
  });

  it.each(['', 'bank', '+', '+44+1', '12a', '\u202E112', '1'.repeat(33)])('%j is none', (written) => {
    expect(parsePhoneNumber(written)).toBeUndefined();
  });

  it('is an emergency number in its short form only', () => {
    expect(isEmergencyNumber(parsePhoneNumber('112')!)).toBe(true);
    expect(isEmergencyNumber(parsePhoneNumber('+44112')!)).toBe(false);
  });
});

describe('an account', () => {
  it('is an IBAN in capitals without blanks, and accepted with wrong check digits', () => {
    expect(parseAccountId('de00 3704 0044 0532 0130 00')).toBe('DE00370400440532013000');
  });

  it('keeps the case of what is no IBAN, since wallets need it', () => {
    expect(parseAccountId('bc1qAbC')).toBe('bc1qAbC');
  });
});

describe('money', () => {
  it('has as many decimals as its currency', () => {
    expect(isPositiveAmount('1.5', parseCurrency('JPY')!)).toBe(false);
    expect(isPositiveAmount('1.555', parseCurrency('KWD')!)).toBe(true);
    expect(isPositiveAmount('0.00', parseCurrency('EUR')!)).toBe(false);
  });
});

describe('printable text', () => {
  it('holds no control, format or surrogate character, whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text, 50)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
    expect(printable('\uD800', 5)).toBe('\\u{d800}');
  });

  it('is cut at whole characters', () => {
    expect(printable('😀😀😀', 2)).toBe('😀😀…');
    expect(printable('ab', 2)).toBe('ab');
  });
});

describe('code points', () => {
  it('are counted as the language counts them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countCodePoints(text)).toBe([...text].length);
      }),
    );
    expect(countCodePoints('\uD800\uD800\uDC00')).toBe(2);
    expect(codePointOffset('a😀b', 3)).toBe(2);
  });
});

function random(length: number): Uint8Array {
  return new Uint8Array(length).fill(171);
}

describe('ids', () => {
  it('are prefixed, and read back', () => {
    expect(newDecisionId(random)).toBe('dec_abababababababababababab');
    expect(parseEventId(newEventId(random))).toBe('evt_abababababababababababab');
  });
});
