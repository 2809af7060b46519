// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../base/instant.ts';
import { parseEventId } from '../base/ids.ts';
import { readVectors } from '../testing/vectors.ts';
import { EVENT_LIMITS } from './event.ts';
import { parseEvent, parseEventText, tooLong } from './parse-event.ts';

const id = parseEventId('evt_made')!;
const stamp = { id: () => id, at: () => instantOf(0) };

describe('an event is refused', () => {
  it.each(readVectors('corpus/hostile/events.invalid.txt'))('as %s in %j (case %#)', (code, field, line = '') => {
    const parsed = parseEventText(line, stamp);
    const refusal = parsed.ok ? undefined : parsed.refusal;
    const isTooLong = Buffer.byteLength(line) > EVENT_LIMITS.lineBytes;
    expect(isTooLong ? tooLong() : refusal).toMatchObject(field === '' ? { code } : { code, field });
  });

  it('in one sentence without control characters or long echo', () => {
    for (const [, , line = ''] of readVectors('corpus/hostile/events.invalid.txt')) {
      const parsed = parseEventText(line, stamp);
      if (parsed.ok) continue;
      expect(parsed.refusal.message).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{10,250}$/u);
    }
  });

  it('without throwing, whatever JSON value it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseEvent(value, stamp);
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.json({ depthSize: 'large' }), (json) => typeof parseEventText(json, stamp).ok === 'boolean'),
    );
  });

  it('without a trace on later objects when it tries to change their prototype', () => {
    parseEventText('{"kind":"text","from":"a","body":"b","__proto__":{"polluted":true}}', stamp);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('an event is accepted', () => {
  const odd = readVectors('corpus/hostile/events.valid.txt').map(([line]) => [line!.slice(0, 60), line!] as const);

  it.each(odd)('although it is odd: %s', (_, line) => {
    expect(parseEventText(line, stamp)).toMatchObject({ ok: true });
  });

  it('and keeps what was sent, normalised', () => {
    const line =
      '{"kind":"call","id":"c-1","at":"2026-03-04T13:05:00.5+01:00","from":"0044 7700 900123","to":"112","attestation":"A"}';
    expect(parseEventText(line, stamp)).toEqual({
      ok: true,
      event: {
        kind: 'call',
        id: 'c-1',
        at: Date.UTC(2026, 2, 4, 12, 5, 0, 500),
        from: '+447700900123',
        to: '112',
        attestation: 'A',
      },
    });
  });

  it('with id and time made only where they are missing', () => {
    expect(parseEventText('{"kind":"link","url":"a.example"}', stamp)).toMatchObject({ event: { id, at: 0 } });
  });

  it('at the very limits, counted in code points', () => {
    for (const letter of ['a', 'é', '字', '😀']) {
      const body = letter.repeat(EVENT_LIMITS.body);
      expect(parseEvent({ kind: 'text', from: 'a', body }, stamp).ok).toBe(true);
      expect(parseEvent({ kind: 'text', from: 'a', body: `${body}${letter}` }, stamp).ok).toBe(false);
    }
  });
});
