// SPDX-License-Identifier: Apache-2.0
/** Events of every kind for property tests: random fields, and texts put together from phrases that models and rules know. */
import fc from 'fast-check';

// Phrases of both kinds in several scripts, with the disguises that the normaliser undoes.
const PHRASES = [
  'verify your account', 'http://a.example.top/x', 'hxxp://b[.]example', 'your code is 482913', 'safe account', 'mum',
  'new number', 'see you at seven', 'парсel', 'Yоur аccount', 'f r e e', '微信', '薇❤', '验 证 码', '安全账户', '取件码 8-1123',
  'приз', 'ฟรี', '무료', 'गिफ्ट', 'جائزة', '£1,850.00', '+1 202 555 0177', 'gift cards', 'never share this code', '😀', '\u200B',
  '\u202E', '\uD800', '\0', 'install AnyDesk', '𝓯𝓻𝓮𝓮', 'ＡＢＣ', '①②③',
] as const; // prettier-ignore

export const arbitraryBody: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PHRASES), fc.string({ maxLength: 8 })), { maxLength: 12 })
    .map((words) => words.join(' ')),
);

const phone = fc.constantFrom('+447700900123', '112', '+0000000000', '95588', '+85200000003', '+442079460006');
const attestation = fc.constantFrom('A', 'B', 'C', 'none', 'failed');
const flag = fc.boolean();

/** JSON objects in wire shape; optional fields come and go. */
export const arbitraryEvent: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
  fc.record({ kind: fc.constant('text'), from: fc.oneof(phone, fc.constant('Brightbank')), body: arbitraryBody }),
  fc.record(
    {
      kind: fc.constant('call'),
      from: phone,
      to: phone,
      attestation,
      route: fc.constantFrom('domestic', 'international'),
      ringMs: fc.nat(20_000),
      displayName: fc.constantFrom('Metropolitan Police', 'Brightbank', 'Anna'),
      transcript: fc.oneof(
        arbitraryBody,
        fc.array(fc.record({ speaker: fc.constantFrom('caller', 'callee'), text: arbitraryBody }), {
          minLength: 1,
          maxLength: 6,
        }),
      ),
    },
    { requiredKeys: ['kind'] },
  ),
  fc.record({
    kind: fc.constant('link'),
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('http://0x7f.1/', 'javascript:1', 'http://paypal.com.a.top/', 'not a link'),
    ),
  }),
  fc.record(
    {
      kind: fc.constant('transfer'),
      from: fc.constant({ account: 'GB29NWBK60161331926819' }),
      to: fc.constantFrom({ account: 'DE89370400440532013000' }, { account: 'DE00370400440532013000', name: 'A' }),
      amount: fc.constantFrom({ value: '20.00', currency: 'GBP' }, { value: '12000.00', currency: 'EUR' }),
      memo: arbitraryBody,
      context: fc.record(
        { onCall: flag, remoteAccess: flag, newDevice: flag, screenShared: flag },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['kind', 'from', 'to', 'amount'] },
  ),
);
