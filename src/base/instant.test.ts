// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatInstant, instantOf, parseInstant } from './instant.ts';

// The platform's own calendar is the reference here; the code under test may not use it.
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const FIRST = -62_167_219_200_000;

it('writes every millisecond of the years 0 to 9999 as the calendar does, and reads it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST, max: LAST }), (epochMs) => {
      const text = formatInstant(instantOf(epochMs));
      expect(text).toBe(new Date(epochMs).toISOString().replace(/^\+0*(\d{4}-)/u, '$1'));
      expect(parseInstant(text)).toBe(epochMs);
    }),
  );
});

it('knows offsets, fractions and leap days', () => {
  expect(parseInstant('2026-03-04T12:05:00+02:00')).toBe(Date.UTC(2026, 2, 4, 10, 5));
  expect(parseInstant('2026-03-04t12:05:00.1z')).toBe(Date.UTC(2026, 2, 4, 12, 5, 0, 100));
  expect(parseInstant('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
});

it.each([
  '',
  '2023-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01 00:00:00Z',
  '2026-1-1T0:0:0Z',
])('refuses %j', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});
