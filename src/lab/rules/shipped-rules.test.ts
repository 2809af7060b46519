// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../screen/load-policy.ts';
import { disagreements } from './examples.ts';

const policy = loadPolicy(fileURLToPath(new URL('../../../policy', import.meta.url)));

describe('every shipped rule', () => {
  it.each(policy.rules.all().map(({ rule }) => [rule.id, rule] as const))(
    '%s agrees with its own examples',
    (_, rule) => {
      const found = disagreements(policy, rule).map(({ list, place, message }) => ({
        message,
        example: rule.examples[list][place],
      }));
      expect(found).toEqual([]);
    },
  );
});
