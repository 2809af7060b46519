// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers, hasUnfilledSlot } from './find-numbers.ts';

describe('numbers in a text', () => {
  it.each([
    'your code is 4829',
    'use 208 417 to sign in',
    'code: 55 21 90',
    'g-904417 is your code',
    'wavelet code kx7-pq2m.',
    '口令 tz#857880',
    'type r5nt9 there',
    '9kd-4tt ist dein code',
    'code 8-3-2217',
    '验证码:485562,10分钟内有效',
    '验证码 7391,5分钟内有效',
  ])('sees one code in: %s', (text) => {
    expect(findNumbers(text)).toMatchObject({ codes: 1, phoneNumbers: 0 });
  });

  it.each([
    'call 020 7946 0991',
    'call +44 7700 900123',
    'ring 1-800-555-0175 today',
    'call +1 (888) 555-0142.',
    '致电13800138000办理',
    '回电400-555-6079找我',
    '拨打01055554764',
    'anrufen: 030/123 — nein: 030 1234 5678',
  ])('sees one number to call in: %s', (text) => {
    expect(findNumbers(text).phoneNumbers).toBe(1);
  });

  it.each([
    'see you at 12:30 on 4 may',
    'pay 12.50 or 1,250.00',
    'it costs £1250',
    'version 1.2.3',
    'i need 186k by 500pm',
    'flat 12, 3rd floor',
    'write to ann99@example.org',
    'https://example.org/482913',
    '',
  ])('sees nothing in: %s', (text) => {
    expect(findNumbers(text)).toMatchObject({ codes: 0, phoneNumbers: 0 });
  });

  it('takes neither a card nor a sort code and account for a telephone number', () => {
    expect(findNumbers('4111 1111 1111 1111').phoneNumbers).toBe(0);
    expect(findNumbers('12-34-56 01020304').phoneNumbers).toBe(0);
    expect(findNumbers('zq795016818gb').phoneNumbers).toBe(0);
  });

  it('knows the slots that programs forget to fill', () => {
    expect(hasUnfilledSlot('Code ${otpValue}, valid 5 minutes')).toBe(true);
    expect(hasUnfilledSlot('您的验证码是%s')).toBe(true);
    expect(hasUnfilledSlot('{{code}} is your code')).toBe(true);
    expect(hasUnfilledSlot('20% off {today}')).toBe(false);
  });

  it('never throws, and finds no more than the text can hold', () => {
    const piece = fc.constantFrom('1', '22', '4829', 'a', '-', ' ', '.', '(', ')', '+', '0', '码', ':', '😀');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        const text = pieces.join('');
        const { codes, phoneNumbers } = findNumbers(text);
        expect(codes * 4 + phoneNumbers * 9).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
