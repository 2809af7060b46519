// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameBuffer, framesToJson, wholeFrames } from './frames.ts';

const values = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()), { maxLength: 12 });

function framesOf(records: readonly unknown[]): Buffer {
  const frames = new FrameBuffer();
  for (const record of records) frames.append(JSON.stringify(record));
  return Buffer.from(frames.view());
}

function read(bytes: Buffer, isWhole = true) {
  const cut = framesToJson(bytes, { isWhole });
  const inside = bytes.toString('utf8', 0, cut.used).trim();
  const records: unknown = JSON.parse(`[${inside.endsWith(',') ? inside.slice(0, -1) : inside}]`);
  return { ...cut, values: Array.isArray(records) ? records : [] };
}

const plain = (records: readonly unknown[]): unknown => JSON.parse(JSON.stringify(records));

describe('frames', () => {
  it('give back what was put in, whatever it is', () => {
    fc.assert(
      fc.property(values, (records) => {
        const got = read(framesOf(records));
        expect(got).toEqual({
          used: framesOf(records).length,
          records: records.length,
          torn: 0,
          values: plain(records),
        });
      }),
    );
  });

  it('cut anywhere give every whole record before the cut', () => {
    fc.assert(
      fc.property(values, fc.nat(), (records, where) => {
        const bytes = framesOf(records);
        const at = where % (bytes.length + 1);
        const { bytes: whole, count } = wholeFrames(bytes, at);
        expect(whole).toBeLessThanOrEqual(at);
        const later = read(Buffer.from(bytes.subarray(0, at)), false);
        expect(later).toEqual({ used: whole, records: count, torn: 0, values: plain(records.slice(0, count)) });
        const never = read(Buffer.from(bytes.subarray(0, at)), true);
        expect(never).toMatchObject({ used: at, records: count, torn: at === whole ? 0 : 1 });
      }),
    );
  });

  it('lose at most one record to a byte that was changed', () => {
    fc.assert(
      fc.property(
        values.filter((records) => records.length > 0),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (records, where, change) => {
          const bytes = framesOf(records);
          const at = where % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ change;
          const got = read(bytes);
          expect(got.values.length).toBeGreaterThanOrEqual(records.length - 1);
          for (const value of got.values) expect(plain(records)).toContainEqual(value);
        },
      ),
    );
  });

  it('are found again behind noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), values, (noise, records) => {
        const got = read(Buffer.concat([noise, Buffer.from('\n'), framesOf(records)]));
        expect(got.values).toEqual(plain(records));
      }),
    );
  });

  it('that were dropped from the front leave the others', () => {
    const frames = new FrameBuffer();
    for (const each of ['a', 'b', 'c']) frames.append(JSON.stringify(each));
    const { bytes, count } = wholeFrames(frames.view(), 45);
    frames.drop(bytes, count);
    expect(count).toBe(2);
    expect(read(Buffer.from(frames.view())).values).toEqual(['c']);
  });
});
