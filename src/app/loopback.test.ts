// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { UsageError } from '../base/errors.ts';
import { addressToBind, isLoopback } from './loopback.ts';

test('addresses of this machine alone are bound without asking for a key', async () => {
  const never = async (): Promise<never> => {
    throw new Error('asked');
  };
  expect(await addressToBind('localhost', never)).toBe('127.0.0.1');
  for (const host of ['127.0.0.1', '127.8.9.10', '::1']) expect(await addressToBind(host, never)).toBe(host);
});

test('addresses that others can reach are bound once there is a live key', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1']) {
    await expect(addressToBind(host, async () => false)).rejects.toThrow(UsageError);
    expect(await addressToBind(host, async () => true)).toBe(host);
  }
});

test('what is no address is refused, key or not', async () => {
  for (const host of ['', 'example.org', 'localhost.', '127.0.0.1:80', '127.1', '[::1]'])
    await expect(addressToBind(host, async () => true)).rejects.toThrow('must be an IP address or localhost');
});

test('loopback is known in each of its forms', () => {
  for (const address of ['127.0.0.1', '127.255.255.255', '::1', '::ffff:127.0.0.1'])
    expect(isLoopback(address)).toBe(true);
  for (const address of ['', 'localhost', '128.0.0.1', '::2', '::ffff:10.0.0.1', '::ffff:x', 'fe80::1'])
    expect(isLoopback(address)).toBe(false);
});
