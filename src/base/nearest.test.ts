// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const COMMANDS = ['serve', 'dev', 'check', 'screen', 'rules', 'train', 'evaluate'];

test('a word with one slip finds the word that was meant', () => {
  expect(nearest('chekc', COMMANDS)).toBe('check');
  expect(nearest('sreen', COMMANDS)).toBe('screen');
  expect(nearest('Serv', COMMANDS)).toBe('serve');
  expect(nearest('rule', COMMANDS)).toBe('rules');
});

test('a word that resembles nothing suggests nothing', () => {
  expect(nearest('zzzzzz', COMMANDS)).toBeUndefined();
  expect(nearest('', COMMANDS)).toBeUndefined();
  expect(nearest('x'.repeat(100_000), COMMANDS)).toBeUndefined();
});
