// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { runCommandLine } from './run-command-line.ts';
import { EXIT } from './command.ts';
import { createTestIo } from './test-io.ts';

describe('train and evaluate', () => {
  it.each(['train', 'evaluate'])(
    '%s says in one sentence which variable to set when there is no data',
    async (name) => {
      const io = createTestIo();
      expect(await runCommandLine([name], io)).toBe(EXIT.environment);
      expect(io.err()).toContain('TOCSIN_CORPORA');
      expect(io.err().trim().split('\n').length).toBe(1);
      expect(io.out()).toBe('');
    },
  );

  it.each(['train', 'evaluate'])('%s names the set that is missing from the folder', async (name) => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine([name], io)).toBe(EXIT.environment);
    expect(io.err()).toContain('sms-en-mishra-soni');
  });

  it('refuse a seed that is no number', async () => {
    const io = createTestIo();
    expect(await runCommandLine(['train', '--seed', 'x'], io)).toBe(EXIT.usage);
  });
});
