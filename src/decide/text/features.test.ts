// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureList } from './feature-list.ts';
import { listFeatures } from './features.ts';
import { hashName, hashStep, spread } from './hashing.ts';

const BITS = 18;
const list = createFeatureList(BITS);

function bucketsOf(text: string): ReadonlySet<number> {
  listFeatures({ text, marks: [] }, list);
  return new Set(list.buckets.subarray(0, list.count));
}

function has(text: string, name: string, step?: number): boolean {
  const hash = step === undefined ? hashName(name) : hashStep(hashName(name), step);
  return bucketsOf(text).has(spread(hash) & list.mask);
}

function shared(one: string, other: string): readonly number[] {
  return [...bucketsOf(one)].filter((bucket) => bucketsOf(other).has(bucket));
}

describe('features', () => {
  it('hold no bucket twice, and their ranges lie within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        listFeatures({ text, marks: [] }, list);
        const buckets = list.buckets.subarray(0, list.count);
        expect(new Set(buckets).size).toBe(list.count);
        const inside = (places: Int32Array, most: number) =>
          places.subarray(0, list.count).every((place) => place >= -1 && place <= most);
        expect(inside(list.from, text.length)).toBe(true);
        expect(inside(list.to, text.length + 1)).toBe(true);
      }),
    );
  });

  it('do not grow when a text is said again and again', () => {
    const once = bucketsOf('call me when you land, love dad ');
    const often = bucketsOf('call me when you land, love dad '.repeat(50));
    expect(often.size).toBeLessThan(once.size + 20);
  });

  it('are at most six a character, besides concepts', () => {
    const words = Array.from({ length: 2000 }, (_, index) => `w${index.toString(36)}x`).join(' ');
    expect(bucketsOf(words).size).toBeLessThan(6 * words.length);
    expect(bucketsOf('a.b/c@d 1$2%3*4 '.repeat(500)).size).toBeLessThan(2000);
  });

  it('are the same whatever the digits are, and whatever the path of a link is', () => {
    expect(bucketsOf('code 482913')).toEqual(bucketsOf('code 105577'));
    expect(bucketsOf('see bit.ly/ab3x now')).toEqual(bucketsOf('see bit.ly/qq9z now'));
  });
});

describe('structural tokens', () => {
  it.each([
    'pay at rm-fee.top/x',
    'https://example.com',
    'click http://203.0.113.7/a now',
    '点击 a1b.cn 登录',
    'see bit.ly/2x.',
  ])('see a link in "%s"', (text) => {
    expect(has(text, '#link')).toBe(true);
  });

  it.each(['see you later.then we go', 'ok...no', 'it cost 3.50 today', 'v1.2.3 is out', 'hi.'])(
    'see none in "%s"',
    (text) => {
      expect(has(text, '#link')).toBe(false);
    },
  );

  it('tell shorteners, addresses of digits, mail, codes, telephone numbers and money apart', () => {
    expect(has('see bit.ly/2x', '#link-short')).toBe(true);
    expect(has('see http://203.0.113.7/a', '#link-ip')).toBe(true);
    expect(has('write to anna@example.com', '#mail')).toBe(true);
    expect(has('write to anna@example.com', '#link')).toBe(false);
    expect(has('your code is 482913', '#code-', 6)).toBe(true);
    expect(has('call +447700900123', '#phone')).toBe(true);
    expect(has('that is £20', '#money')).toBe(true);
    expect(has('共 300元', '#money')).toBe(true);
  });
});

describe('concepts', () => {
  it('are the same feature in every language', () => {
    expect(shared('parcel fee', '快递费用').length).toBeGreaterThan(0);
    expect(shared('parcel fee', 'paket gebuhr').length).toBeGreaterThan(shared('parcel fee', 'haus baum').length);
  });
});
