// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearDuplicates } from './near-duplicates.ts';

test('texts that differ in digits, links or a word are near-duplicates', () => {
  const known = ['your parcel 4821 is held for a small fee, pay at post-fee.xyz/a before friday'];
  const asked = [
    'your parcel 9977 is held for a small fee, pay at other-host.top/zz9 before friday',
    'your parcel 1200 is held for a small fee, pay at post-fee.xyz/a before monday',
    'lunch at noon? i booked the table by the window',
    '',
  ];
  expect([...nearDuplicates(asked, known)]).toEqual([0, 1]);
});

test('the index finds what comparing every pair finds', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 14 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), (asked, known) => {
      const expected = asked.flatMap((one, index) =>
        known.some((other) => jaccard(one, other) >= 0.6) ? [index] : [],
      );
      expect([...nearDuplicates(asked, known)].toSorted((a, b) => a - b)).toEqual(expected);
    }),
  );
});

function jaccard(one: string, other: string): number {
  const grams = (text: string) =>
    new Set(Array.from({ length: Math.max(1, text.length - 4) }, (_, at) => text.slice(at, at + 5)));
  const mine = grams(one);
  const theirs = grams(other);
  const both = [...mine].filter((gram) => theirs.has(gram)).length;
  return both / (mine.size + theirs.size - both);
}
