// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { runCommandLine } from './run-command-line.ts';
import { EXIT } from './command.ts';
import { createTestIo } from './test-io.ts';

describe('train and evaluate', () => {
  it.each([['train'], ['train', '--check'], ['evaluate', '--left-out'], ['evaluate', '--compare', 'x.model']])(
    '%s %s says in one sentence which variable to set when there is no data',
    async (...words) => {
      const io = createTestIo();
      expect(await runCommandLine(words, io)).toBe(EXIT.environment);
      expect(io.err()).toContain('TOCSIN_CORPORA');
      expect(io.err().trim().split('\n').length).toBe(1);
      expect(io.out()).toBe('');
    },
  );

  it('evaluate without data prints what the held-out messages say, and one line on the rest', async () => {
    const io = createTestIo();
    expect(await runCommandLine(['evaluate'], io)).toBe(EXIT.done);
    expect(io.out()).toMatch(/^en scam +\d+ +\d+\.\d \(/mu);
    expect(
      io
        .out()
        .split('\n')
        .filter((line) => line.includes('TOCSIN_CORPORA')).length,
    ).toBe(1);
    const asJson = createTestIo();
    expect(await runCommandLine(['evaluate', '--json'], asJson)).toBe(EXIT.done);
    const facts: unknown = JSON.parse(asJson.out());
    expect(facts).toMatchObject({
      heldOut: expect.arrayContaining([expect.objectContaining({ group: 'en scam' })]),
      note: expect.stringContaining('TOCSIN_CORPORA'),
    });
  });

  it('refuse a model for trainings that make their own', async () => {
    const io = createTestIo();
    expect(await runCommandLine(['evaluate', '--left-out', '--model', 'x.model'], io)).toBe(EXIT.usage);
    expect(io.err()).toContain('--model');
  });

  it.each(['train', 'evaluate'])('%s names the set that is missing from the folder', async (name) => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine([name], io)).toBe(EXIT.environment);
    expect(io.err()).toContain('sms-en-mishra-soni');
  });

  it('refuses to check another model than the shipped', async () => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine(['train', '--check', '--seed', '2'], io)).toBe(EXIT.usage);
    expect(io.err()).toContain('--seed');
  });

  it('evaluate names the dimensions it knows when it is given another, and does not echo that', async () => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine(['evaluate', '--by', 'lang,+447700900123'], io)).toBe(EXIT.usage);
    expect(io.err()).toContain('Name 2 of --by');
    expect(io.err()).toContain('lang, source, family, scheme, sector, ask');
    expect(io.err()).not.toContain('900123');
  });

  it('evaluate refuses a page of figures that it cannot have without data', async () => {
    const io = createTestIo();
    expect(await runCommandLine(['evaluate', '--html', 'report.html'], io)).toBe(EXIT.usage);
    expect(io.err()).toContain('TOCSIN_CORPORA');
  });

  it.each([
    ['--attack', '--html', 'report.html'],
    ['--left-out', '--by', 'lang'],
    ['--attack', '--left-out'],
    ['--compare', 'x.model', '--by', 'lang'],
  ])('evaluate refuses options that it would pass over: %s %s %s', async (...words) => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine(['evaluate', ...words.filter((word) => word !== undefined)], io)).toBe(EXIT.usage);
    expect(io.err()).toContain('away');
  });

  it('evaluate says before any work that its page cannot be written', async () => {
    const io = createTestIo({ env: { TOCSIN_CORPORA: '/nowhere' } });
    expect(await runCommandLine(['evaluate', '--html', '/nowhere/report.html'], io)).toBe(EXIT.environment);
    expect(io.err()).toContain('--html');
  });

  it('refuse a seed that is no number', async () => {
    const io = createTestIo();
    expect(await runCommandLine(['train', '--seed', 'x'], io)).toBe(EXIT.usage);
  });
});
