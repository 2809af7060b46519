// SPDX-License-Identifier: Apache-2.0
/**
 * The log: pino, to a stream that is passed in. Lines say what the server did, never what a message said: fields are plain
 * numbers and words of our own, and errors go through `redact()`.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { redact } from './redact.ts';

export type Log = Logger;
export type LogOptions = { readonly level: 'error' | 'warn' | 'info' | 'debug'; readonly format: 'plain' | 'json' };

/** Takes one whole line, its line feed included. */
export type WriteLine = (line: string) => void;

export function createLog({ level, format }: LogOptions, write: WriteLine): Log {
  const destination: DestinationStream = { write: format === 'json' ? write : (line) => write(plainLine(line)) };
  return pino(
    {
      level,
      // No pid and host on every line: one process, one machine.
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: describeError },
      // NOTE: nothing that we log has these names; whoever adds one finds it gone.
      redact: {
        paths: ['body', 'text', 'url', 'from', 'to', '*.body', '*.text', '*.url', '*.from', '*.to'],
        remove: true,
      },
    },
    destination,
  );
}

type DescribedError = { readonly name: string; readonly code?: string; readonly message: string; readonly at: string };

/** Name, code, redacted message and the first frames of the stack, without the message that heads it. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: 'unknown', message: redact(String(error)), at: '' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const at = frames
    .slice(0, 6)
    .map((line) => line.trim().slice(3, 200))
    .join(' < ');
  return { name: error.name, ...code, message: redact(error.message), at };
}

// 12:05:31 warn  A batch was cut off. lines=12
function plainLine(json: string): string {
  const { time, level, msg, ...fields } = parseRecord(json);
  const clock = typeof time === 'string' ? time.slice(11, 19) : '';
  const extras = Object.entries(fields).map(([name, value]) => `  ${name}=${plainValue(value)}`);
  return `${clock} ${plainValue(level).padEnd(5)} ${plainValue(msg ?? '')}${extras.join('')}\n`;
}

function parseRecord(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function plainValue(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '');
}
