// SPDX-License-Identifier: Apache-2.0
/** The examples of the documentation. A test sends each of them to a running server. */
import type { EventKind } from '../../decide/event.ts';

export const EVENT_EXAMPLES = {
  text: {
    kind: 'text',
    from: '+447700900123',
    body: 'Hi mum, my phone broke, this is my new number. Can you pay a bill for me today? I will explain later.',
    via: 'sms',
  },
  call: {
    kind: 'call',
    from: '+442079460000',
    to: '+447700900456',
    displayName: 'Your Bank',
    attestation: 'failed',
    route: 'international',
    transcript: [
      {
        speaker: 'caller',
        text: 'This is the fraud department of your bank. Your account is being emptied right now.',
      },
      { speaker: 'callee', text: 'Oh no, what should I do?' },
      {
        speaker: 'caller',
        text: 'Move your money to a safe account that I have opened for you. Do not tell the branch.',
      },
    ],
  },
  link: { kind: 'link', url: 'http://parcel-redelivery.example/pay?id=4711', referrer: 'text' },
  transfer: {
    kind: 'transfer',
    from: { account: 'GB33BUKB20201555555555', holder: 'A. Example' },
    to: { account: 'GB94BARC10201530093459', name: 'Safe Account Services' },
    amount: { value: '4800.00', currency: 'GBP' },
    memo: 'safe account',
    context: { onCall: true, remoteAccess: false, newDevice: false },
  },
} as const satisfies Readonly<Record<EventKind, object>>;

/** Two events and, between them, a line that is none. */
export const BATCH_EXAMPLE = [
  JSON.stringify({
    id: 'a1',
    kind: 'text',
    from: 'PARCEL',
    body: 'Your parcel is waiting. Pay the fee: http://p.example/x',
  }),
  '{"id":"a2","kind":"text","from":"+447700900123"}',
  JSON.stringify({ id: 'a3', kind: 'link', url: 'https://www.example.com/' }),
  '',
].join('\n');
