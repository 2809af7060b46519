// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { Waiters } from './waiters.ts';

it('answers everybody within their time, whatever fraction of a millisecond it ends in', async () => {
  const waiters = new Waiters();
  const answers = Array.from({ length: 60 }, async (_, n) => waiters.wait(1, 5 + n / 7));
  expect(new Set(await Promise.all(answers))).toEqual(new Set([false]));
  const late = waiters.wait(2, 10_000);
  const early = waiters.wait(1, 10_000);
  waiters.reach(1);
  expect(await early).toBe(true);
  waiters.reach(2);
  expect(await late).toBe(true);
});
