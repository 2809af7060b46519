// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectInput, eventDraftOf, INPUT_KINDS, readInputAs } from './detect-input.ts';
import { parseEvent } from './parse-event.ts';
import { instantOf } from '../base/instant.ts';
import { newEventId } from '../base/ids.ts';

const stamp = { id: () => newEventId((length) => new Uint8Array(length)), at: () => instantOf(0) };

test.each([
  ['', 'nothing'],
  ['  \n\t ', 'nothing'],
  ['+44 7700 900123', 'number'],
  ['0044 7700 900123', 'number'],
  ['(020) 7946-0018', 'number'],
  ['tel:+4930123456', 'number'],
  ['112', 'number'],
  ['*100#', 'number'],
  ['+44 7700 900123', 'number'],
  ['DE89 3704 0044 0532 0130 00', 'account'],
  ['de89370400440532013000', 'account'],
  ['GB82-WEST-1234-5698-7654-32', 'account'],
  ['4111 1111 1111 1111', 'account'],
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'account'],
  ['https://example.org/pay?x=1', 'link'],
  ['hxxps://example[.]org/pay', 'link'],
  ['www.example.org', 'link'],
  ['example.org', 'link'],
  ['пример.рф', 'link'],
  ['xn--e1afmkfd.xn--p1ai', 'link'],
  ['192.168.10.1', 'link'],
  ['192.168.10.1:8080/login', 'link'],
  ['javascript:alert(1)', 'link'],
  ['<https://evil.example/a>', 'link'],
  ['[your parcel](https://evil.example/a)', 'link'],
  ['“https://evil.example/a”', 'link'],
  ['URLTO:https://evil.example/a', 'link'],
  ['MEBKM:TITLE:Parcel;URL:https\\://evil.example/a;;', 'link'],
  ['SMSTO:+447700900123:START', 'text'],
  ['WIFI:T:WPA;S:cafe;P:secret;;', 'text'],
  ['(see example.org)', 'text'],
  ['someone@example.org', 'text'],
  ['See you at 8', 'text'],
  ['Your parcel is held, pay at example.org/x', 'text'],
  ['thanks.Certainly-not-a-host', 'text'],
  ['123456 is your code', 'text'],
  ['我在机场', 'text'],
])('%j is taken as %s', (typed, kind) => {
  expect(detectInput(typed).kind).toBe(kind);
});

test('whatever is typed, the draft is an event or is refused by name, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      for (const input of [detectInput(typed), ...INPUT_KINDS.map((kind) => readInputAs(typed, kind))]) {
        const draft = input && eventDraftOf(input);
        if (!draft) continue;
        const parsed = parseEvent(draft, stamp);
        expect(parsed.ok || parsed.refusal.code === 'bad-value').toBe(true);
      }
    }),
  );
});

test('what a person says it is, overrules its form', () => {
  expect(readInputAs('12345678', 'account')).toEqual({ kind: 'account', account: '12345678' });
  expect(readInputAs('example.org', 'text')).toEqual({ kind: 'text', body: 'example.org' });
  expect(readInputAs('hello there', 'number')).toBeUndefined();
});

test('a hostile long word costs no more than its length', () => {
  for (const typed of [
    `DE89${'  '.repeat(40)}${'A1'.repeat(12)}`,
    `${'a'.repeat(8000)}.`,
    `${'a.'.repeat(4000)}!`,
    `${'(.)'.repeat(2500)}x`,
    `${'1 '.repeat(4000)}x`,
  ])
    expect(detectInput(typed).kind).toBe('text');
});
