// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findMentions } from './find-mentions.ts';

const none = { chatIds: 0, paymentKeys: 0, programFiles: 0 };

describe('mentions in a text', () => {
  it.each([
    'Write to our manager on Telegram: @work_anna24',
    'add me on whatsapp, wa.me/447700900123',
    '加微信 kefu88123 领取',
    'LINE ID: @quickloan99',
    '카톡 아이디 profit7788 추가',
  ])('sees an account on a messenger in: %s', (text) => {
    expect(findMentions(text)).toEqual({ ...none, chatIds: 1 });
  });

  it.each([
    'Pay to DE89 3704 0044 0532 0130 00 today',
    'send 0.02 to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
    'USDT TRC20: TJRabPrwbZy45sbavfcjinPJC18kjpRTv8',
    'card 4111 1111 1111 1111 is yours?',
    'UPI: helpdesk.refund@ybl',
  ])('sees a key that money can be sent to in: %s', (text) => {
    expect(findMentions(text)).toEqual({ ...none, paymentKeys: 1 });
  });

  it.each(['install Invitation_2026.apk', 'open photo.pdf.exe', '下载 反诈中心.apk'])(
    'sees a program file in: %s',
    (text) => {
      expect(findMentions(text)).toEqual({ ...none, programFiles: 1 });
    },
  );

  it.each([
    'See you at the bus line at 17:30',
    'DE89 3704 0044 0532 0130 01 has a wrong check digit',
    'order 4111 1111 1111 1112 shipped',
    'your tracking number is 1Z9999W99999999999',
    'write to service@bank.example',
    'the exe team meets at noon. apk is a format',
    'line 4 is delayed, signal failure near the bridge',
  ])('sees nothing in: %s', (text) => {
    expect(findMentions(text)).toEqual(none);
  });

  it('is quick on long texts of one kind', () => {
    fc.assert(
      fc.property(fc.constantFrom('1', 'A1', 'a.', '@a', 'DE89 ', '4111 ', 'telegram ', 'T1'), (unit) => {
        const seen = findMentions(unit.repeat(10_000 / unit.length));
        expect(seen.chatIds + seen.paymentKeys + seen.programFiles).toBeLessThan(5_000);
      }),
    );
  });
});
