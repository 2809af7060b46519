// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { redact } from './redact.ts';

function capture(format: 'plain' | 'json') {
  const lines: string[] = [];
  return { lines, log: createLog({ level: 'info', format }, (line) => lines.push(line)) };
}

describe('redact', () => {
  it('takes out numbers, codes, addresses and what was quoted', () => {
    expect(redact('failed for +44 7700 900123')).toBe('failed for #');
    expect(redact('code 123456 at https://x.example/a?b=c')).toBe('code # at <…>');
    expect(redact('mail to ann@example.org')).toBe('mail to <…>');
    expect(redact('Unexpected token "hello there" in JSON')).toBe('Unexpected token "…" in JSON');
  });

  it('keeps a status and a line number, and escapes control characters', () => {
    expect(redact('status 404 line 12 \u001B[31m')).toBe('status 404 line 12 \\u{1b}[31m');
  });

  it('is cut at 200 characters', () => {
    expect(redact('x'.repeat(5000)).length).toBeLessThan(210);
  });
});

describe('the log', () => {
  it('writes one plain line with the fields after the message', () => {
    const { lines, log } = capture('plain');
    log.info({ port: 8080 }, 'Listening.');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}Listening\. {2}port=8080\n$/u);
  });

  it('writes one JSON object a line where that was asked for', () => {
    const { lines, log } = capture('json');
    log.warn({ status: 503 }, 'Busy.');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', status: 503, msg: 'Busy.' });
  });

  it('drops what could be content, and redacts errors', () => {
    const { lines, log } = capture('json');
    log.error({ body: 'secret', from: '+447700900123', err: new Error('bad "secret words" 900123') }, 'Failed.');
    expect(lines.join('')).not.toMatch(/secret|900123/u);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { name: 'Error', message: 'bad "…" #' } });
  });
});
