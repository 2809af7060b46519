// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, UsageError } from '../base/errors.ts';
import { OPTION_ROWS, flagOf, variableOf } from './options.ts';
import { readOptions } from './read-options.ts';
import { renderEnvExample, renderOptions } from './render-options.ts';

type Given = { flags?: Record<string, string>; env?: Record<string, string>; file?: string };

function read({ flags = {}, env = {}, file }: Given = {}) {
  return readOptions({ flags: new Map(Object.entries(flags)), env, readFile: () => file });
}

function refusal(given: Given): string {
  try {
    read(given);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

function outcomeOf(given: Given): string {
  try {
    return `port ${read(given).http.port}`;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe('options of the server', () => {
  it('have the documented defaults', () => {
    expect(read()).toMatchObject({
      data: './.tocsin',
      http: { host: '127.0.0.1', port: 8080 },
      lang: 'en',
      log: { level: 'info', format: 'plain' },
      metrics: true,
    });
  });

  it('take a flag before a variable, a variable before the file, the file before the default', () => {
    const file = 'http:\n  port: 1\n  drainMs: 7\nlang: zh\n';
    const env = { TOCSIN_HTTP_PORT: '2', TOCSIN_LANG: 'fr' };
    expect(read({ file }).http.port).toBe(1);
    expect(read({ file, env }).http.port).toBe(2);
    expect(read({ file, env, flags: { 'http-port': '3' } }).http.port).toBe(3);
    expect(read({ file, env }).lang).toBe('fr');
    expect(read({ file }).http.drainMs).toBe(7);
  });

  it('treat an empty variable as one that is not set', () => {
    expect(read({ env: { TOCSIN_HTTP_PORT: '' } }).http.port).toBe(8080);
  });

  it('refuse a value with its source and the accepted form', () => {
    expect(refusal({ flags: { 'http-port': '80808' } })).toBe(
      'The option --http-port must be a whole number from 0 to 65535, not "80808".',
    );
    expect(refusal({ env: { TOCSIN_LOG_LEVEL: 'loud' } })).toBe(
      'The environment variable TOCSIN_LOG_LEVEL must be one of error, warn, info, debug, not "loud".',
    );
    expect(refusal({ file: 'lang: en\nhttp:\n  host: 127.0.0.1\n  port: eighty\n' })).toBe(
      './tocsin.yaml:4: The key http.port must be a whole number from 0 to 65535, not "eighty".',
    );
  });

  it('refuse an unknown key or variable with the nearest known one', () => {
    expect(refusal({ file: 'http:\n  prot: 1\n' })).toBe(
      './tocsin.yaml:2: The key http.prot is not known. Did you mean http.port?',
    );
    expect(refusal({ file: 'htttp:\n  port: 1\n' })).toContain('./tocsin.yaml:1: The key htttp is not known.');
    expect(refusal({ env: { TOCSIN_HTTP_PROT: '1' } })).toBe(
      'The environment variable TOCSIN_HTTP_PROT is not known. Did you mean TOCSIN_HTTP_PORT?',
    );
  });

  it('accept the variables that other commands read', () => {
    expect(read({ env: { TOCSIN_CORPORA: '/x', TOCSIN_PEERS: 'required', TOCSIN_DEBUG: '1' } }).http.port).toBe(8080);
  });

  it('refuse a file that is no YAML, holds a list or gives a key twice, by its line', () => {
    expect(refusal({ file: 'lang: "en\n' })).toMatch(/^\.\/tocsin\.yaml:[0-9]+ is not valid YAML/u);
    expect(refusal({ file: '- a\n' })).toContain('must hold keys and values');
    expect(refusal({ file: 'http: 80\n' })).toContain('must hold keys and values');
    expect(refusal({ file: 'lang: en\nlang: zh\n' })).toMatch(/^\.\/tocsin\.yaml:2 is not valid YAML/u);
    expect(refusal({ file: 'http.port: 1\nhttp:\n  port: 2\n' })).toContain('The key http.port is given twice');
  });

  it('take an empty file and a file of comments as saying nothing', () => {
    expect(read({ file: '' }).http.port).toBe(8080);
    expect(read({ file: '# nothing\nhttp:\n' }).http.port).toBe(8080);
  });

  it('miss a configuration file only when it was asked for', () => {
    expect(read().lang).toBe('en');
    expect(() => read({ flags: { config: 'absent.yaml' } })).toThrow(EnvironmentError);
  });

  it('never fail in another way, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (file) => {
        expect(outcomeOf({ file })).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u);
      }),
    );
  });
});

describe('the documentation of options', () => {
  it('has a row and a variable for every option', () => {
    const options = renderOptions();
    const example = renderEnvExample();
    for (const row of OPTION_ROWS) {
      expect(options).toContain(`\`--${flagOf(row)}\``);
      expect(example).toContain(`\n#${variableOf(row)}=`);
    }
  });

  it('shows defaults that the parsers accept', () => {
    for (const row of OPTION_ROWS) {
      if (row.fallback === undefined) continue;
      expect(row.parse(row.shownDefault)).toBe(row.fallback);
    }
  });
});
